import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Place, type Planner } from '@trek/planner'
import { Type } from 'typebox'
import { signedIn } from '../signed-in.ts'
import { ThingParams } from './parameters.ts'

const NameBody = Type.Object({ name: Type.String({ minLength: 1, maxLength: 200 }) }, { additionalProperties: false })
const PlaceAnswer = Type.Object({ place: Place })
const DayNoteParams = Type.Object({ ...ThingParams.properties, dayId: Type.Integer({ minimum: 1 }) })

/** Correcting places, and what is written on days; both are read with the trip. */
export const places: FastifyPluginAsyncTypebox<{ planner: Planner }> = async (fastify, { planner }) => {
  fastify.patch(
    '/trips/:id/places/:thingId',
    { schema: { params: ThingParams, body: NameBody, response: { 200: PlaceAnswer } } },
    async (request) => {
      const actor = await signedIn(fastify, request)
      const { id, thingId } = request.params
      return { place: await planner.places.update(actor, id, thingId, request.body) }
    }
  )

  fastify.delete('/trips/:id/places/:thingId', { schema: { params: ThingParams } }, async (request, reply) => {
    const actor = await signedIn(fastify, request)
    await planner.places.delete(actor, request.params.id, request.params.thingId)
    return reply.code(204).send()
  })

  fastify.delete(
    '/trips/:id/days/:dayId/notes/:thingId',
    { schema: { params: DayNoteParams } },
    async (request, reply) => {
      const actor = await signedIn(fastify, request)
      const { id, dayId, thingId } = request.params
      await planner.dayNotes.delete(actor, id, dayId, thingId)
      return reply.code(204).send()
    }
  )
}
