import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { type Planner, SharedJourney } from '@trek/planner'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { ApiError } from './errors.ts'

const LinkParams = Type.Object({ token: Type.String() })
const JourneyAnswer = Type.Object({ journey: SharedJourney })

/** A link's token opens it for everybody, so no log holds one. */
const quiet = {
  req: ({ method, ip }: FastifyRequest) => ({ method, url: '/api/shared/journeys/:token', remoteAddress: ip })
}

/** `GET /api/shared/journeys/:token`: a published journey, for whoever has its link. */
export const sharedJourneys: FastifyPluginAsyncTypebox<{ planner: Planner }> = async (fastify, { planner }) => {
  fastify.get(
    '/shared/journeys/:token',
    { schema: { params: LinkParams, response: { 200: JourneyAnswer } }, logSerializers: quiet },
    async (request) => {
      if (!(await planner.addons.isEnabled('journey')))
        throw new ApiError(404, 'journey_not_found', 'Journey not found')
      return { journey: await planner.journeyShareLinks.view(request.params.token) }
    }
  )
}
