import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox'
import { Day, Place, type Planner, Trip, TripPeople } from '@trek/planner'
import { Type } from 'typebox'
import { signedIn } from './signed-in.ts'
import { enabledAddons, TripAddon } from './trip/enabled-addons.ts'

const Nullable = (maxLength: number) => Type.Optional(Type.Union([Type.String({ maxLength }), Type.Null()]))
const TripParams = Type.Object({ id: Type.Integer({ minimum: 1 }) })
const NewTripBody = Type.Object(
  {
    title: Type.String({ minLength: 1, maxLength: 200 }),
    description: Nullable(2000),
    start_date: Nullable(10),
    end_date: Nullable(10),
    currency: Type.Optional(Type.String({ minLength: 3, maxLength: 3 }))
  },
  { additionalProperties: false }
)
const TripChangesBody = Type.Object(
  { ...Type.Partial(NewTripBody).properties, is_archived: Type.Optional(Type.Boolean()) },
  { additionalProperties: false }
)
const ListQuery = Type.Object({ include_archived: Type.Optional(Type.Boolean()) })
const TripAnswer = Type.Object({ trip: Trip })
const TripsAnswer = Type.Object({ trips: Type.Array(Trip) })
const WholeTripAnswer = Type.Object({
  trip: Trip,
  members: TripPeople,
  days: Type.Array(Day),
  places: Type.Array(Place),
  addons: Type.Array(TripAddon, { description: 'What is on of that which a trip can have' })
})

/** Trips, for the pages. The planner decides who may do what. */
export const trips: FastifyPluginAsyncTypebox<{ planner: Planner }> = async (fastify, { planner }) => {
  fastify.get('/trips', { schema: { querystring: ListQuery, response: { 200: TripsAnswer } } }, async (request) => {
    const actor = await signedIn(fastify, request)
    return { trips: await planner.trips.list(actor, { includeArchived: request.query.include_archived }) }
  })

  fastify.post('/trips', { schema: { body: NewTripBody, response: { 201: TripAnswer } } }, async (request, reply) => {
    const actor = await signedIn(fastify, request)
    return reply.code(201).send({ trip: await planner.trips.create(actor, request.body) })
  })

  fastify.get('/trips/:id', { schema: { params: TripParams, response: { 200: WholeTripAnswer } } }, async (request) => {
    const actor = await signedIn(fastify, request)
    const { trip, people, days } = await planner.trips.summary(actor, request.params.id)
    const places = await planner.places.list(actor, trip.id)
    return { trip, members: people, days, places, addons: await enabledAddons(planner) }
  })

  fastify.patch(
    '/trips/:id',
    { schema: { params: TripParams, body: TripChangesBody, response: { 200: TripAnswer } } },
    async (request) => {
      const actor = await signedIn(fastify, request)
      return { trip: await planner.trips.update(actor, request.params.id, request.body) }
    }
  )

  fastify.delete('/trips/:id', { schema: { params: TripParams } }, async (request, reply) => {
    const actor = await signedIn(fastify, request)
    await planner.trips.delete(actor, request.params.id)
    return reply.code(204).send()
  })
}
