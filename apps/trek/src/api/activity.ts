import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Activity, MAX_LIMIT, type Planner } from '@trek/planner'
import { Type } from 'typebox'
import { signedIn } from './signed-in.ts'

const TripParams = Type.Object({ id: Type.Integer({ minimum: 1 }) })
const ActivityParams = Type.Object({ ...TripParams.properties, activityId: Type.Integer({ minimum: 1 }) })
const PageQuery = Type.Object({
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: MAX_LIMIT })),
  cursor: Type.Optional(Type.String({ maxLength: 100 }))
})
const ActivitiesAnswer = Type.Object({
  activity: Type.Array(Activity),
  next_cursor: Type.Union([Type.String(), Type.Null()])
})
const ActivityAnswer = Type.Object({ activity: Activity })

/** Who changed what in a trip, and taking it back; for the pages. */
export const activity: FastifyPluginAsyncTypebox<{ planner: Planner }> = async (fastify, { planner }) => {
  fastify.get(
    '/trips/:id/activity',
    { schema: { params: TripParams, querystring: PageQuery, response: { 200: ActivitiesAnswer } } },
    async (request) => {
      const actor = await signedIn(fastify, request)
      const { items, nextCursor } = await planner.activity.list(actor, request.params.id, request.query)
      return { activity: items, next_cursor: nextCursor }
    }
  )

  fastify.post(
    '/trips/:id/activity/:activityId/undo',
    { schema: { params: ActivityParams, response: { 200: ActivityAnswer } } },
    async (request) => {
      const actor = await signedIn(fastify, request)
      return { activity: await planner.activity.undo(actor, request.params.id, request.params.activityId) }
    }
  )
}
