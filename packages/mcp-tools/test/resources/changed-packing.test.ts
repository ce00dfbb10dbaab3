import type { PlannerEventType } from '@trek/planner'
import t from 'tap'
import { resourcesChangedBy } from '../../src/index.ts'

const changes: { type: PlannerEventType; changed: string[] }[] = [
  { type: 'packing:created', changed: ['packing'] },
  { type: 'packing:template-applied', changed: ['packing'] },
  { type: 'packing:bag-deleted', changed: ['packing', 'packing/bags'] },
  { type: 'todo:reordered', changed: ['todos'] }
]

for (const { type, changed } of changes) {
  t.test(`${type} changes ${changed.join(' and ')}`, async (t) => {
    const event = { type, tripId: 7, ids: {}, actor: { userId: 1 }, audience: [1] }
    t.same(
      resourcesChangedBy(event),
      changed.map((path) => `trek://trips/7/${path}`)
    )
  })
}
