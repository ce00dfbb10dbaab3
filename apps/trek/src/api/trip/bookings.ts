import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Accommodation, type Planner, Reservation } from '@trek/planner'
import { Type } from 'typebox'
import { signedIn } from '../signed-in.ts'
import { ThingParams, TripParams } from './parameters.ts'

const BookingsAnswer = Type.Object({ bookings: Type.Array(Reservation), stays: Type.Array(Accommodation) })

/** Bookings of every kind, and stays. */
export const bookings: FastifyPluginAsyncTypebox<{ planner: Planner }> = async (fastify, { planner }) => {
  fastify.get(
    '/trips/:id/bookings',
    { schema: { params: TripParams, response: { 200: BookingsAnswer } } },
    async (request) => {
      const actor = await signedIn(fastify, request)
      const { id } = request.params
      return { bookings: await planner.reservations.list(actor, id), stays: await planner.stays.list(actor, id) }
    }
  )

  fastify.delete('/trips/:id/bookings/:thingId', { schema: { params: ThingParams } }, async (request, reply) => {
    const actor = await signedIn(fastify, request)
    await planner.reservations.delete(actor, request.params.id, request.params.thingId)
    return reply.code(204).send()
  })
}
