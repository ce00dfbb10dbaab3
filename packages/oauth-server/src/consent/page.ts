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

const stylesheet = `
*{box-sizing:border-box}
:root{--text:#1c1b22;--quiet:#5b5966;--line:#dedce6;--card:#fff;--ground:#f4f3f8;--warn-text:#7a3b00;--warn:#fff3e0;--danger:#a4161a}
@media (prefers-color-scheme:dark){:root{--text:#ecebf2;--quiet:#aba8ba;--line:#3a3846;--card:#211f2a;--ground:#15141b;--warn-text:#ffcf9a;--warn:#3a2a17;--danger:#ff9a94}}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:32rem;margin:0 auto;padding:1.5rem 1rem 3rem}
.brand{margin:0 0 .75rem;font-weight:700;letter-spacing:.01em;color:var(--quiet)}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.5rem}
h1{font-size:1.35rem;line-height:1.3;margin:0 0 .5rem;overflow-wrap:anywhere}
h2{font-size:1rem;margin:1.5rem 0 .5rem}
p{margin:.5rem 0}
.quiet{color:var(--quiet);font-size:.925rem}
.tag{display:inline-block;border:1px solid var(--line);border-radius:999px;padding:.05rem .6rem;font-size:.8125rem;color:var(--quiet)}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.35rem 1rem;margin:1rem 0 0;font-size:.925rem}
dt{color:var(--quiet)}
dd{margin:0;overflow-wrap:anywhere}
details{margin-top:1.5rem}
summary{cursor:pointer;font-weight:600}
fieldset{border:0;margin:1.5rem 0 0;padding:0}
legend{font-weight:600;padding:0;margin:0 0 .25rem}
.scope{display:grid;grid-template-columns:auto 1fr auto;gap:.1rem .75rem;align-items:start;padding:.65rem 0;border-top:1px solid var(--line);cursor:pointer}
.scope input{width:1.15rem;height:1.15rem;margin:.2rem 0 0;accent-color:var(--accent)}
.scope .what{font-weight:600}
.scope .why{grid-column:2;color:var(--quiet);font-size:.875rem}
.risk{font-size:.75rem;font-weight:600;border-radius:999px;padding:.1rem .55rem;border:1px solid var(--line);color:var(--quiet);white-space:nowrap}
.risk-write{color:var(--warn-text);background:var(--warn);border-color:transparent}
.risk-delete{color:var(--danger);border-color:currentColor}
.notice{background:var(--warn);color:var(--warn-text);border-radius:10px;padding:.75rem 1rem;margin:1rem 0 0;font-size:.925rem}
.actions{display:flex;gap:.75rem;margin-top:1.5rem}
.actions button{flex:1;font:inherit;font-weight:600;padding:.7rem 1rem;border-radius:10px;border:1px solid var(--line);background:transparent;color:inherit;cursor:pointer}
.actions .approve{background:var(--accent);border-color:var(--accent);color:#fff}
.user-code{font:600 1.5rem/1.4 ui-monospace,SFMono-Regular,Menlo,monospace;letter-spacing:.12em}
input.user-code{display:block;width:100%;margin-top:.25rem;padding:.6rem .75rem;border:1px solid var(--quiet);border-radius:10px;background:transparent;color:inherit;text-transform:uppercase}
a{color:inherit}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
code{font:0.875rem ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}
`
