import type { PlannerEvent } from '@trek/planner'
import t from 'tap'
import { resourcesChangedBy } from '../../src/index.ts'

/** Of trip 7: what comes behind its URI. */
const ofTrip: [type: PlannerEvent['type'], paths: string[]][] = [
  ['budget:created', ['budget', 'budget/per-person', 'budget/settlement']],
  ['collab:note:updated', ['collab-notes']],
  ['collab:poll:voted', ['collab/polls']],
  ['collab:message:reacted', ['collab/messages']],
  ['packing:created', ['packing']],
  ['packing:template-applied', ['packing']],
  ['packing:bag-deleted', ['packing', 'packing/bags']],
  ['accommodation:updated', ['accommodations', 'reservations']],
  ['todo:reordered', ['todos']]
]

const ATLAS = 'trek://atlas/stats'

const others: { type: PlannerEvent['type']; tripId?: number; ids?: Record<string, number>; uris: string[] }[] = [
  {
    type: 'place:created',
    tripId: 7,
    uris: [...['places', 'days', 'accommodations', 'reservations'].map((path) => `trek://trips/7/${path}`), ATLAS]
  },
  {
    type: 'reservation:updated',
    tripId: 7,
    uris: ['trek://trips/7/accommodations', 'trek://trips/7/reservations', ATLAS]
  },
  { type: 'member:added', tripId: 7, uris: ['trek://trips', 'trek://trips/7', 'trek://trips/7/members', ATLAS] },
  {
    type: 'trip:updated',
    tripId: 7,
    uris: [
      'trek://trips',
      'trek://trips/7',
      ...['days', 'accommodations', 'reservations', 'places'].map((path) => `trek://trips/7/${path}`),
      ...['budget', 'budget/per-person', 'budget/settlement'].map((path) => `trek://trips/7/${path}`),
      ATLAS
    ]
  },
  { type: 'atlas:region-marked', uris: ['trek://visited-countries', 'trek://atlas/regions', ATLAS] },
  { type: 'bucketList:deleted', ids: { itemId: 3 }, uris: ['trek://bucket-list'] },
  {
    type: 'journey:entry:updated',
    ids: { journeyId: 5, entryId: 9 },
    uris: ['trek://journeys', 'trek://journeys/5', 'trek://journeys/5/entries', 'trek://journeys/5/contributors']
  },
  { type: 'notification:new', uris: ['trek://notifications/in-app'] }
]

const changes = [
  ...ofTrip.map(([type, paths]) => ({ type, tripId: 7, ids: {}, uris: paths.map((path) => `trek://trips/7/${path}`) })),
  ...others
]

for (const { type, tripId = null, ids = {}, uris } of changes) {
  t.test(`${type} changes what a client may have read`, async (t) => {
    t.same(resourcesChangedBy({ type, tripId, ids, actor: { userId: 1 }, audience: [1] }), uris)
  })
}
