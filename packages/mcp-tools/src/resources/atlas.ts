import type { PlannerContext } from '../context.ts'
import { defineResource, type Resource } from '../endpoint/index.ts'
import { NoParameters } from './parameters.ts'

export const atlasResources: Resource<PlannerContext>[] = [
  defineResource<typeof NoParameters, PlannerContext>({
    uri: 'trek://bucket-list',
    name: 'bucket-list',
    title: 'Bucket list',
    description: 'Where the person would like to go some day, newest first',
    scopes: ['atlas:read'],
    addon: 'atlas',
    parameters: NoParameters,
    read: (_, { actor, planner }) => planner.bucketList.list(actor)
  }),
  defineResource<typeof NoParameters, PlannerContext>({
    uri: 'trek://visited-countries',
    name: 'visited-countries',
    title: 'Visited countries',
    description: 'Countries that the person marked by hand, newest first',
    scopes: ['atlas:read'],
    addon: 'atlas',
    parameters: NoParameters,
    read: (_, { actor, planner }) => planner.atlas.visitedCountries(actor)
  }),
  defineResource<typeof NoParameters, PlannerContext>({
    uri: 'trek://atlas/stats',
    name: 'atlas-stats',
    title: 'Travel statistics',
    description: 'Figures over all trips of the person, archived ones and those to come as well',
    scopes: ['atlas:read'],
    addon: 'atlas',
    parameters: NoParameters,
    read: (_, { actor, planner }) => planner.atlas.stats(actor)
  }),
  defineResource<typeof NoParameters, PlannerContext>({
    uri: 'trek://atlas/regions',
    name: 'atlas-regions',
    title: 'Visited regions',
    description: 'Regions that the person marked by hand, newest first',
    scopes: ['atlas:read'],
    addon: 'atlas',
    parameters: NoParameters,
    read: (_, { actor, planner }) => planner.atlas.visitedRegions(actor)
  })
]
