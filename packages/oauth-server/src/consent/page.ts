import { randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import type { Branding } from '../options.ts'
import { html, type Html } from './html.ts'

/**
 * Sends one of our pages: never cached, framed, or followed by a referrer.
 *
 * No `form-action`: Chromium and Safari apply it to every redirect after the form's POST, which ends at the client, and
 * a client's own callback may hop on to a private-use scheme nobody could list.
 */
export function sendPage(reply: FastifyReply, statusCode: number, render: (nonce: string) => string): FastifyReply {
  const nonce = randomBytes(16).toString('base64')
  return reply
    .code(statusCode)
    .headers(browserHeaders)
    .header(
      'content-security-policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'`
    )
    .type('text/html; charset=utf-8')
    .send(render(nonce))
}

/** On every answer a browser gets from the authorization endpoint and the consent pages. */
export const browserHeaders = {
  'cache-control': 'no-store',
  pragma: 'no-cache',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // Clients open this page in a popup and wait for it to close; the header of a host's helmet would cut that tie.
  'cross-origin-opener-policy': 'unsafe-none'
}

export interface PageFrame {
  title: string
  /** Of the content (BCP 47). Default `en`. */
  language?: string
  branding: Branding & { name: string; accentColor: string }
  nonce: string
}

/** The document around a page's content. */
export function page({ title, language = 'en', branding, nonce }: PageFrame, content: Html): string {
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} – ${branding.name}</title>
<style nonce="${nonce}">${{ markup: `:root{--accent:${branding.accentColor}}${stylesheet}` }}</style>
</head>
<body>
<main>
<p class="brand">${branding.name}</p>
${content}
</main>
</body>
</html>
`.markup
}

// The greys lean towards the host's colour, so that the page looks like the host's. No script, font or picture is loaded.
const stylesheet = `
*{box-sizing:border-box}
:root{--text:#1b1c22;--quiet:#585a66;--line:color-mix(in srgb,var(--accent) 12%,#e0e0e8);--edge:#85878f;--card:#fff;--ground:color-mix(in srgb,var(--accent) 6%,#f5f5f8);--ring:var(--accent);--warn-text:#7a3b00;--warn:#fff3e0;--danger:#a4161a;--good:#0b5d36}
@media (prefers-color-scheme:dark){:root{--text:#ecebf2;--quiet:#adacb9;--line:#3a3a46;--edge:#777784;--card:#202129;--ground:#15151b;--ring:color-mix(in srgb,var(--accent) 45%,#fff);--warn-text:#ffcf9a;--warn:#3a2a17;--danger:#ff9a94;--good:#7ddca9}}
html{scroll-padding-bottom:7rem}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:42rem;margin:0 auto;padding:1.5rem 1rem 3rem}
.brand{display:flex;align-items:center;gap:.5rem;margin:0 0 .75rem;font-weight:700;letter-spacing:.01em}
.brand:before{content:"";width:.75rem;height:.75rem;border-radius:4px;background:var(--accent)}
.card{background:var(--card);border:1px solid var(--line);border-radius:16px;padding:1.75rem;box-shadow:0 1px 2px #0001,0 12px 32px -20px #0005}
h1{font-size:1.45rem;line-height:1.25;margin:0 0 .75rem;overflow-wrap:anywhere;text-wrap:balance}
h2{font-size:1rem;margin:1.5rem 0 .5rem}
p{margin:.5rem 0}
.quiet{color:var(--quiet);font-size:.925rem}
.card>p.quiet{margin-top:1.25rem}
.tag,.risk{display:inline-block;border:1px solid var(--line);border-radius:99px;padding:.1rem .65rem;font-size:.8125rem;font-weight:600;color:var(--quiet)}
.good{color:var(--good);border-color:currentColor}
.warn,.risk.write{color:var(--warn-text);background:var(--warn);border-color:transparent}
.who{margin-top:1rem;padding:.7rem 1rem;background:var(--ground);border-radius:10px;font-size:.925rem;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1rem;margin:1rem 0 0;font-size:.925rem}
dt{color:var(--quiet)}
dd{margin:0;overflow-wrap:anywhere}
details{margin-top:1rem;border-top:1px solid var(--line);padding-top:1rem}
summary{cursor:pointer;font-weight:600}
fieldset{display:grid;grid-template-columns:8.5rem 1fr;border:0;border-top:1px solid var(--line);margin:0;padding:.4rem 0;min-width:0}
.card>fieldset:first-of-type{margin-top:.75rem}
legend{float:left;grid-row:1/99;font-weight:600;font-size:.925rem;padding:.45rem 1rem 0 0;overflow-wrap:anywhere}
label:has([name=scope]){grid-column:2;display:grid;grid-template-columns:auto 1fr auto;gap:0 .7rem;align-items:start;padding:.4rem .5rem;border-radius:8px;cursor:pointer}
label:has([name=scope]):hover{background:var(--ground)}
[name=scope]{width:1.15rem;height:1.15rem;margin:.2rem 0 0;accent-color:var(--accent)}
b{font-weight:600}
label:has([name=scope]:not(:checked)) b{color:var(--quiet);text-decoration:line-through}
small{grid-column:2/-1;color:var(--quiet);font-size:.875rem;line-height:1.4}
.risk{padding:.05rem .55rem;font-size:.75rem;white-space:nowrap}
.risk.delete{color:var(--danger);border-color:currentColor}
.notice{background:var(--warn);color:var(--warn-text);border-radius:10px;padding:.75rem 1rem;margin:1rem 0 0;font-size:.925rem}
.actions{display:flex;gap:.75rem;margin:1rem -1.75rem -1.75rem;padding:1rem 1.75rem;background:var(--card);border-top:1px solid var(--line);border-radius:0 0 16px 16px}
@media (min-height:36rem){.actions{position:sticky;bottom:0}}
.actions button{flex:1;font:inherit;font-weight:600;padding:.75rem 1rem;border-radius:10px;border:1px solid var(--edge);background:transparent;color:inherit;cursor:pointer}
.actions .approve{background:var(--accent);border-color:var(--accent);color:#fff}
.actions button:hover{box-shadow:0 0 0 1px currentColor}
.user-code{font:600 1.5rem/1.4 ui-monospace,SFMono-Regular,Menlo,monospace;letter-spacing:.12em}
input.user-code{display:block;width:100%;margin-top:.25rem;padding:.6rem .75rem;border:1px solid var(--edge);border-radius:10px;background:transparent;color:inherit;text-transform:uppercase}
a{color:inherit}
:focus-visible{outline:3px solid var(--ring);outline-offset:2px}
code{font:0.8125rem ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}
@media (max-width:36rem){.card{padding:1.25rem}.actions{margin:1rem -1.25rem -1.25rem;padding:.9rem 1.25rem}dl{display:block}dd{margin:0 0 .5rem}fieldset{display:block}legend{width:100%;padding:.3rem 0 0;font-size:.8125rem;color:var(--quiet)}label:has([name=scope]){clear:both;padding:.4rem 0}.risk{align-self:start}}
`
