import createError from '@fastify/error'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'

const TooSlowError = createError('TREK_TOO_SLOW', 'The server cannot answer now, try again later', 503)

const plugin: FastifyPluginAsync<{ withinMs: number }> = async (fastify, { withinMs }) => {
  fastify.addHook('onRequest', async (_request, reply) => {
    const timer = setTimeout(() => {
      // A stream that has begun takes its time.
      if (!reply.sent && !reply.raw.headersSent) reply.send(new TooSlowError())
    }, withinMs)
    reply.raw.once('close', () => clearTimeout(timer))
  })
}

/**
 * With a database that does not answer, a client hears "try again later" instead of nothing. Not Fastify's own
 * `handlerTimeout`: it stops counting when a request's body has been read (seen with 5.12; fastify pull request 6725).
 */
export const answerInTime = fp(plugin, { name: 'trek-answer-in-time', fastify: '5.x' })
