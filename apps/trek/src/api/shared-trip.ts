import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Planner, SharedTrip } from '@trek/planner'
import { Type } from 'typebox'

const TokenParams = Type.Object({ token: Type.String() })

/** `GET /api/shared/:token`: a trip as its public link shows it, to whoever has the link. */
export const sharedTrip: FastifyPluginAsyncTypebox<{ planner: Planner }> = async (fastify, { planner }) => {
  fastify.get(
    '/shared/:token',
    { schema: { params: TokenParams, response: { 200: SharedTrip } } },
    async (request, reply) => {
      const trip = await planner.shareLinks.open(request.params.token)
      // It is for the people who were given the link.
      reply.header('x-robots-tag', 'noindex')
      return trip
    }
  )
}
