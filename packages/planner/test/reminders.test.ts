import t from 'tap'
import type { Actor } from '../src/index.ts'
import { testPlanner, tripOfTwo } from './support/planner.ts'

/** Rome begins on 10 June, and its people are to be reminded three days before. */
const MORNING = new Date('2027-06-07T09:00:00Z')
const later = (hours: number) => new Date(MORNING.getTime() + hours * 3_600_000)

const counted = (rounds: number[]) => rounds.toSorted((a, b) => a - b)

async function romeOfTwo(t: Parameters<typeof testPlanner>[0]) {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const { reminders, notifications } = test.planner
  return {
    ...test,
    anna,
    berta,
    tripId: trip.id,
    trips: (now: Date, limit = 100) => reminders.remindOfTrips({ now, limit }),
    todos: (now: Date, limit = 100) => reminders.remindOfTodos({ now, limit }),
    /** What somebody was told since this was asked last. */
    async told(who: Actor) {
      const { notifications: unread } = await notifications.list(who, { unreadOnly: true })
      await notifications.markAllRead(who)
      return unread.map(({ text }) => text).toReversed()
    }
  }
}

t.test('everybody on a trip is reminded of it, once', async (t) => {
  const { planner, anna, berta, tripId, trips, told, events } = await romeOfTwo(t)
  await told(berta)
  t.equal(await trips(later(-1)), 0, 'not before nine')
  await events()
  const rounds = await Promise.all([trips(MORNING), trips(MORNING), trips(MORNING)])
  t.same(counted(rounds), [0, 0, 1], 'by one of several nodes')
  t.match(await events(), [{ type: 'notification:new', actor: null, audience: [anna.userId, berta.userId] }])
  t.match((await planner.notifications.list(anna)).notifications, [
    { scope: 'trip', target: tripId, sender_id: null, navigate_target: `/trips/${tripId}` }
  ])
  for (const who of [anna, berta]) t.same(await told(who), ['“Rome” begins on 2027-06-10'])
  t.equal(await trips(later(24)), 0)
})

t.test('a reminder that nobody could send comes late, until the trip begins', async (t) => {
  const { anna, trips, told } = await romeOfTwo(t)
  t.equal(await trips(new Date('2027-06-10T00:00:00Z')), 0)
  t.equal(await trips(later(48)), 1)
  t.same(await told(anna), ['“Rome” begins on 2027-06-10'])
})

t.test('a trip that moves is one that nobody was reminded of', async (t) => {
  const { planner, anna, tripId, trips, told } = await romeOfTwo(t)
  await trips(MORNING)
  await planner.trips.update(anna, tripId, { title: 'Roma' })
  t.equal(await trips(later(1)), 0)
  await planner.trips.update(anna, tripId, { start_date: '2027-06-12', end_date: '2027-06-14' })
  t.equal(await trips(later(24)), 0)
  t.equal(await trips(later(48)), 1)
  t.same(await told(anna), ['“Rome” begins on 2027-06-10', '“Roma” begins on 2027-06-12'])
})

t.test('nobody is reminded of a trip that wants no reminder, is archived, undated, or was made later', async (t) => {
  const { planner, sql, anna, tripId, trips } = await romeOfTwo(t)
  await planner.trips.create(anna, { title: 'Some day' })
  await sql`update trips set reminder_days = 0`
  t.equal(await trips(MORNING), 0)
  await sql`update trips set reminder_days = 3, is_archived = true`
  t.equal(await trips(MORNING), 0)
  await sql`update trips set is_archived = false, created_at = ${later(1).toISOString()}`
  t.equal(await trips(later(2)), 0)
  await sql`update trips set created_at = ${later(-1).toISOString()} where id = ${tripId}`
  t.equal(await trips(later(2)), 1)
})

t.test('whoever a to-do is assigned to is reminded every morning while it is due soon', async (t) => {
  const { planner, anna, berta, tripId, todos, told } = await romeOfTwo(t)
  const add = (name: string, due_date: string) =>
    planner.todos.create(anna, tripId, { name, due_date, assigned_user_id: berta.userId })
  const visa = await add('Visa', '2027-06-10')
  await add('Taxi', '2027-06-11')
  await add('Passport', '2027-06-06')
  await told(berta)
  t.equal(await todos(later(-1)), 0, 'not before nine')
  const rounds = await Promise.all([todos(MORNING), todos(MORNING)])
  t.same(counted(rounds), [0, 1], 'by one of several nodes')
  t.equal(await todos(later(14)), 0)
  t.same(await told(berta), ['“Visa” for “Rome” is due on 2027-06-10'])
  t.same(await told(anna), [])
  t.match(await planner.todos.list(anna, tripId), [{ reminded_at: MORNING.toISOString() }, {}, {}])

  await planner.todos.setChecked(berta, tripId, visa.id, true)
  t.equal(await todos(later(25)), 1, 'what is done is left alone')
  t.same(await told(berta), ['“Taxi” for “Rome” is due on 2027-06-11'])
})

t.test('what nobody on the trip can be told of by themselves is for everybody', async (t) => {
  const { planner, sql, anna, berta, tripId, todos, told } = await romeOfTwo(t)
  await planner.todos.create(anna, tripId, { name: 'Visa', due_date: '2027-06-10' })
  await told(berta)
  await todos(MORNING)
  for (const who of [anna, berta]) t.same(await told(who), ['“Visa” for “Rome” is due on 2027-06-10'])

  await sql`update todo_items set assigned_user_id = ${berta.userId}`
  await sql`update users set is_guest = true where id = ${berta.userId}`
  await todos(later(24))
  t.equal((await told(anna)).length, 1, 'guests are told nothing')
  await sql`update users set is_guest = false`
  await planner.members.remove(anna, tripId, berta.userId)
  await todos(later(48))
  t.equal((await told(anna)).length, 1)
  t.same(await told(berta), [], 'who left the trip')
})

t.test('nobody is reminded of to-dos where there are none any more', async (t) => {
  const { planner, person, anna, tripId, todos } = await romeOfTwo(t)
  await planner.todos.create(anna, tripId, { name: 'Visa', due_date: '2027-06-10' })
  const admin = await person('admin', 'admin')
  await planner.addons.set(admin, 'packing', false)
  t.equal(await todos(MORNING), 0)
  await planner.addons.set(admin, 'packing', true)
  t.equal(await todos(MORNING), 1)
})

t.test('no more than so many at a time, and nobody who wants none', async (t) => {
  const { planner, anna, berta, tripId, trips, todos, told } = await romeOfTwo(t)
  await planner.trips.create(berta, { title: 'Paris', start_date: '2027-06-09', end_date: '2027-06-09' })
  for (const name of ['Visa', 'Taxi']) await planner.todos.create(anna, tripId, { name, due_date: '2027-06-10' })
  for (const event of ['trip_reminder', 'todo_due'] as const)
    await planner.notifications.setPreference(anna, { event, channel: 'inapp', enabled: false })
  t.same([await trips(MORNING, 1), await trips(MORNING, 1), await trips(MORNING, 1)], [1, 1, 0])
  t.same([await todos(MORNING, 1), await todos(MORNING, 1), await todos(MORNING, 1)], [1, 1, 0])
  t.same(await told(anna), [])
  t.equal((await told(berta)).length, 5)
})
