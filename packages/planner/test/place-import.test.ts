import t from 'tap'
import { testPlanner, testTrip } from './support/planner.ts'

t.test('places of a list join the trip, those it has already do not', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place } = await testTrip(test)
  const { planner } = test
  await test.events()
  const { places, skipped } = await planner.places.import(anna, trip.id, [
    { name: ' COLOSSEUM ', lat: 1, lng: 1, google_ftid: '0x1:0x2' },
    { name: 'Forum ', lat: 41.892, lng: 12.485, notes: 'early', address: 'Via Sacra', google_ftid: '0x3:0x4' },
    { name: 'forum', lat: 0, lng: 0 },
    { name: '', lat: 41.89005, lng: 12.49005 },
    { name: '', lat: 41.9, lng: 12.5, address: 'Via Appia' },
    { name: '', lat: 41.90005, lng: 12.5 },
    { name: '', lat: 40, lng: 12 }
  ])
  t.match(places, [
    { name: 'Forum', lat: 41.892, lng: 12.485, notes: 'early', address: 'Via Sacra', google_ftid: '0x3:0x4' },
    { name: 'Via Appia', lat: 41.9, lng: 12.5 },
    { name: '40.00000, 12.00000' }
  ])
  t.equal(skipped, 4)
  const kept = await planner.places.list(anna, trip.id)
  t.equal(kept.length, 4)
  t.match(
    kept.find(({ id }) => id === place.id),
    { name: 'Colosseum', lat: 41.89, google_ftid: '0x1:0x2' },
    'what was known gets the id it lacked, and nothing else'
  )
  t.same(
    (await test.events()).map(({ type, ids }) => [type, ids.placeId]),
    [...places.map(({ id }) => ['place:created', id]), ['place:updated', place.id]]
  )

  const again = await planner.places.import(anna, trip.id, [{ name: 'Forum', lat: 9, lng: 9, google_ftid: '0x9:0x9' }])
  t.same(again, { places: [], skipped: 1 })
  t.same(await test.events(), [], 'an id that is there stays, and nobody hears of it')
})

t.test('long texts of other people are cut', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await testTrip(test)
  const long = 'x'.repeat(3000)
  const { places } = await test.planner.places.import(anna, trip.id, [
    { name: long, lat: 1, lng: 2, notes: long, address: long }
  ])
  t.match(
    await test.planner.places.import(anna, trip.id, [{ name: long, lat: 3, lng: 4 }]),
    { skipped: 1 },
    'and known again'
  )
  t.same(
    places.map(({ name, notes, address }) => [name.length, notes?.length, address?.length]),
    [[200, 2000, 500]]
  )
  const again = await test.planner.places.import(anna, trip.id, [{ name: long, lat: 1, lng: 2 }])
  t.same(again, { places: [], skipped: 1 }, 'and known again by what is left of them')
})

t.test('a stranger imports nothing, nor does a member where only the owner may', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place } = await testTrip(test)
  const berta = await test.person('berta')
  const found = [{ name: 'Forum', lat: 1, lng: 1 }]
  await t.rejects(test.planner.places.import(berta, trip.id, found), { code: 'trip_not_found' })
  await test.planner.members.add(anna, trip.id, 'berta')
  await test.sql`insert into app_settings (key, value) values ('perm_place_edit', 'trip_owner')`
  await t.rejects(test.planner.places.import(berta, trip.id, found), { code: 'permission_denied' })
  t.same(await test.planner.places.list(anna, trip.id), [place])
})
