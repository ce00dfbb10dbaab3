import t from 'tap'
import { fullTrip } from './support/full-trip.ts'
import { testPlanner } from './support/planner.ts'

const test = await testPlanner(t)
const { planner, sql } = test
const anna = { ...(await test.person('anna')), name: 'anna' }
const berta = { ...(await test.person('berta')), name: 'berta' }

/** Every row of the database, by table, but for when it was last touched. */
async function everything(): Promise<Record<string, object[]>> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class where relkind in ('r', 'p') and relnamespace = 'public'::regnamespace order by relname`
  const rows: Record<string, object[]> = {}
  for (const { name } of tables) {
    const found = await sql<{ row: object }[]>`
      select to_jsonb(t) - 'updated_at' as row from ${sql(name)} t order by to_jsonb(t)::text`
    rows[name] = found.map(({ row }) => row)
  }
  return rows
}

/** Tables whose rows go with a row of this one. */
async function ownedBy(table: 'trips' | 'users'): Promise<string[]> {
  const found = await sql<{ name: string }[]>`
    with recursive owned as (
      select ${table}::regclass::oid as id
      union
      select conrelid from pg_constraint join owned on confrelid = owned.id where contype = 'f' and confdeltype = 'c'
    )
    select relname as name from pg_class join owned on pg_class.oid = owned.id`
  return found.map(({ name }) => name).toSorted()
}

/** Where an id is still written, whatever the column. */
function tablesThatMention(id: number, rows: Record<string, object[]>): string[] {
  return Object.keys(rows).filter((name) => new RegExp(`\\b${id}\\b`).test(JSON.stringify(rows[name])))
}

const without = (rows: Record<string, object[]>, ...names: string[]) =>
  Object.fromEntries(Object.entries(rows).filter(([name]) => !names.includes(name)))

// A trip of others, of which nothing may be lost.
await fullTrip(test, anna, berta)

t.test('a trip that is deleted leaves nothing but what was written in journeys, and nothing else goes', async (t) => {
  const { journey } = await planner.journeys.create(berta, { title: 'Italy' })
  const before = await everything()

  await sql`alter sequence trips_id_seq restart with 888001`
  const { tripId } = await fullTrip(test, anna, berta)
  t.equal(tripId, 888_001)
  await planner.journeys.addTrip(berta, journey.id, tripId)
  const { entries } = await planner.journeyEntries.list(berta, journey.id, { limit: 9, offset: 0 })
  const [written, dismissed] = entries.map(({ id }) => id)
  await planner.journeyEntries.update(berta, written ?? 0, { story: 'Huge.' })
  await planner.journeyEntries.delete(berta, dismissed ?? 0)
  const full = await everything()
  for (const name of await ownedBy('trips'))
    t.ok((full[name] ?? []).length > (before[name] ?? []).length, `${name} has something of the trip`)

  await planner.trips.delete(anna, tripId)
  const after = await everything()
  t.same(tablesThatMention(tripId, after), ['notifications'], 'only what people were told then still says it')
  const told = ['notifications', 'journey_entries', 'tags']
  t.same(without(after, ...told), without(before, ...told))
  t.match(
    after.journey_entries?.filter((entry) => 'story' in entry && entry.story !== null),
    [{ story: 'Huge.', source_trip_id: null, source_place_id: null }]
  )
  t.equal(after.tags?.length, full.tags?.length, 'tags are of their person, not of the trip')
})

t.test('an account that is deleted leaves nothing of its own, and nothing of others goes', async (t) => {
  const thisYear = new Date().getUTCFullYear()
  await planner.vacay.days.toggle(berta, `${thisYear}-06-10`)
  const before = await everything()

  await sql`alter sequence users_id_seq restart with 777001`
  const dora = { ...(await test.person('dora', 'admin')), name: 'dora' }
  t.equal(dora.userId, 777_001)
  await sql`insert into account_credentials (user_id, password_hash) values (${dora.userId}, 'argon2id')`
  await sql`insert into account_sessions (digest, user_id, expires_at)
    values (${Buffer.alloc(32)}, ${dora.userId}, now() + interval '1 day')`
  const { tripId } = await fullTrip(test, dora, berta)
  const { journey } = await planner.journeys.create(dora, { title: 'Mine', tripIds: [tripId] })
  await planner.journeyContributors.add(dora, journey.id, berta.userId, 'editor')
  await planner.journeyEntries.create(berta, journey.id, { entry_date: '2027-06-10', title: 'Hello' })
  const [suggestion] = (await planner.journeyEntries.list(dora, journey.id, { limit: 1, offset: 0 })).entries
  await planner.journeyEntries.delete(dora, suggestion?.id ?? 0)
  await planner.journeyShareLinks.create(dora, journey.id)
  await planner.atlas.markRegion(dora, { regionCode: 'IT-62', regionName: 'Lazio', countryCode: 'IT' })
  await planner.atlas.unmarkCountry(dora, 'NO')
  await planner.bucketList.create(dora, { name: 'Oslo' })
  await planner.notifications.setPreference(dora, { event: 'trip_invite', channel: 'inapp', enabled: false })
  await planner.chat.send(berta, tripId, { text: 'Ciao' })
  await planner.vacay.sharing.invite(dora, berta.userId)
  await planner.vacay.sharing.accept(berta, dora.userId)
  await planner.vacay.plan.setColor(dora, '#123456')
  await planner.vacay.years.setAllowance(dora, thisYear, 25)
  await planner.vacay.days.toggle(dora, `${thisYear}-06-11`)
  await planner.vacay.days.toggleCompanyHoliday(dora, `${thisYear}-12-24`)
  await planner.vacay.calendars.add(dora, { region: 'AT' })
  const full = await everything()
  for (const name of await ownedBy('users'))
    t.ok((full[name] ?? []).length > (before[name] ?? []).length, `${name} has something of the account`)

  t.equal(await planner.users.delete(dora.userId), true)
  const after = await everything()
  t.same(tablesThatMention(dora.userId, after), [])
  const ownOfBerta = ['notifications', 'vacay_plans', 'vacay_years', 'vacay_company_holidays', 'vacay_user_colors']
  t.same(without(after, ...ownOfBerta), without(before, ...ownOfBerta))
  t.match(after.vacay_company_holidays, [{ plan_id: berta.userId, date: `${thisYear}-12-24` }], 'of a plan once shared')
  t.equal(
    after.notifications?.length,
    full.notifications?.filter((row) => !('recipient_id' in row && row.recipient_id === dora.userId)).length,
    'what others were told is theirs'
  )
})

t.test('in trips of others what somebody did for all stays, in nobody’s name', async (t) => {
  const { tripId, first, place } = await fullTrip(test, anna, berta)
  await sql`alter sequence users_id_seq restart with 777901`
  const carla = await test.person('carla')
  await planner.members.add(anna, tripId, 'carla')
  const pizzeria = await planner.places.create(carla, tripId, { name: 'Pizzeria' })
  await planner.assignments.create(carla, tripId, { dayId: first, placeId: pizzeria.id })
  await planner.places.update(carla, tripId, place.id, { notes: 'Go early' })
  await planner.reservations.create(carla, tripId, { title: 'Opera', type: 'event' })
  await planner.packing.create(carla, tripId, { name: 'Stove' })
  await planner.packing.create(carla, tripId, { name: 'Diary', is_private: true })
  await planner.todos.create(carla, tripId, { name: 'Tickets', assigned_user_id: carla.userId })
  await planner.budget.create(anna, tripId, { name: 'Taxi', total_price: 30 })
  await planner.collabNotes.create(carla, tripId, { title: 'Mine' })
  const { id: asked } = await planner.chat.send(carla, tripId, { text: 'Who drives?' })
  await planner.chat.send(anna, tripId, { text: 'I do', replyTo: asked })

  await planner.users.delete(carla.userId)
  t.match((await planner.days.list(anna, tripId))[0]?.assignments, [{}, { place: { name: 'Pizzeria' } }])
  t.match(
    (await planner.places.list(anna, tripId)).find(({ id }) => id === place.id),
    { notes: 'Go early' }
  )
  t.ok((await planner.reservations.list(anna, tripId)).some(({ title }) => title === 'Opera'))
  const names = await sql<{ name: string }[]>`select name from packing_items where trip_id = ${tripId} order by id`
  t.same(
    names.map(({ name }) => name),
    ['Tent', 'Gift', 'Stove']
  )
  const tickets = (await planner.todos.list(anna, tripId)).find(({ name }) => name === 'Tickets')
  t.match(tickets, { assigned_user_id: null })
  const taxi = (await planner.budget.list(anna, tripId)).find(({ name }) => name === 'Taxi')
  t.same(new Set(taxi?.members.map(({ user_id: id }) => id)), new Set([anna.userId, berta.userId]))
  t.match(
    (await planner.collabNotes.list(anna, tripId)).map(({ title }) => title),
    ['Plan']
  )
  t.match(
    (await planner.chat.list(anna, tripId)).map(({ text }) => text),
    ['Ciao', 'I do'],
    'an answer outlives its question'
  )
  const log = ['activities', 'activity_changes']
  t.same(
    tablesThatMention(carla.userId, await everything()).filter((name) => !log.includes(name)),
    [],
    'but for the log, which says what rows were until it is swept'
  )
})
