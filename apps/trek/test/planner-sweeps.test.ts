import { createPlanner } from '@trek/planner'
import { createTestDatabase } from '@trek/test-postgres'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import t from 'tap'
import { countrySweepTasks } from '../src/country-sweep.ts'
import { reminderSweepTasks } from '../src/reminder-sweep.ts'

t.test('people are reminded of what comes up, and old places get their countries, as often as is swept', async (t) => {
  const { url, sql } = await createTestDatabase(t)
  // One connection, as an embedded database has: what a sweep asks beside its transaction would wait for ever.
  const connection = postgres(url, { max: 1 })
  t.teardown(() => connection.end())
  const db = drizzle(connection)
  const planner = createPlanner(db)
  const { id: userId } = await planner.users.create({ username: 'anna', email: 'anna@example.org' })
  const anna = { userId }
  const trip = await planner.trips.create(anna, { title: 'Rome', start_date: '2027-06-10', end_date: '2027-06-14' })
  await planner.todos.create(anna, trip.id, { name: 'Visa', due_date: '2027-06-09' })
  await planner.places.create(anna, trip.id, { name: 'Colosseum', lat: 41.89, lng: 12.49 })
  await sql`update places set country_code = null`

  const tasks = [...countrySweepTasks, ...reminderSweepTasks(planner, () => new Date('2027-06-07T12:00:00Z'))]
  const sweep = () =>
    Promise.all(tasks.map(async (task) => [task.name, await db.transaction((tx) => task.sweep(tx, 100))]))
  t.same(await sweep(), [
    ['countries of places', 1],
    ['countries of transport', 0],
    ['reminders of trips', 1],
    ['reminders of to-dos', 1]
  ])
  t.same(
    (await sweep()).map(([, rows]) => rows),
    [0, 0, 0, 0]
  )
  t.match(await planner.atlas.stats(anna), { countries: [{ code: 'IT' }] })
  t.equal(await planner.notifications.countUnread(anna), 2)
})
