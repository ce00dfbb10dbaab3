import { createTestDatabase } from '@trek/test-postgres'
import t from 'tap'
import { createPlanner, findMissingCountries } from '../src/index.ts'

async function beforeCountries(t: Parameters<typeof createTestDatabase>[0]) {
  const { db, sql } = await createTestDatabase(t)
  const planner = createPlanner(db)
  const { id: userId } = await planner.users.create({ username: 'anna', email: 'anna@example.org' })
  const anna = { userId }
  const { id: tripId } = await planner.trips.create(anna, { title: 'Rome' })
  await planner.places.create(anna, tripId, { name: 'Nowhere', lat: 30, lng: -45 })
  await planner.places.create(anna, tripId, { name: 'Forum', address: 'Via Sacra, Roma, Italy' })
  await planner.places.create(anna, tripId, { name: 'To be decided' })
  await planner.places.create(anna, tripId, { name: 'Louvre', lat: 48.8606, lng: 2.3376 })
  const endpoints = [
    { role: 'from' as const, sequence: 0, name: 'Vienna', code: 'VIE' },
    { role: 'to' as const, sequence: 1, name: 'Lisbon', lat: 38.77, lng: -9.13 }
  ]
  await planner.transports.create(anna, tripId, { type: 'flight', title: 'Home', endpoints })
  await sql`update places set country_code = null`
  await sql`update reservation_endpoints set country_code = null`
  return { db, sql, anna, tripId, planner }
}

t.test('places and endpoints from before get their countries, so many at a time', async (t) => {
  const { db, sql, anna, tripId, planner } = await beforeCountries(t)
  await planner.places.create(anna, tripId, { name: 'Schönbrunn', lat: 48.185, lng: 16.312 })
  t.match(await planner.atlas.stats(anna), { countries: [] })
  t.equal(await findMissingCountries(db, 'places', 2), 2)
  t.equal(await findMissingCountries(db, 'places', 2), 1, 'those that may tell')
  t.equal(await findMissingCountries(db, 'places', 2), 0, 'what is in no country is not looked at again')
  const { countries } = await planner.atlas.stats(anna)
  t.same(
    countries.map(({ code }) => code),
    ['AT', 'FR', 'IT']
  )

  const found = await Promise.all([1, 2, 3].map(() => findMissingCountries(db, 'endpoints', 1)))
  t.equal(
    found.reduce((sum, one) => sum + one),
    2,
    'several nodes'
  )
  t.same(
    await planner.places.list(anna, tripId).then((all) => Math.max(...all.map(({ id }) => id))),
    Number((await sql`select value from app_settings where key = 'countries_of_places'`)[0]?.value),
    'the next look begins behind all of them'
  )
  t.match((await planner.atlas.stats(anna)).stats, { totalCountries: 4 })
})

t.test('what somebody changes at that moment is not waited for, and not forgotten', async (t) => {
  const { db, sql } = await beforeCountries(t)
  await sql.begin(async (tx) => {
    await tx`update places set name = 'Roman Forum' where name = 'Forum'`
    t.equal(await findMissingCountries(db, 'places', 10), 2)
  })
  t.equal(await findMissingCountries(db, 'places', 10), 1)
  t.same(
    [...(await sql`select country_code from places where country_code is not null order by id`)],
    [{ country_code: 'IT' }, { country_code: 'FR' }]
  )
})

t.test('that a country was found, or people were reminded, keeps nothing from being undone', async (t) => {
  const { db, sql, anna, tripId, planner } = await beforeCountries(t)
  await planner.todos.create(anna, tripId, { name: 'Visa', due_date: '2027-06-10' })
  await findMissingCountries(db, 'places', 10)
  await sql`update todo_items set reminded_at = now()`
  const { items } = await planner.activity.list(anna, tripId)
  for (const what of ['Visa', 'Louvre'])
    await planner.activity.undo(anna, tripId, items.find((activity) => activity.what === what)?.id ?? 0)
  t.match(await planner.todos.list(anna, tripId), [])
  t.equal((await sql`select 1 from places`).length, 3)
})
