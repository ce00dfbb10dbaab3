import type { PlannerContext } from '../context.ts'
import { defineResource, type Resource } from '../endpoint/index.ts'
import { TripParameters } from './parameters.ts'

export const packingResources: Resource<PlannerContext>[] = [
  defineResource<typeof TripParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}/packing',
    name: 'trip-packing',
    title: 'Packing list of a trip',
    description: 'Things to pack in order, without private items of others',
    scopes: ['packing:read'],
    addon: 'packing',
    parameters: TripParameters,
    read: ({ tripId }, { actor, planner }) => planner.packing.list(actor, Number(tripId))
  }),
  defineResource<typeof TripParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}/packing/bags',
    name: 'trip-packing-bags',
    title: 'Bags of a trip',
    description: 'Bags in order, with who packs them',
    scopes: ['packing:read'],
    addon: 'packing',
    parameters: TripParameters,
    read: ({ tripId }, { actor, planner }) => planner.packingBags.list(actor, Number(tripId))
  }),
  defineResource<typeof TripParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}/todos',
    name: 'trip-todos',
    title: 'To-dos of a trip',
    description: 'To-dos in order, with who does them and by when',
    scopes: ['todos:read'],
    addon: 'packing',
    parameters: TripParameters,
    read: ({ tripId }, { actor, planner }) => planner.todos.list(actor, Number(tripId))
  })
]
