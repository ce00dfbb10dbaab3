import type { PlannerEvent } from '@trek/planner'
import t from 'tap'
import { resourcesChangedBy } from '../../src/index.ts'

const changes: [type: PlannerEvent['type'], tripId: number | null, uris: string[]][] = [
  ['collab:note:updated', 7, ['trek://trips/7/collab-notes']],
  ['collab:poll:voted', 7, ['trek://trips/7/collab/polls']],
  ['collab:message:reacted', 7, ['trek://trips/7/collab/messages']],
  ['notification:new', null, ['trek://notifications/in-app']]
]
for (const [type, tripId, uris] of changes) {
  t.test(`${type} changes ${uris.join(' and ')}`, async (t) => {
    t.same(resourcesChangedBy({ type, tripId, ids: {}, actor: { userId: 1 }, audience: [1] }), uris)
  })
}
