import type { PlannerContext } from '../context.ts'
import { defineResource, type Resource } from '../endpoint/index.ts'
import { NoParameters } from './parameters.ts'

/** As many as there are on one page of the tool. */
const NEWEST = 50

export const notificationResources: Resource<PlannerContext>[] = [
  defineResource<typeof NoParameters, PlannerContext>({
    uri: 'trek://notifications/in-app',
    name: 'notifications-in-app',
    title: 'Notifications',
    description: `What the person was told of: the ${NEWEST} newest, and how many are unread`,
    scopes: ['notifications:read'],
    parameters: NoParameters,
    read: (_, { actor, planner }) => planner.notifications.list(actor, { limit: NEWEST })
  })
]
