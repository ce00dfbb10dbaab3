import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Planner, SharedJourney } from '@trek/planner'
import { Type } from 'typebox'
import { ApiError } from './errors.ts'

const LinkParams = Type.Object({ token: Type.String() })
const JourneyAnswer = Type.Object({ journey: SharedJourney })

/** `GET /api/shared/journeys/:token`: a published journey, for whoever has its link. */
export const sharedJourneys: FastifyPluginAsyncTypebox<{ planner: Planner }> = async (fastify, { planner }) => {
  fastify.get(
    '/shared/journeys/:token',
    { schema: { params: LinkParams, response: { 200: JourneyAnswer } } },
    async (request, reply) => {
      // It is for the people who were given the link.
      reply.header('x-robots-tag', 'noindex')
      if (!(await planner.addons.isEnabled('journey')))
        throw new ApiError(404, 'journey_not_found', 'Journey not found')
      return { journey: await planner.journeyShareLinks.view(request.params.token) }
    }
  )
}
