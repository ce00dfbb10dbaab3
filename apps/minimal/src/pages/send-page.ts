import type { FastifyReply } from 'fastify'

/**
 * Sends one of this app's pages: no script, no frame, no cache. Without `form-action`, which browsers apply to every
 * redirect after a form's POST: signing in may lead on to a client.
 */
export function sendPage(reply: FastifyReply, statusCode: number, document: string): FastifyReply {
  return reply
    .code(statusCode)
    .headers({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; base-uri 'none'; frame-ancestors 'none'",
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff'
    })
    .type('text/html; charset=utf-8')
    .send(document)
}
