import type { FastifyPluginAsync } from 'fastify'
import { answerPreflight } from '../cors.ts'
import type { Settings } from '../options.ts'

/**
 * Everything else under the well-known prefix and ours is a 404 that says so in JSON. A web app's HTML page there, or a
 * login wall, makes clients conclude that the server has no OAuth.
 */
export const unknownPaths: FastifyPluginAsync<{ settings: Settings }> = async (fastify, { settings }) => {
  for (const prefix of ['/.well-known', settings.basePath]) {
    fastify.route({
      method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
      url: `${prefix}/*`,
      handler: (_request, reply) =>
        reply
          .code(404)
          .header('cache-control', 'no-store')
          .send({ error: 'not_found', error_description: 'There is nothing here' })
    })
    fastify.options(`${prefix}/*`, answerPreflight([]))
  }
}
