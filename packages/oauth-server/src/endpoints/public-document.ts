import { createHash } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { answerPreflight } from '../cors.ts'
import { answerNothingHere } from './unknown-path.ts'

/**
 * Serves a document that never changes while the server runs; short enough to be kept that a change of configuration is
 * noticed, with a tag so that asking again costs nothing.
 *
 * @param find The document, once everything is registered; undefined: there is none after all.
 */
export function servePublicDocument(fastify: FastifyInstance, path: string, find: () => object | undefined): void {
  let found: { body: string; etag: string } | undefined
  fastify.addHook('onReady', async () => {
    const document = find()
    found = document && encode(document)
  })
  fastify.get(path, (request, reply) => {
    if (!found) return answerNothingHere(request, reply)
    const { body, etag } = found
    reply.headers({ 'cache-control': 'public, max-age=300', etag })
    if (isKnown(request.headers['if-none-match'], etag)) return reply.code(304).send()
    return reply.type('application/json; charset=utf-8').send(body)
  })
  fastify.options(path, answerPreflight(['GET']))
}

function encode(document: object): { body: string; etag: string } {
  const body = JSON.stringify(document)
  return { body, etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"` }
}

/** Weak comparison (RFC 9110 section 13.1.2). */
function isKnown(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false
  return header.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^W\//, '') === etag)
}
