import type { PlannerContext } from '../context.ts'
import { defineResource, type Resource } from '../endpoint/index.ts'
import { TripParameters } from './parameters.ts'

export const collabResources: Resource<PlannerContext>[] = [
  defineResource<typeof TripParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}/collab-notes',
    name: 'trip-collab-notes',
    title: 'Shared notes of a trip',
    description: 'Pinned notes first, then the latest change; at most 200',
    scopes: ['collab:read'],
    addon: 'collab.notes',
    parameters: TripParameters,
    read: ({ tripId }, { actor, planner }) => planner.collabNotes.list(actor, Number(tripId))
  }),
  defineResource<typeof TripParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}/collab/polls',
    name: 'trip-collab-polls',
    title: 'Polls of a trip',
    description: 'The 50 newest polls, with who chose what',
    scopes: ['collab:read'],
    addon: 'collab.polls',
    parameters: TripParameters,
    read: ({ tripId }, { actor, planner }) => planner.polls.list(actor, Number(tripId))
  }),
  defineResource<typeof TripParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}/collab/messages',
    name: 'trip-collab-messages',
    title: 'Chat of a trip',
    description: 'The last 100 messages, oldest first',
    scopes: ['collab:read'],
    addon: 'collab.chat',
    parameters: TripParameters,
    read: ({ tripId }, { actor, planner }) => planner.chat.list(actor, Number(tripId))
  })
]
