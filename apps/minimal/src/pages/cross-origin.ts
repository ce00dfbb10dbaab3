import type { FastifyReply, FastifyRequest } from 'fastify'

/** A hook for forms: browsers say which site a form was on, and no other site's counts here. */
export function refuseCrossOrigin(appUrl: string) {
  return async ({ method, headers: { origin } }: FastifyRequest, reply: FastifyReply) => {
    if (method !== 'POST' || origin === undefined || origin === appUrl) return undefined
    return reply.code(403).send({ error: 'cross_origin' })
  }
}
