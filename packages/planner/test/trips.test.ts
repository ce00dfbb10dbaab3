import t from 'tap'
import { testPlanner, testTrip } from './support/planner.ts'

t.test('a trip gets a day for each of its dates', async (t) => {
  const { planner, person } = await testPlanner(t)
  const anna = await person('anna')
  const trip = await planner.trips.create(anna, {
    title: ' Rome ',
    start_date: '2028-02-27',
    end_date: '2028-03-01',
    currency: 'chf'
  })
  t.match(trip, {
    title: 'Rome',
    currency: 'CHF',
    day_count: 4,
    place_count: 0,
    is_owner: true,
    owner_username: 'anna',
    shared_count: 0,
    reminder_days: 3
  })
  const days = await planner.days.list(anna, trip.id)
  t.same(
    days.map(({ date }) => date),
    ['2028-02-27', '2028-02-28', '2028-02-29', '2028-03-01']
  )
  t.same(
    days.map(({ day_number: number }) => number),
    [1, 2, 3, 4]
  )
})

t.test('a trip without dates gets seven undated days, and the currency of most', async (t) => {
  const { planner, person } = await testPlanner(t)
  const anna = await person('anna')
  const trip = await planner.trips.create(anna, { title: 'Some day' })
  t.match(trip, { day_count: 7, start_date: null, end_date: null, currency: 'EUR' })
})

const refused = [
  {
    name: 'a date that does not exist',
    given: { start_date: '2027-02-30', end_date: '2027-03-01' },
    code: 'invalid_date'
  },
  { name: 'a date in another format', given: { start_date: '1.3.2027', end_date: '2027-03-01' }, code: 'invalid_date' },
  {
    name: 'an end before the start',
    given: { start_date: '2027-03-02', end_date: '2027-03-01' },
    code: 'invalid_range'
  },
  { name: 'only one date', given: { start_date: '2027-03-02' }, code: 'invalid_range' },
  { name: 'more than a year', given: { start_date: '2027-01-01', end_date: '2028-01-01' }, code: 'invalid_range' },
  { name: 'an unknown currency', given: { currency: 'XXQ' }, code: 'invalid_currency' },
  { name: 'a title of spaces', given: { title: '  ' }, code: 'invalid_value' }
]

for (const { name, given, code } of refused) {
  t.test(`refuses ${name} and makes nothing`, async (t) => {
    const { planner, person, sql, events } = await testPlanner(t)
    const anna = await person('anna')
    await t.rejects(planner.trips.create(anna, { title: 'Rome', ...given }), { code })
    t.equal((await sql`select 1 from trips`).length, 0)
    t.same(await events(), [], 'and tells nothing')
  })
}

const fromNewYear = (end: string) => ({ title: 'Long', start_date: '2027-01-01', end_date: end })

t.test('a caller may allow fewer days', async (t) => {
  const { planner, person } = await testPlanner(t)
  const anna = await person('anna')
  await t.rejects(planner.trips.create(anna, fromNewYear('2027-04-01'), { maxDays: 90 }), { code: 'invalid_range' })
  t.equal((await planner.trips.create(anna, fromNewYear('2027-03-31'), { maxDays: 90 })).day_count, 90)
})

t.test('lists what one owns or belongs to, newest first, archived ones on demand', async (t) => {
  const { planner, person } = await testPlanner(t)
  const anna = await person('anna')
  const berta = await person('berta')
  const first = await planner.trips.create(anna, { title: 'First' })
  const second = await planner.trips.create(anna, { title: 'Second' })
  await planner.trips.create(berta, { title: 'Hers' })
  await planner.members.add(anna, second.id, 'berta')
  await planner.trips.update(anna, first.id, { is_archived: true })
  t.same(
    (await planner.trips.list(anna)).map(({ title }) => title),
    ['Second']
  )
  t.same(
    (await planner.trips.list(anna, { includeArchived: true })).map(({ title }) => title),
    ['Second', 'First']
  )
  t.same(
    (await planner.trips.list(berta)).map(({ title, is_owner: isOwner }) => [title, isOwner]),
    [
      ['Hers', true],
      ['Second', false]
    ]
  )
})

t.test('a stranger finds no trip, an administrator neither, and nothing changes', async (t) => {
  const test = await testPlanner(t)
  const { trip, dayIds, place } = await testTrip(test)
  const [dayId = 0] = dayIds
  const { planner, sql } = test
  const dump = async () =>
    JSON.stringify([
      await sql`select * from trips`,
      await sql`select * from days order by id`,
      await sql`select * from places`,
      await sql`select * from day_assignments`,
      await sql`select * from day_notes`,
      await sql`select * from trip_members`
    ])
  const before = await dump()
  for (const stranger of [await test.person('mallory'), await test.person('root', 'admin')]) {
    const attempts: [string, () => Promise<unknown>][] = [
      ['trips.get', () => planner.trips.get(stranger, trip.id)],
      ['trips.summary', () => planner.trips.summary(stranger, trip.id)],
      ['trips.update', () => planner.trips.update(stranger, trip.id, { title: 'Mine' })],
      ['trips.delete', () => planner.trips.delete(stranger, trip.id)],
      ['trips.copy', () => planner.trips.copy(stranger, trip.id)],
      ['trips.exportCalendar', () => planner.trips.exportCalendar(stranger, trip.id)],
      ['members.list', () => planner.members.list(stranger, trip.id)],
      ['members.add', () => planner.members.add(stranger, trip.id, 'mallory')],
      ['members.remove', () => planner.members.remove(stranger, trip.id, 1)],
      ['days.list', () => planner.days.list(stranger, trip.id)],
      ['days.create', () => planner.days.create(stranger, trip.id)],
      ['days.updateTitle', () => planner.days.updateTitle(stranger, trip.id, dayId, 'x')],
      ['days.delete', () => planner.days.delete(stranger, trip.id, dayId)],
      ['places.list', () => planner.places.list(stranger, trip.id)],
      ['places.create', () => planner.places.create(stranger, trip.id, { name: 'x' })],
      ['places.createAndAssign', () => planner.places.createAndAssign(stranger, trip.id, dayId, { name: 'x' })],
      ['places.update', () => planner.places.update(stranger, trip.id, place.id, { name: 'x' })],
      ['places.updateMany', () => planner.places.updateMany(stranger, trip.id, [place.id], { name: 'x' })],
      ['places.delete', () => planner.places.delete(stranger, trip.id, place.id)],
      ['places.deleteMany', () => planner.places.deleteMany(stranger, trip.id, [place.id])],
      ['assignments.create', () => planner.assignments.create(stranger, trip.id, { dayId, placeId: place.id })],
      ['assignments.delete', () => planner.assignments.delete(stranger, trip.id, dayId, 1)],
      ['assignments.move', () => planner.assignments.move(stranger, trip.id, 1, { dayId, position: 0 })],
      ['assignments.reorder', () => planner.assignments.reorder(stranger, trip.id, dayId, [1])],
      ['assignments.updateTime', () => planner.assignments.updateTime(stranger, trip.id, 1, { start: '09:00' })],
      ['assignments.participants', () => planner.assignments.participants(stranger, trip.id, 1)],
      ['assignments.setParticipants', () => planner.assignments.setParticipants(stranger, trip.id, 1, [])],
      ['dayNotes.list', () => planner.dayNotes.list(stranger, trip.id, dayId)],
      ['dayNotes.create', () => planner.dayNotes.create(stranger, trip.id, dayId, { text: 'x' })],
      ['dayNotes.update', () => planner.dayNotes.update(stranger, trip.id, dayId, 1, { text: 'x' })],
      ['dayNotes.delete', () => planner.dayNotes.delete(stranger, trip.id, dayId, 1)]
    ]
    for (const [name, attempt] of attempts)
      await t.rejects(attempt(), { code: 'trip_not_found' }, `${name} as ${stranger.role}`)
  }
  t.equal(await dump(), before)
})

t.test('a member may plan, but what is the owner’s stays the owner’s', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place, dayIds } = await testTrip(test)
  const { planner, sql } = test
  const berta = await test.person('berta')
  await planner.members.add(anna, trip.id, 'berta@EXAMPLE.org')
  await t.resolves(planner.assignments.create(berta, trip.id, { dayId: dayIds[0] ?? 0, placeId: place.id }))
  await t.rejects(planner.trips.update(berta, trip.id, { title: 'x' }), { code: 'permission_denied' })
  await t.rejects(planner.trips.delete(berta, trip.id), { code: 'permission_denied' })
  await t.rejects(planner.members.add(berta, trip.id, 'anna'), { code: 'permission_denied' })

  await sql`insert into app_settings values ('perm_trip_edit', 'trip_member'), ('perm_place_edit', 'trip_owner'), ('perm_trip_delete', 'everybody')`
  t.match(await planner.trips.update(berta, trip.id, { title: 'Ours' }), { title: 'Ours' })
  await t.rejects(
    planner.trips.update(berta, trip.id, { is_archived: true }),
    { code: 'permission_denied' },
    'archiving is an action of its own'
  )
  await t.rejects(planner.trips.update(berta, trip.id, { cover_image: '/x' }), { code: 'permission_denied' })
  await sql`update app_settings set value = 'trip_owner' where key = 'perm_trip_edit'`
  await sql`insert into app_settings values ('perm_trip_archive', 'trip_member')`
  t.match(await planner.trips.update(berta, trip.id, { is_archived: true }), { is_archived: true })
  await t.rejects(
    planner.trips.update(berta, trip.id, { is_archived: false, title: 'x' }),
    { code: 'permission_denied' },
    'and editing is another'
  )
  await t.rejects(planner.places.create(berta, trip.id, { name: 'x' }), { code: 'permission_denied' })
  await t.rejects(
    planner.trips.delete(berta, trip.id),
    { code: 'permission_denied' },
    'a level that may not be chosen is skipped'
  )

  const admin = await test.person('root', 'admin')
  await planner.members.add(anna, trip.id, 'root')
  t.match(
    await planner.trips.update(admin, trip.id, { is_archived: true }),
    { is_archived: true },
    'an administrator with access may do all'
  )
  const { role: _, ...unasked } = admin
  t.match(
    await planner.trips.update(unasked, trip.id, { is_archived: true }),
    { is_archived: true },
    'also one whose role nobody has looked up yet'
  )
  await sql`insert into app_settings values ('perm_trip_create', 'admin')`
  await t.rejects(planner.trips.create(berta, { title: 'x' }), { code: 'permission_denied' })
  await t.rejects(planner.trips.copy(berta, trip.id), { code: 'permission_denied' })
})

t.test('changes are partial, null clears, nothing is no change', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await testTrip(test)
  const { planner } = test
  const described = await planner.trips.update(anna, trip.id, { description: 'Pasta' })
  t.match(described, { title: 'Rome', description: 'Pasta', start_date: '2027-06-10' })
  t.ok(described.updated_at > trip.updated_at)
  t.match(await planner.trips.update(anna, trip.id, { description: null }), { description: null })
  await t.rejects(planner.trips.update(anna, trip.id, {}), { code: 'nothing_to_update' })
  await t.rejects(
    planner.trips.update(anna, trip.id, { end_date: '2027-06-01' }),
    { code: 'invalid_range' },
    'the other end is the one the trip has'
  )
  await t.rejects(planner.trips.update(anna, trip.id, { end_date: null }), { code: 'invalid_range' })
})

t.test('a new currency leaves amounts alone and writes the old one down', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await testTrip(test)
  const { planner } = test
  const priced = await planner.places.create(anna, trip.id, { name: 'Museum', price: 12.5 })
  const foreign = await planner.places.create(anna, trip.id, { name: 'Shop', price: 3, currency: 'usd' })
  await planner.trips.update(anna, trip.id, { currency: 'GBP' })
  const places = await planner.places.list(anna, trip.id)
  t.match(
    places.find(({ id }) => id === priced.id),
    { price: 12.5, currency: 'EUR' }
  )
  t.match(
    places.find(({ id }) => id === foreign.id),
    { price: 3, currency: 'USD' }
  )
  t.match(
    places.find(({ name }) => name === 'Colosseum'),
    { price: null, currency: null }
  )
})

t.test('a copy has days, places, visits and notes, but not the people', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place, dayIds } = await testTrip(test)
  const { planner } = test
  const berta = await test.person('berta')
  await planner.members.add(anna, trip.id, 'berta')
  const visit = await planner.assignments.create(anna, trip.id, {
    dayId: dayIds[1] ?? 0,
    placeId: place.id,
    notes: 'early'
  })
  await planner.assignments.setParticipants(anna, trip.id, visit.id, [anna.userId, berta.userId])
  await planner.dayNotes.create(anna, trip.id, dayIds[1] ?? 0, { text: 'Bring water' })
  const copy = await planner.trips.copy(berta, trip.id, 'Rome again')
  t.match(copy, {
    title: 'Rome again',
    is_owner: true,
    day_count: 5,
    place_count: 1,
    shared_count: 0,
    start_date: '2027-06-10'
  })
  const { days, people } = await planner.trips.summary(berta, copy.id)
  t.match(days[1], {
    assignments: [{ notes: 'early', participants: [], place: { name: 'Colosseum' } }],
    notes_items: [{ text: 'Bring water', trip_id: copy.id }]
  })
  t.not(days[1]?.assignments[0]?.place_id, place.id)
  t.same(people.members, [])
})

t.test('a copy is of one moment: it waits for who is changing the trip', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place, dayIds } = await testTrip(test)
  await test.planner.assignments.create(anna, trip.id, { dayId: dayIds[0] ?? 0, placeId: place.id })
  let copying: Promise<{ id: number }> | undefined
  await test.sql.begin(async (tx) => {
    await tx`select 1 from trips where id = ${trip.id} for no key update`
    copying = test.planner.trips.copy(anna, trip.id)
    await Promise.race([copying, new Promise((resolve) => setTimeout(resolve, 300))])
    await tx`delete from places where trip_id = ${trip.id}`
  })
  t.match(await copying, { day_count: 5, place_count: 0 })
})

t.test('deleting a trip deletes all in it', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await testTrip(test)
  await test.planner.trips.delete(anna, trip.id)
  await t.rejects(test.planner.trips.get(anna, trip.id), { code: 'trip_not_found' })
  t.equal((await test.sql`select 1 from days union all select 1 from places`).length, 0)
})

t.test('a summary costs the same number of queries for a long trip', async (t) => {
  let queries = 0
  const test = await testPlanner(t, { onQuery: () => queries++ })
  const anna = await test.person('anna')
  const cost = async (days: number) => {
    const trip = await test.planner.trips.create(anna, {
      title: 'x',
      start_date: '2027-06-01',
      end_date: `2027-06-${String(days).padStart(2, '0')}`
    })
    for (const { id } of await test.planner.days.list(anna, trip.id)) {
      await test.planner.places.createAndAssign(anna, trip.id, id, { name: 'Somewhere' })
      await test.planner.dayNotes.create(anna, trip.id, id, { text: 'x' })
    }
    queries = 0
    const summary = await test.planner.trips.summary(anna, trip.id)
    t.equal(summary.days.flatMap(({ assignments }) => assignments).length, days)
    return queries
  }
  t.equal(await cost(2), await cost(30))
})
