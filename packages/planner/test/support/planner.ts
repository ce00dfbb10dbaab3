import { createTestDatabase, type TestContext, type TestDatabaseOptions } from '@trek/test-postgres'
import {
  type Actor,
  createPlanner,
  type Planner,
  type PlannerEvent,
  type PlannerOptions,
  PLANNER_EVENTS_CHANNEL,
  parsePlannerEvent,
  seedCategories
} from '../../src/index.ts'

export interface TestPlanner {
  planner: Planner
  sql: Awaited<ReturnType<typeof createTestDatabase>>['sql']
  /** Makes an account and answers with who that person is when they act. */
  person(name: string, role?: 'user' | 'admin'): Promise<Actor>
  /** Waits until everything committed so far was told, and answers with the events since the last call. */
  events(): Promise<PlannerEvent[]>
}

export async function testPlanner(
  t: TestContext,
  options: TestDatabaseOptions & PlannerOptions = {}
): Promise<TestPlanner> {
  const { db, sql } = await createTestDatabase(t, options)
  const planner = createPlanner(db, options)
  await seedCategories(db)
  let told: PlannerEvent[] = []
  let onMark: (() => void) | undefined
  await sql.listen(PLANNER_EVENTS_CHANNEL, (payload) => {
    if (payload === 'mark') onMark?.()
    else told.push(parsePlannerEvent(payload))
  })
  return {
    planner,
    sql,
    async person(name, role = 'user') {
      const user = await planner.users.create({ username: name, email: `${name}@example.org`, role })
      return { userId: user.id, role }
    },
    async events() {
      await new Promise<void>((resolve) => {
        onMark = resolve
        void sql.notify(PLANNER_EVENTS_CHANNEL, 'mark')
      })
      const events = told
      told = []
      return events
    }
  }
}

/** A trip of ten days in June with a place on its second day. */
export async function testTrip({ planner, person }: TestPlanner) {
  const anna = await person('anna')
  const trip = await planner.trips.create(anna, { title: 'Rome', start_date: '2027-06-10', end_date: '2027-06-14' })
  const days = await planner.days.list(anna, trip.id)
  const place = await planner.places.create(anna, trip.id, { name: 'Colosseum', lat: 41.89, lng: 12.49 })
  return { anna, trip, days, place, dayIds: days.map(({ id }) => id) }
}

/** The same trip with a second person, and its budget. */
export async function tripOfTwo(test: TestPlanner) {
  const { anna, trip } = await testTrip(test)
  const berta = await test.person('berta')
  await test.planner.members.add(anna, trip.id, 'berta')
  return { anna, berta, trip, budget: test.planner.budget }
}
