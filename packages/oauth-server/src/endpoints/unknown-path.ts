import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import { answerPreflight } from '../cors.ts'

/**
 * Everything else under a prefix is a 404 that says so in JSON. A web app's HTML page there, or a login wall, makes clients
 * conclude that the server has no OAuth.
 */
export const unknownPaths: FastifyPluginAsync<{ under: string }> = async (fastify, { under }) => {
  fastify.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: `${under}/*`,
    handler: answerNothingHere
  })
  fastify.options(`${under}/*`, answerPreflight([]))
}

export function answerNothingHere(_request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .code(404)
    .header('cache-control', 'no-store')
    .send({ error: 'not_found', error_description: 'There is nothing here' })
}
