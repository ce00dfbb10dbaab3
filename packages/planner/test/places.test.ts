import t from 'tap'
import { testPlanner, testTrip } from './support/planner.ts'

t.test('zero is a value, and money keeps its cents', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await testTrip(test)
  const place = await test.planner.places.create(anna, trip.id, { name: 'Null Island', lat: 0, lng: 0, price: 0 })
  t.match(place, { lat: 0, lng: 0, price: 0, duration_minutes: 60, transport_mode: 'walking', category: null })
  t.equal((await test.planner.places.create(anna, trip.id, { name: 'x', price: 1234567890.12 })).price, 1234567890.12)
  t.equal(
    (await test.planner.places.create(anna, trip.id, { name: 'x', price: 1.005 })).price,
    1.01,
    'as it is written'
  )
})

const refused = [
  { name: 'a latitude beyond the pole', given: { lat: 90.1 }, code: 'invalid_value' },
  { name: 'a longitude beyond the date line', given: { lng: -180.1 }, code: 'invalid_value' },
  { name: 'a negative price', given: { price: -1 }, code: 'invalid_value' },
  { name: 'a price that is no number', given: { price: Number.NaN }, code: 'invalid_value' },
  { name: 'an unknown currency', given: { currency: 'ABC' }, code: 'invalid_currency' },
  { name: 'an unknown category', given: { category_id: 9999 }, code: 'foreign_reference' },
  { name: 'a time that is none', given: { place_time: '25:00' }, code: 'invalid_time' },
  { name: 'an empty name', given: { name: ' ' }, code: 'invalid_value' }
]

for (const { name, given, code } of refused) {
  t.test(`refuses ${name}, new or changed`, async (t) => {
    const test = await testPlanner(t)
    const { anna, trip, place } = await testTrip(test)
    await t.rejects(test.planner.places.create(anna, trip.id, { name: 'x', ...given }), { code })
    await t.rejects(test.planner.places.update(anna, trip.id, place.id, given), { code })
    t.same(await test.planner.places.list(anna, trip.id), [place])
  })
}

t.test('changes are partial and null clears', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place } = await testTrip(test)
  const { planner } = test
  const [category] = await planner.categories.list()
  const changed = await planner.places.update(anna, trip.id, place.id, {
    category_id: category?.id ?? 0,
    price: 18,
    place_time: '09:30'
  })
  t.match(changed, { name: 'Colosseum', lat: 41.89, price: 18, place_time: '09:30', category: { name: 'Activity' } })
  t.ok(changed.updated_at > place.updated_at)
  t.match(await planner.places.update(anna, trip.id, place.id, { price: null, lat: null, category_id: null }), {
    price: null,
    lat: null,
    category: null,
    place_time: '09:30'
  })
  await t.rejects(planner.places.update(anna, trip.id, place.id, {}), { code: 'nothing_to_update' })
})

t.test('filters combine; what looks like a pattern is text', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place, dayIds } = await testTrip(test)
  const { planner } = test
  const cafe = await planner.places.create(anna, trip.id, { name: '100% Café', address: 'Via Roma' })
  await planner.assignments.create(anna, trip.id, { dayId: dayIds[0] ?? 0, placeId: place.id })
  const ids = async (filter: Parameters<typeof planner.places.list>[2]) =>
    (await planner.places.list(anna, trip.id, filter)).map(({ id }) => id)
  t.same(await ids({}), [cafe.id, place.id], 'newest first')
  t.same(await ids({ search: 'VIA' }), [cafe.id])
  t.same(await ids({ search: '0%' }), [cafe.id])
  t.same(await ids({ search: '%' }), [cafe.id])
  t.same(await ids({ assignment: 'assigned' }), [place.id])
  t.same(await ids({ assignment: 'unassigned' }), [cafe.id])
  t.same(await ids({ assignment: 'unassigned', search: 'colosseum' }), [])
})

t.test('many at once: ids of other trips are skipped', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place } = await testTrip(test)
  const { planner } = test
  const other = await planner.trips.create(anna, { title: 'Other' })
  const foreign = await planner.places.create(anna, other.id, { name: 'Elsewhere' })
  t.same(await planner.places.updateMany(anna, trip.id, [place.id, foreign.id], { transport_mode: 'transit' }), [
    place.id
  ])
  t.same(await planner.places.deleteMany(anna, trip.id, [place.id, foreign.id]), [place.id])
  t.same(
    (await planner.places.list(anna, other.id)).map(({ id, transport_mode: mode }) => [id, mode]),
    [[foreign.id, 'walking']]
  )
  await t.rejects(planner.places.update(anna, trip.id, foreign.id, { name: 'x' }), { code: 'place_not_found' })
  await t.rejects(planner.places.delete(anna, trip.id, foreign.id), { code: 'place_not_found' })
})

t.test('a place that is deleted leaves its days', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place, dayIds } = await testTrip(test)
  await test.planner.assignments.create(anna, trip.id, { dayId: dayIds[0] ?? 0, placeId: place.id })
  await test.planner.places.delete(anna, trip.id, place.id)
  t.same(
    (await test.planner.days.list(anna, trip.id)).flatMap(({ assignments }) => assignments),
    []
  )
})
