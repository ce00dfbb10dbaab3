import { DEFAULT_LIMIT } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineResource, type Resource } from '../endpoint/index.ts'
import { plannerViews } from '../views/index.ts'
import { atlasResources } from './atlas.ts'
import { bookingResources } from './bookings.ts'
import { budgetResources } from './budget.ts'
import { collabResources } from './collab.ts'
import { journeyResources } from './journeys.ts'
import { notificationResources } from './notifications.ts'
import { packingResources } from './packing.ts'
import { Id, NoParameters, TripParameters } from './parameters.ts'
import { vacayResources } from './vacay.ts'

const DayParameters = Type.Object({ tripId: Id, dayId: Id })
const PlacesParameters = Type.Object({
  tripId: Id,
  assignment: Type.Optional(Type.Union([Type.Literal('all'), Type.Literal('assigned'), Type.Literal('unassigned')]))
})

/** What a client can read without calling a tool. */
export const plannerResources: Resource<PlannerContext>[] = [
  defineResource<typeof NoParameters, PlannerContext>({
    uri: 'trek://trips',
    name: 'trips',
    title: 'Trips',
    description: `The ${DEFAULT_LIMIT} newest trips the person owns or belongs to, without archived ones; list_trips has all of them, in pages`,
    scopes: ['trips:read'],
    parameters: NoParameters,
    read: async (_, { actor, planner }) => (await planner.trips.page(actor)).items
  }),
  defineResource<typeof NoParameters, PlannerContext>({
    uri: 'trek://categories',
    name: 'categories',
    title: 'Categories',
    description: 'The kinds of places there are',
    scopes: [],
    parameters: NoParameters,
    read: (_, { planner }) => planner.categories.list()
  }),
  defineResource<typeof TripParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}',
    name: 'trip',
    title: 'Trip',
    description: 'One trip',
    scopes: ['trips:read'],
    parameters: TripParameters,
    read: ({ tripId }, { actor, planner }) => planner.trips.get(actor, Number(tripId))
  }),
  defineResource<typeof TripParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}/days',
    name: 'trip-days',
    title: 'Days of a trip',
    description: 'Days with visits in order and notes',
    scopes: ['trips:read'],
    parameters: TripParameters,
    read: ({ tripId }, { actor, planner }) => planner.days.list(actor, Number(tripId))
  }),
  defineResource<typeof PlacesParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}/places{?assignment}',
    name: 'trip-places',
    title: 'Places of a trip',
    description: `The ${DEFAULT_LIMIT} newest places; assignment narrows to those on a day (assigned) or on none (unassigned). list_places has all of them, in pages`,
    scopes: ['places:read'],
    parameters: PlacesParameters,
    read: async ({ tripId, assignment }, { actor, planner }) =>
      (await planner.places.page(actor, Number(tripId), { assignment })).items
  }),
  defineResource<typeof DayParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}/days/{dayId}/notes',
    name: 'day-notes',
    title: 'Notes of a day',
    description: 'Notes in order',
    scopes: ['trips:read'],
    parameters: DayParameters,
    read: ({ tripId, dayId }, { actor, planner }) => planner.dayNotes.list(actor, Number(tripId), Number(dayId))
  }),
  defineResource<typeof TripParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}/members',
    name: 'trip-members',
    title: 'People of a trip',
    description: 'Owner and members',
    scopes: ['trips:read'],
    parameters: TripParameters,
    read: ({ tripId }, { actor, planner }) => planner.members.list(actor, Number(tripId))
  }),
  ...bookingResources,
  ...budgetResources,
  ...packingResources,
  ...vacayResources,
  ...collabResources,
  ...notificationResources,
  ...atlasResources,
  ...journeyResources,
  ...plannerViews
]
