import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineResource, type Resource } from '../endpoint/index.ts'
import { Id, NoParameters } from './parameters.ts'

const JourneyParameters = Type.Object({ journeyId: Id })

/** A resource has no pages: it holds this many entries at most, the tool has the others. */
const MOST_ENTRIES = 500

export const journeyResources: Resource<PlannerContext>[] = [
  defineResource<typeof NoParameters, PlannerContext>({
    uri: 'trek://journeys',
    name: 'journeys',
    title: 'Journeys',
    description: 'Travel diaries that the person owns or contributes to, last changed first',
    scopes: ['journey:read'],
    addon: 'journey',
    parameters: NoParameters,
    read: (_, { actor, planner }) => planner.journeys.list(actor)
  }),
  defineResource<typeof JourneyParameters, PlannerContext>({
    uri: 'trek://journeys/{journeyId}',
    name: 'journey-detail',
    title: 'Journey',
    description: 'A journey with its first entries, linked trips and people',
    scopes: ['journey:read'],
    addon: 'journey',
    parameters: JourneyParameters,
    read: ({ journeyId }, { actor, planner }) => planner.journeys.get(actor, Number(journeyId))
  }),
  defineResource<typeof JourneyParameters, PlannerContext>({
    uri: 'trek://journeys/{journeyId}/entries',
    name: 'journey-entries',
    title: 'Entries of a journey',
    description: `Entries in order, suggestions included; the first ${MOST_ENTRIES}`,
    scopes: ['journey:read'],
    addon: 'journey',
    parameters: JourneyParameters,
    async read({ journeyId }, { actor, planner }) {
      const page = { limit: MOST_ENTRIES, offset: 0 }
      return (await planner.journeyEntries.list(actor, Number(journeyId), page)).entries
    }
  }),
  defineResource<typeof JourneyParameters, PlannerContext>({
    uri: 'trek://journeys/{journeyId}/contributors',
    name: 'journey-contributors',
    title: 'People of a journey',
    description: 'Owner and contributors with their roles',
    scopes: ['journey:read'],
    addon: 'journey',
    parameters: JourneyParameters,
    read: ({ journeyId }, { actor, planner }) => planner.journeyContributors.list(actor, Number(journeyId))
  })
]
