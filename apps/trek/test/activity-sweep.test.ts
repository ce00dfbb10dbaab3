import { createPlanner } from '@trek/planner'
import { createTestDatabase } from '@trek/test-postgres'
import t from 'tap'
import { activitySweepTask } from '../src/activity-sweep.ts'

t.test('activities older than 90 days are swept, with what was kept to undo them', async (t) => {
  const { db, sql } = await createTestDatabase(t)
  const planner = createPlanner(db)
  const { id: userId } = await planner.users.create({ username: 'anna', email: 'anna@example.org' })
  const anna = { userId }
  const trip = await planner.trips.create(anna, { title: 'Rome' })
  await planner.places.create(anna, trip.id, { name: 'Forum' })
  await planner.places.create(anna, trip.id, { name: 'Colosseum' })
  await sql`update activities set at = now() - interval '89 days' where what = 'Forum'`
  await sql`update activities set at = now() - interval '91 days' where what in ('Rome', 'Colosseum')`

  t.equal(await activitySweepTask.sweep(db, 1), 1, 'so many at a time')
  t.equal(await activitySweepTask.sweep(db, 100), 1)
  t.equal(await activitySweepTask.sweep(db, 100), 0)
  t.match((await planner.activity.list(anna, trip.id)).items, [{ what: 'Forum', can_undo: true }])
  t.equal((await sql`select 1 from activity_changes`).length, 1)
})
