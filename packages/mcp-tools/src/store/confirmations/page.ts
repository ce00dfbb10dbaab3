import { randomBytes } from 'node:crypto'
import type { FastifyReply } from 'fastify'
import { html, type Html } from './html.ts'

export interface Branding {
  /** Of the application, as people know it. */
  name: string
  /** As in `#4f46e5`; white text has to be readable on it. */
  accentColor: string
}

export interface Page {
  title: string
  content: Html
}

/** On every answer a browser gets from the confirmation pages. */
export const browserHeaders = {
  'cache-control': 'no-store',
  pragma: 'no-cache',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY'
}

/**
 * Sends one of our pages: never cached, framed, or followed by a referrer.
 *
 * No `form-action`: some browsers apply it to every redirect after the form's POST, and a person whose session has ended
 * in between may be sent on to another host to sign in.
 */
export function sendPage(
  reply: FastifyReply,
  statusCode: number,
  { title, content }: Page,
  { name, accentColor }: Branding
): FastifyReply {
  const nonce = randomBytes(16).toString('base64')
  const document = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} – ${name}</title>
<style nonce="${nonce}">${{ markup: `:root{--accent:${accentColor}}${stylesheet}` }}</style>
</head>
<body>
<main>
<p class="brand">${name}</p>
${content}
</main>
</body>
</html>
`
  return reply
    .code(statusCode)
    .headers(browserHeaders)
    .header(
      'content-security-policy',
      `default-src 'none'; style-src 'nonce-${nonce}'; base-uri 'none'; frame-ancestors 'none'`
    )
    .type('text/html; charset=utf-8')
    .send(document.markup)
}

/** The look of the consent pages, so that people know where they are. */
const stylesheet = `
*{box-sizing:border-box}
:root{--text:#1b1c22;--quiet:#585a66;--line:color-mix(in srgb,var(--accent) 12%,#e0e0e8);--edge:#85878f;--card:#fff;--ground:color-mix(in srgb,var(--accent) 6%,#f5f5f8);--ring:var(--accent);--warn-text:#7a3b00;--warn:#fff3e0}
@media (prefers-color-scheme:dark){:root{--text:#ecebf2;--quiet:#adacb9;--line:#3a3a46;--edge:#777784;--card:#202129;--ground:#15151b;--ring:color-mix(in srgb,var(--accent) 45%,#fff);--warn-text:#ffcf9a;--warn:#3a2a17}}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:36rem;margin:0 auto;padding:1.5rem 1rem 3rem}
.brand{display:flex;align-items:center;gap:.5rem;margin:0 0 .75rem;font-weight:700;letter-spacing:.01em}
.brand:before{content:"";width:.75rem;height:.75rem;border-radius:4px;background:var(--accent)}
.card{background:var(--card);border:1px solid var(--line);border-radius:16px;padding:1.75rem;box-shadow:0 1px 2px #0001,0 12px 32px -20px #0005}
h1{font-size:1.45rem;line-height:1.25;margin:0 0 .75rem;overflow-wrap:anywhere;text-wrap:balance}
p{margin:.5rem 0}
.quiet{color:var(--quiet);font-size:.925rem}
.question{margin:1rem 0;padding:.25rem 0 .25rem 1rem;border-left:4px solid var(--accent);font-size:1.0625rem;white-space:pre-line;overflow-wrap:anywhere}
.notice{background:var(--warn);color:var(--warn-text);border-radius:10px;padding:.75rem 1rem;margin:1rem 0 0;font-size:.925rem}
.actions{display:flex;gap:.75rem;margin-top:1.5rem}
.actions button{flex:1;font:inherit;font-weight:600;padding:.75rem 1rem;border-radius:10px;border:1px solid var(--edge);background:transparent;color:inherit;cursor:pointer}
.actions button:hover{box-shadow:0 0 0 1px currentColor}
.actions .approve{background:var(--accent);border-color:var(--accent);color:#fff}
a{color:inherit}
:focus-visible{outline:3px solid var(--ring);outline-offset:2px}
code{font:0.875rem ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}
`
