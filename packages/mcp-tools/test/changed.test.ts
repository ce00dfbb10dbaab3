import type { PlannerEvent } from '@trek/planner'
import t from 'tap'
import { resourcesChangedBy } from '../src/index.ts'

const changes: { type: PlannerEvent['type']; tripId?: number; ids?: Record<string, number>; uris: string[] }[] = [
  {
    type: 'place:created',
    tripId: 7,
    uris: ['trek://trips/7/places', 'trek://trips/7/days', 'trek://atlas/stats']
  },
  { type: 'member:added', tripId: 7, uris: ['trek://trips', 'trek://trips/7/members', 'trek://atlas/stats'] },
  { type: 'budget:created', tripId: 7, uris: ['trek://trips/7/budget'] },
  {
    type: 'atlas:region-marked',
    uris: ['trek://visited-countries', 'trek://atlas/regions', 'trek://atlas/stats']
  },
  { type: 'bucketList:deleted', ids: { itemId: 3 }, uris: ['trek://bucket-list'] },
  {
    type: 'journey:entry:updated',
    ids: { journeyId: 5, entryId: 9 },
    uris: ['trek://journeys', 'trek://journeys/5', 'trek://journeys/5/entries', 'trek://journeys/5/contributors']
  }
]

for (const { type, tripId = null, ids = {}, uris } of changes) {
  t.test(`${type} changes what a client may have read`, async (t) => {
    t.same(resourcesChangedBy({ type, tripId, ids, actor: { userId: 1 }, audience: [1] }), uris)
  })
}
