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
:root{--text:#1c1b22;--quiet:#5b5966;--line:#dedce6;--card:#fff;--ground:#f4f3f8;--warn-text:#7a3b00;--warn:#fff3e0}
@media (prefers-color-scheme:dark){:root{--text:#ecebf2;--quiet:#aba8ba;--line:#3a3846;--card:#211f2a;--ground:#15141b;--warn-text:#ffcf9a;--warn:#3a2a17}}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{max-width:32rem;margin:0 auto;padding:1.5rem 1rem 3rem}
.brand{margin:0 0 .75rem;font-weight:700;letter-spacing:.01em;color:var(--quiet)}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.5rem}
h1{font-size:1.35rem;line-height:1.3;margin:0 0 .5rem;overflow-wrap:anywhere}
p{margin:.5rem 0}
.quiet{color:var(--quiet);font-size:.925rem}
.question{margin:1rem 0;padding:.25rem 0 .25rem 1rem;border-left:4px solid var(--accent);font-size:1.0625rem;white-space:pre-line;overflow-wrap:anywhere}
.notice{background:var(--warn);color:var(--warn-text);border-radius:10px;padding:.75rem 1rem;margin:1rem 0 0;font-size:.925rem}
.actions{display:flex;gap:.75rem;margin-top:1.5rem}
.actions button{flex:1;font:inherit;font-weight:600;padding:.7rem 1rem;border-radius:10px;border:1px solid var(--line);background:transparent;color:inherit;cursor:pointer}
.actions .approve{background:var(--accent);border-color:var(--accent);color:#fff}
a{color:inherit}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
code{font:0.875rem ui-monospace,SFMono-Regular,Menlo,monospace;overflow-wrap:anywhere}
`
