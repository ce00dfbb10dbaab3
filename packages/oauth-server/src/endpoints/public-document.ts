import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { answerPreflight } from '../cors.ts'

/**
 * Serves a document that never changes while the server runs; short enough to be kept that a change of configuration is
 * noticed, with a tag so that asking again costs nothing.
 */
export function servePublicDocument(fastify: FastifyInstance, path: string, document: object): void {
  const body = JSON.stringify(document)
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
  fastify.get(path, (request, reply) => {
    reply.headers({ 'cache-control': 'public, max-age=300', etag })
    if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(body)
  })
  fastify.options(path, answerPreflight(['GET']))
}

/** Weak comparison (RFC 9110 section 13.1.2). */
function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
}
