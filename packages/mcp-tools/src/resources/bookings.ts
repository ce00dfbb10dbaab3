import type { PlannerContext } from '../context.ts'
import { defineResource, type Resource } from '../endpoint/index.ts'
import { TripParameters } from './parameters.ts'

export const bookingResources: Resource<PlannerContext>[] = [
  defineResource<typeof TripParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}/reservations',
    name: 'trip-reservations',
    title: 'Bookings of a trip',
    description: 'Bookings and transport by time, with their stops and their positions on days',
    scopes: ['reservations:read'],
    parameters: TripParameters,
    read: ({ tripId }, { actor, planner }) => planner.reservations.list(actor, Number(tripId))
  }),
  defineResource<typeof TripParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}/accommodations',
    name: 'trip-accommodations',
    title: 'Stays of a trip',
    description: 'Stays in the order of their days, with the names of their bookings',
    scopes: ['trips:read'],
    parameters: TripParameters,
    read: ({ tripId }, { actor, planner }) => planner.stays.list(actor, Number(tripId))
  })
]
