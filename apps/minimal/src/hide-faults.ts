import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'

/** Error handler: what is our own fault goes to the log, not to the client. An error of Drizzle quotes its statement. */
export function hideFaults(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if ((error.statusCode ?? 500) < 500) return reply.send(error)
  request.log.error({ err: error }, 'a request failed')
  return reply.code(500).send({ error: 'internal_error', request: request.id })
}
