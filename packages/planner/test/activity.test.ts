import t from 'tap'
import type { Activity, Actor, Trip } from '../src/index.ts'
import { triggerStatements } from '../src/activity/triggers.ts'
import { recordedTables, unrecordedTables } from '../src/activity/recorded-tables.ts'
import { testPlanner } from './support/planner.ts'

const test = await testPlanner(t)
const { planner, sql } = test
const { activity } = planner
const anna = await test.person('anna')
const berta = await test.person('berta')
const mallory = await test.person('mallory')
const claude: Actor = { ...berta, client: { id: 'trekcl_1', name: 'Claude' } }

/** A trip of Anna's and Berta's, with a place on its first day. */
async function sharedTrip() {
  const trip = await planner.trips.create(anna, { title: 'Rome', start_date: '2027-06-10', end_date: '2027-06-14' })
  await planner.members.add(anna, trip.id, 'berta')
  const days = await planner.days.list(anna, trip.id)
  const place = await planner.places.create(anna, trip.id, { name: 'Colosseum', lat: 41.89, lng: 12.49 })
  const dayIds = days.map(({ id }) => id)
  const [dayId = 0, otherDayId = 0] = dayIds
  const visit = await planner.assignments.create(anna, trip.id, { dayId, placeId: place.id })
  return { tripId: trip.id, place, visit, dayId, otherDayId, dayIds }
}

/** Everything about a trip but when it last changed. */
async function stateOf(tripId: number): Promise<unknown> {
  const parts = [
    await planner.trips.summary(anna, tripId),
    await planner.places.list(anna, tripId),
    await planner.budget.list(anna, tripId),
    await planner.settlements.list(anna, tripId)
  ]
  return JSON.parse(JSON.stringify(parts), (key, value: unknown) => (key === 'updated_at' ? undefined : value))
}

async function latest(tripId: number): Promise<Activity> {
  const [activityOfTrip] = (await activity.list(anna, tripId)).items
  if (!activityOfTrip) throw new Error('nothing happened')
  return activityOfTrip
}

async function undoLatest(tripId: number): Promise<Activity> {
  return activity.undo(anna, tripId, (await latest(tripId)).id)
}

t.test('the log says who did what, through which client, where', async (t) => {
  const { tripId, otherDayId } = await sharedTrip()
  await planner.dayNotes.create(claude, tripId, otherDayId, { text: 'Bring water' })
  const { items, nextCursor } = await activity.list(anna, tripId)
  t.equal(nextCursor, null)
  t.match(items[0], {
    type: 'dayNote:created',
    what: 'Bring water',
    where: 'day 2',
    user: { username: 'berta' },
    client_name: 'Claude',
    can_undo: true,
    undoes: null,
    undone_by: null
  })
  t.same(
    items.map(({ type, what, where }) => [type, what, where]),
    [
      ['dayNote:created', 'Bring water', 'day 2'],
      ['assignment:created', 'Colosseum', 'day 1'],
      ['place:created', 'Colosseum', null],
      ['member:added', 'berta', null],
      ['trip:created', 'Rome', null]
    ]
  )
  await t.rejects(activity.list(mallory, tripId), { code: 'trip_not_found' })
})

t.test('the log comes in pages', async (t) => {
  const { tripId } = await sharedTrip()
  const first = await activity.list(anna, tripId, { limit: 3 })
  t.equal(first.items.length, 3)
  const second = await activity.list(anna, tripId, { limit: 3, cursor: first.nextCursor ?? '' })
  t.same(
    second.items.map(({ type }) => type),
    ['trip:created']
  )
  t.equal(second.nextCursor, null)
  await t.rejects(activity.list(anna, tripId, { cursor: 'page 2' }), { code: 'invalid_value' })
})

/** Each change: undone it leaves the trip as it was, done again as it was after. */
type World = Awaited<ReturnType<typeof sharedTrip>>
const changes: {
  name: string
  prepare?: (world: World) => Promise<unknown>
  change: (world: World) => Promise<unknown>
}[] = [
  {
    name: 'a day put back where its date belongs',
    prepare: ({ tripId, otherDayId }) => planner.days.delete(anna, tripId, otherDayId),
    change: ({ tripId }) => planner.days.create(anna, tripId, { date: '2027-06-11' })
  },
  { name: 'a new place', change: ({ tripId }) => planner.places.create(anna, tripId, { name: 'Forum' }) },
  {
    name: 'a place with its visit',
    change: ({ tripId, dayId }) => planner.places.createAndAssign(anna, tripId, dayId, { name: 'Forum' }, 'early')
  },
  {
    name: 'changes to a place',
    change: ({ tripId, place }) =>
      planner.places.update(anna, tripId, place.id, { price: 18, notes: 'closed on Monday' })
  },
  {
    name: 'a deleted place, and the visits that went with it',
    prepare: ({ tripId, visit }) => planner.assignments.setParticipants(anna, tripId, visit.id, [berta.userId]),
    change: ({ tripId, place }) => planner.places.delete(anna, tripId, place.id)
  },
  {
    name: 'many deleted places',
    prepare: ({ tripId, dayId }) => planner.places.createAndAssign(anna, tripId, dayId, { name: 'Forum' }),
    change: async ({ tripId }) => {
      const places = await planner.places.list(anna, tripId)
      await planner.places.deleteMany(
        anna,
        tripId,
        places.map(({ id }) => id)
      )
    }
  },
  {
    name: 'a visit on another day',
    change: ({ tripId, visit, otherDayId }) =>
      planner.assignments.move(anna, tripId, visit.id, { dayId: otherDayId, position: 0 })
  },
  {
    name: 'a day in another order',
    prepare: ({ tripId, dayId }) => planner.places.createAndAssign(anna, tripId, dayId, { name: 'Forum' }),
    change: async ({ tripId, dayId, visit }) => {
      const [day] = await planner.days.list(anna, tripId)
      const ids = (day?.assignments ?? []).map(({ id }) => id)
      await planner.assignments.reorder(
        anna,
        tripId,
        dayId,
        ids.filter((id) => id !== visit.id)
      )
    }
  },
  {
    name: 'a deleted visit',
    change: ({ tripId, dayId, visit }) => planner.assignments.delete(anna, tripId, dayId, visit.id)
  },
  {
    name: 'a deleted day in the middle, and the numbers of those after it',
    prepare: ({ tripId, otherDayId, place }) =>
      planner.assignments.create(anna, tripId, { dayId: otherDayId, placeId: place.id }),
    change: ({ tripId, otherDayId }) => planner.days.delete(anna, tripId, otherDayId)
  },
  { name: 'a day’s title', change: ({ tripId, dayId }) => planner.days.updateTitle(anna, tripId, dayId, 'Arrival') },
  {
    name: 'dates that moved and shortened the trip',
    change: ({ tripId }) => planner.trips.update(anna, tripId, { start_date: '2027-06-12', end_date: '2027-06-13' })
  },
  {
    name: 'a currency, with what was written down in the old one',
    prepare: async ({ tripId, place }) => {
      await planner.places.update(anna, tripId, place.id, { price: 18 })
      await planner.budget.create(anna, tripId, { name: 'Hotel', total_price: 50 })
    },
    change: ({ tripId }) => planner.trips.update(anna, tripId, { currency: 'NOK' })
  },
  {
    name: 'a new expense with people and payers',
    change: ({ tripId }) =>
      planner.budget.create(anna, tripId, {
        name: 'Hotel',
        total_price: 50,
        payers: [{ user_id: anna.userId, amount: 50 }]
      })
  },
  {
    name: 'an expense that somebody else paid',
    prepare: ({ tripId }) => planner.budget.create(anna, tripId, { name: 'Hotel', total_price: 50 }),
    change: async ({ tripId }) => {
      const [item] = await planner.budget.list(anna, tripId)
      await planner.budget.update(anna, tripId, item?.id ?? 0, {
        payers: [{ user_id: berta.userId, amount: 60.5 }],
        member_ids: [berta.userId]
      })
    }
  },
  {
    name: 'a deleted payment',
    prepare: ({ tripId }) =>
      planner.settlements.create(anna, tripId, { from_user_id: berta.userId, to_user_id: anna.userId, amount: 5 }),
    change: async ({ tripId }) => {
      const [payment] = await planner.settlements.list(anna, tripId)
      await planner.settlements.delete(anna, tripId, payment?.id ?? 0)
    }
  },
  { name: 'a removed member', change: ({ tripId }) => planner.members.remove(anna, tripId, berta.userId) }
]

for (const { name, prepare, change } of changes) {
  t.test(`undoes ${name}, and does it again`, async (t) => {
    const world = await sharedTrip()
    const { tripId } = world
    await prepare?.(world)
    const before = await stateOf(tripId)
    await change(world)
    const after = await stateOf(tripId)
    t.strictNotSame(after, before, 'something changed')
    const done = await latest(tripId)

    const undo = await activity.undo(anna, tripId, done.id)
    t.strictSame(await stateOf(tripId), before)
    t.match(undo, { undoes: done.id, what: done.what, can_undo: true })

    const redo = await activity.undo(anna, tripId, undo.id)
    t.strictSame(await stateOf(tripId), after)
    t.match(redo, { undoes: undo.id, type: done.type })
    await activity.undo(anna, tripId, done.id)
    t.strictSame(await stateOf(tripId), before, 'once more, by the change itself')
  })
}

t.test('listeners hear the opposite of what they heard', async (t) => {
  const { tripId, dayId } = await sharedTrip()
  const { place, assignment } = await planner.places.createAndAssign(anna, tripId, dayId, { name: 'Forum' })
  const visits = await planner.places.list(anna, tripId)
  await test.events()
  await undoLatest(tripId)
  t.match(await test.events(), [
    { type: 'place:deleted', ids: { placeId: place.id }, audience: [anna.userId, berta.userId] },
    { type: 'assignment:deleted', ids: { assignmentId: assignment.id, dayId } }
  ])
  t.equal((await planner.places.list(anna, tripId)).length, visits.length - 1)

  await planner.members.add(anna, tripId, 'mallory')
  await test.events()
  await undoLatest(tripId)
  const told = [{ type: 'member:removed', audience: [anna.userId, berta.userId, mallory.userId] }]
  t.match(await test.events(), told, 'also who is off the trip')
})

/** Each: what happens after a change, so that it cannot be undone, and what is said about it. */
const obstacles: {
  name: string
  change: (world: World) => Promise<unknown>
  later: (world: World) => Promise<unknown>
  told: RegExp
}[] = [
  {
    name: 'a place that has a visit by now would take it along',
    change: ({ tripId }) => planner.places.create(anna, tripId, { name: 'Forum' }),
    later: async ({ tripId, dayId }) => {
      const [forum] = await planner.places.list(anna, tripId)
      await planner.assignments.create(anna, tripId, { dayId, placeId: forum?.id ?? 0 })
    },
    told: /a visit that came later would go/
  },
  {
    name: 'a new place that somebody has changed is not deleted',
    change: ({ tripId }) => planner.places.create(anna, tripId, { name: 'Forum' }),
    later: async ({ tripId }) => {
      const [forum] = await planner.places.list(anna, tripId)
      await planner.places.update(berta, tripId, forum?.id ?? 0, { notes: 'my notes' })
    },
    told: /place “Forum” has changed since/
  },
  {
    name: 'a later change of the same field wins',
    change: ({ tripId, place }) => planner.places.update(anna, tripId, place.id, { notes: 'first' }),
    later: ({ tripId, place }) => planner.places.update(berta, tripId, place.id, { notes: 'second' }),
    told: /place “Colosseum” has changed since/
  },
  {
    name: 'what is gone cannot be changed back',
    change: ({ tripId, place }) => planner.places.update(anna, tripId, place.id, { notes: 'first' }),
    later: ({ tripId, place }) => planner.places.delete(berta, tripId, place.id),
    told: /place “Colosseum” has changed since/
  },
  {
    name: 'a visit does not come back to a day that is gone',
    change: ({ tripId, dayId, visit }) => planner.assignments.delete(anna, tripId, dayId, visit.id),
    later: ({ tripId, dayId }) => planner.days.delete(anna, tripId, dayId),
    told: /leaves no room/
  },
  {
    name: 'a day does not come back to a number that is taken',
    change: ({ tripId, dayIds }) => planner.days.delete(anna, tripId, dayIds.at(-1) ?? 0),
    later: ({ tripId }) => planner.days.create(anna, tripId),
    told: /leaves no room|has changed since/
  }
]

for (const { name, change, later, told } of obstacles) {
  t.test(`${name}: nothing is undone`, async (t) => {
    const world = await sharedTrip()
    const { tripId } = world
    await change(world)
    const { id } = await latest(tripId)
    await later(world)
    const before = await stateOf(tripId)
    await test.events()
    await t.rejects(activity.undo(anna, tripId, id), { code: 'undo_conflict', message: told })
    t.strictSame(await stateOf(tripId), before)
    t.same(await test.events(), [])
    t.match(await latest(tripId), { undoes: null }, 'nothing in the log either')
  })
}

t.test('a later change of another field stays', async (t) => {
  const { tripId, place } = await sharedTrip()
  await planner.places.update(anna, tripId, place.id, { notes: 'first' })
  const { id } = await latest(tripId)
  await planner.places.update(berta, tripId, place.id, { price: 18 })
  await activity.undo(anna, tripId, id)
  t.match(await planner.places.list(anna, tripId), [{ notes: null, price: 18 }])
})

t.test('what was logged before a column came can still be undone', async (t) => {
  const { tripId } = await sharedTrip()
  const endpoints = [{ role: 'from' as const, sequence: 0, name: 'High seas', lat: -40, lng: -120 }]
  const { id } = await planner.transports.create(anna, tripId, { type: 'cruise', title: 'Ferry', endpoints })
  await planner.transports.delete(anna, tripId, id)
  const { id: deletion } = await latest(tripId)
  await sql`update activity_changes set before = before - 'country_code' where activity_id = ${deletion}`
  await undoLatest(tripId)
  t.match(await planner.reservations.list(anna, tripId), [{ id, endpoints: [{ name: 'High seas' }] }])
})

t.test('only one of two who undo the same wins', async (t) => {
  const { tripId } = await sharedTrip()
  const { id } = await latest(tripId)
  const outcomes = await Promise.allSettled([activity.undo(anna, tripId, id), activity.undo(berta, tripId, id)])
  t.same(outcomes.map(({ status }) => status).toSorted(), ['fulfilled', 'rejected'])
  await t.rejects(activity.undo(anna, tripId, id), { code: 'already_undone' })
})

t.test('undoing takes what the change took', async (t) => {
  const { tripId } = await sharedTrip()
  await planner.trips.update(anna, tripId, { title: 'Roma', is_archived: true })
  const { id } = await latest(tripId)
  await t.rejects(activity.undo(berta, tripId, id), { code: 'permission_denied' })
  await t.rejects(activity.undo(mallory, tripId, id), { code: 'trip_not_found' })
  const other = await sharedTrip()
  await t.rejects(activity.undo(anna, other.tripId, id), { code: 'activity_not_found' })
  t.match(await planner.trips.get(anna, tripId), { title: 'Roma', is_archived: true })
})

t.test('what nothing is left of, or nothing came of, is not undone', async (t) => {
  const trip: Trip = await planner.trips.create(anna, { title: 'Oslo' })
  const { id } = await latest(trip.id)
  await t.rejects(activity.undo(anna, trip.id, id), { code: 'not_undoable' })
  await planner.trips.delete(anna, trip.id)
  const rows = await sql`select 1 from activities where trip_id = ${trip.id}`
  t.equal(rows.length, 0, 'with the trip goes its log')
})

t.test('who left by themselves is not brought back', async (t) => {
  const { tripId } = await sharedTrip()
  await planner.members.remove(berta, tripId, berta.userId)
  const { id } = await latest(tripId)
  t.match(await latest(tripId), { type: 'member:removed', what: 'berta', can_undo: false })
  await t.rejects(activity.undo(anna, tripId, id), { code: 'not_undoable' })
})

t.test('what is private is for one person', async (t) => {
  const { tripId } = await sharedTrip()
  const { id } = await latest(tripId)
  await sql`update activities set visible_to = ${berta.userId} where id = ${id}`
  t.notOk((await activity.list(anna, tripId)).items.some((one) => one.id === id))
  await t.rejects(activity.undo(anna, tripId, id), { code: 'activity_not_found' })
  t.ok((await activity.list(berta, tripId)).items.some((one) => one.id === id))
  await test.events()
  await activity.undo(berta, tripId, id)
  t.match(await test.events(), [{ audience: [berta.userId] }])
  t.match(await latest(tripId), { undoes: null }, 'that it was undone is as private')
})

t.test('somebody who is gone is nobody in the log', async (t) => {
  const { tripId, place } = await sharedTrip()
  const carla = await test.person('carla')
  await planner.members.add(anna, tripId, 'carla')
  await planner.places.update(carla, tripId, place.id, { notes: 'hers' })
  await planner.users.delete(carla.userId)
  t.match(await latest(tripId), { type: 'place:updated', user: null, can_undo: true })
})

t.test('a transaction that changes and tells nobody does not commit', async (t) => {
  const { tripId } = await sharedTrip()
  const forgetful = sql.begin(async (tx) => {
    await tx`select set_config('planner.activity', nextval('activities_id_seq')::text, true)`
    await tx`update places set name = 'x' where trip_id = ${tripId}`
  })
  await t.rejects(forgetful, { code: '23503' })
})

t.test('a conflict does not name what is somebody’s own', async (t) => {
  const { tripId } = await sharedTrip()
  const bag = await planner.packingBags.create(anna, tripId, { name: 'Suitcase' })
  const ring = await planner.packing.create(anna, tripId, { name: 'Ring', bag_id: bag.id, is_private: true })
  await planner.packingBags.delete(berta, tripId, bag.id)
  const { id } = await latest(tripId)
  await planner.packing.delete(anna, tripId, ring.id)
  const refusal = await activity.undo(berta, tripId, id).catch((error: unknown) => error)
  t.match(refusal, { code: 'undo_conflict', message: /packing item has changed since/ })
  t.notMatch(String(refusal), 'Ring')
})

t.test('every table with a path to a trip is recorded, or there is a reason', async (t) => {
  const found = await sql<{ name: string }[]>`
    with recursive owned as (
      select 'trips'::regclass::oid as id
      union
      select conrelid from pg_constraint join owned on confrelid = owned.id where contype = 'f' and confdeltype = 'c'
    )
    select relname as name from pg_class join owned on pg_class.oid = owned.id`
  const expected = [...recordedTables.keys(), ...Object.keys(unrecordedTables)]
  t.same(found.map(({ name }) => name).toSorted(), expected.toSorted())
})

t.test('the migrations hold the triggers of the recorded tables', async (t) => {
  const triggers = await sql<{ name: string }[]>`
    select relname as name from pg_trigger join pg_class on pg_class.oid = tgrelid where tgname = 'planner_record_change'`
  t.same(triggers.map(({ name }) => name).toSorted(), [...recordedTables.keys()].toSorted())
  const definitions = () => sql`
    select proname, prosrc, proconfig from pg_proc where proname like 'planner%' order by proname`
  const migrated = await definitions()
  for (const statement of triggerStatements()) await sql.unsafe(statement)
  t.same(await definitions(), migrated, 'the functions are as the migrations left them')
  const immediate = await sql`
    select conname from pg_constraint where contype = 'f' and not condeferrable
    and conrelid = any(${[...recordedTables.keys()]}::text[]::regclass[])`
  t.same(immediate, [], 'references of recorded tables can wait until the end of an undo')
})
