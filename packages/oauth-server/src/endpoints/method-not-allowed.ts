import type { FastifyInstance } from 'fastify'
import { answerPreflight } from '../cors.ts'

/** Answers preflights of a POST-only endpoint, and every other method with 405 (RFC 9110 section 15.5.6). */
export function onlyPost(fastify: FastifyInstance, url: string): void {
  fastify.options(url, answerPreflight(['POST']))
  fastify.route({
    method: ['GET', 'PUT', 'PATCH', 'DELETE'],
    url,
    handler: (_request, reply) =>
      reply
        .code(405)
        .header('allow', 'POST, OPTIONS')
        .send({ error: 'invalid_request', error_description: 'Only POST is allowed here' })
  })
}
