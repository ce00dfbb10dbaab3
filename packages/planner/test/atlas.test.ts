import t from 'tap'
import { testPlanner, type TestPlanner } from './support/planner.ts'

/** Two trips of anna's and one she is a member of. */
async function travels(test: TestPlanner) {
  const [anna, berta] = [await test.person('anna'), await test.person('berta')]
  const rome = await test.planner.trips.create(anna, {
    title: 'Rome',
    start_date: '2025-06-10',
    end_date: '2025-06-14'
  })
  const some = await test.planner.trips.create(anna, { title: 'Some day' })
  const tokyo = await test.planner.trips.create(berta, { title: 'Tokyo' })
  await test.planner.members.add(berta, tokyo.id, 'anna')
  return { anna, berta, rome, some, tokyo, atlas: test.planner.atlas }
}

t.test('places count for their country, in all trips one belongs to', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, rome, some, tokyo, atlas } = await travels(test)
  await test.planner.places.create(anna, rome.id, {
    name: 'Colosseum',
    lat: 41.89,
    lng: 12.49,
    address: 'Piazza del Colosseo, 00184 Roma, Italia'
  })
  await test.planner.places.create(anna, rome.id, { name: 'Forum', address: 'Via Sacra, Roma, Italy' })
  await test.planner.places.create(anna, some.id, { name: 'Somewhere', address: 'Nowhere' })
  await test.planner.places.create(berta, tokyo.id, { name: 'Shrine', lat: 35.676, lng: 139.699 })
  await test.planner.trips.update(anna, some.id, { is_archived: true })

  const { countries, stats, continents } = await atlas.stats(anna)
  t.same(countries, [
    { code: 'IT', placeCount: 2, tripCount: 1, firstVisit: '2025-06-10', lastVisit: '2025-06-10' },
    { code: 'JP', placeCount: 1, tripCount: 1, firstVisit: null, lastVisit: null }
  ])
  t.same(stats, { totalTrips: 3, totalPlaces: 4, totalCountries: 2, totalDays: 5, totalCities: 1 })
  t.same(continents, { Europe: 1, Asia: 1 })
  t.match(await atlas.stats(berta), { countries: [{ code: 'JP' }], stats: { totalTrips: 1 } })
})

t.test('a place that moves takes its country along', async (t) => {
  const test = await testPlanner(t)
  const { anna, rome, atlas } = await travels(test)
  const { places } = test.planner
  const countries = async () => (await atlas.stats(anna)).countries.map(({ code }) => code)
  const { id } = await places.create(anna, rome.id, { name: 'Meeting point' })
  t.same(await countries(), [])
  await places.update(anna, rome.id, id, { address: 'Lugano, Switzerland' })
  t.same(await countries(), ['CH'])
  await places.update(anna, rome.id, id, { lat: 41.9, lng: 12.5 })
  t.same(await countries(), ['IT'])
  await places.update(anna, rome.id, id, { name: 'Station' })
  t.same(await countries(), ['IT'], 'another name changes nothing')
  const other = await places.create(anna, rome.id, { name: 'Other' })
  await places.updateMany(anna, rome.id, [id, other.id], { lat: 52.5, lng: 13.4 })
  t.match((await atlas.stats(anna)).countries, [{ code: 'DE', placeCount: 2 }])
  await places.update(anna, rome.id, id, { lat: null, address: null })
  t.match((await atlas.stats(anna)).countries, [{ code: 'DE', placeCount: 1 }])

  const copy = await test.planner.trips.copy(anna, rome.id)
  t.match((await atlas.placesIn(anna, 'DE', { limit: 9, offset: 0 })).trips, [{ id: copy.id }, { id: rome.id }])
})

t.test('a place counts, however it came into the trip', async (t) => {
  const test = await testPlanner(t)
  const { anna, rome, atlas } = await travels(test)
  const { activity, days, places, stays, trips } = test.planner
  const [day] = await days.list(anna, rome.id)
  const dayId = day?.id ?? 0
  const counted = async () => Object.fromEntries((await atlas.stats(anna)).countries.map((c) => [c.code, c.placeCount]))

  await places.import(anna, rome.id, [{ name: 'Brandenburger Tor', lat: 52.516, lng: 13.378 }])
  await places.createAndAssign(anna, rome.id, dayId, { name: 'Louvre', lat: 48.861, lng: 2.336 })
  const nights = { start_day_id: dayId, end_day_id: dayId }
  await stays.createWithPlace(anna, rome.id, { name: 'Hotel', lat: 40.417, lng: -3.703 }, nights)
  t.same(await counted(), { DE: 1, ES: 1, FR: 1 })
  await trips.copy(anna, rome.id)
  t.same(await counted(), { DE: 2, ES: 2, FR: 2 })

  const { id } = await places.create(anna, rome.id, { name: 'Museum', lat: 52.52, lng: 13.4 })
  await places.update(anna, rome.id, id, { lat: 41.9, lng: 12.5 })
  t.match(await counted(), { DE: 2, IT: 1 })
  const undoLatest = async () => {
    const [latest] = (await activity.list(anna, rome.id)).items
    await activity.undo(anna, rome.id, latest?.id ?? 0)
  }
  await undoLatest()
  t.match(await counted(), { DE: 3, IT: undefined }, 'a move that is undone')
  await places.delete(anna, rome.id, id)
  t.match(await counted(), { DE: 2 })
  await undoLatest()
  t.match(await counted(), { DE: 3 }, 'a place that is back')
})

t.test('countries where booked transport starts or ends count, those on the way do not', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, rome, tokyo, atlas } = await travels(test)
  const { reservations, transports, trips } = test.planner
  const countries = async (who = anna) => (await atlas.stats(who)).countries.map(({ code }) => code)
  const flight = await transports.create(anna, rome.id, {
    type: 'flight',
    title: 'Home',
    endpoints: [
      { role: 'from', sequence: 0, name: 'Osaka', code: 'KIX' },
      { role: 'stop', sequence: 1, name: 'Doha', code: 'DOH' },
      { role: 'to', sequence: 2, name: 'Vienna', lat: 48.11, lng: 16.57 }
    ]
  })
  t.same(await countries(), ['AT', 'JP'])
  t.match((await atlas.stats(anna)).countries, [{ placeCount: 0, tripCount: 0 }, {}])
  t.same(await countries(berta), [], 'only of trips one belongs to')

  const endpoints = [
    { role: 'from' as const, sequence: 0, name: 'Oslo', lat: 59.91, lng: 10.75 },
    { role: 'to' as const, sequence: 1, name: 'High seas', lat: -40, lng: -120 }
  ]
  await transports.update(anna, rome.id, flight.id, { endpoints })
  t.same(await countries(), ['NO'])
  const copy = await trips.copy(anna, rome.id)
  await trips.delete(anna, rome.id)
  t.same(await countries(), ['NO'], 'of a copy too')
  await atlas.unmarkCountry(anna, 'NO')
  t.same(await countries(), [], 'unless it was taken off the map')

  const ferry = await transports.create(berta, tokyo.id, { type: 'cruise', title: 'Ferry', endpoints })
  t.same(await countries(berta), ['NO'])
  await reservations.update(berta, tokyo.id, ferry.id, { status: 'cancelled' })
  t.same(await countries(berta), [], 'what was cancelled did not happen')
  t.equal((await reservations.list(anna, copy.id)).length, 1)
})

t.test('countries are marked, and taken off again', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, rome, atlas } = await travels(test)
  t.equal(await atlas.markCountry(anna, 'no'), 'NO')
  await atlas.markCountry(anna, 'NO')
  t.match(await atlas.visitedCountries(anna), [{ country_code: 'NO', created_at: /^20/ }])
  t.same(await atlas.visitedCountries(berta), [], 'everybody has a map of their own')
  t.match((await atlas.stats(anna)).countries, [{ code: 'NO', placeCount: 0 }])

  await test.planner.places.create(anna, rome.id, { name: 'Colosseum', lat: 41.89, lng: 12.49 })
  for (const code of ['NO', 'IT', 'SE']) t.equal(await atlas.unmarkCountry(anna, code), code)
  t.match(
    await atlas.stats(anna),
    { countries: [{ code: 'IT', placeCount: 1 }], stats: { totalCountries: 1 } },
    'where places are it stays'
  )
  await atlas.markCountry(anna, 'SE')
  t.equal((await atlas.stats(anna)).stats.totalCountries, 2, 'what was taken off can be marked again')
  for (const code of ['XX', 'Norway', '']) {
    await t.rejects(atlas.markCountry(anna, code), { code: 'invalid_country' })
    await t.rejects(atlas.unmarkCountry(anna, code), { code: 'invalid_country' })
    await t.rejects(atlas.placesIn(anna, code, { limit: 1, offset: 0 }), { code: 'invalid_country' })
  }
})

t.test('a region brings its country along, and takes it away', async (t) => {
  const test = await testPlanner(t)
  const { anna, atlas } = await travels(test)
  const bavaria = { regionCode: 'de-by', regionName: 'Bavaria', countryCode: 'de' }
  const expected = { region_code: 'DE-BY', region_name: 'Bavaria', country_code: 'DE' }
  t.same(await atlas.markRegion(anna, bavaria), expected)
  t.same(await atlas.markRegion(anna, { ...bavaria, regionName: 'Other' }), expected, 'again changes nothing')
  t.match(
    await atlas.markRegion(anna, { regionCode: 'DE-BE', regionName: ' ', countryCode: 'DE' }),
    { region_name: 'Berlin' },
    'without a name it has the official one'
  )
  t.match(await atlas.visitedRegions(anna), [{ region_code: 'DE-BE' }, expected])
  const countries = async () => (await atlas.visitedCountries(anna)).map(({ country_code: code }) => code)
  t.same(await countries(), ['DE'])

  await atlas.unmarkRegion(anna, 'DE-BY')
  t.same(await countries(), ['DE'])
  await atlas.unmarkRegion(anna, 'de-be')
  t.same([await countries(), await atlas.visitedRegions(anna)], [[], []])
  await atlas.markCountry(anna, 'DE')
  await atlas.unmarkRegion(anna, 'DE-BY')
  t.same(await countries(), ['DE'], 'a region that was not marked takes nothing away')

  await atlas.markRegion(anna, bavaria)
  await atlas.unmarkCountry(anna, 'DE')
  t.same(await atlas.visitedRegions(anna), [], 'a country takes its regions along')
  await t.rejects(atlas.markRegion(anna, { ...bavaria, regionCode: 'DE-XX' }), { code: 'invalid_region' })
  await t.rejects(atlas.markRegion(anna, { ...bavaria, countryCode: 'FR' }), { code: 'invalid_region' })
  await t.rejects(atlas.markRegion(anna, { ...bavaria, countryCode: 'ZZ' }), { code: 'invalid_country' })
  await t.rejects(atlas.unmarkRegion(anna, 'Bavaria'), { code: 'invalid_region' })
  t.same(await countries(), [], 'nothing of what was refused is kept')
})

t.test('the places in a country come in pages, with their trips', async (t) => {
  const test = await testPlanner(t)
  const { anna, rome, some, atlas } = await travels(test)
  const mallory = await test.person('mallory')
  for (const name of ['Colosseum', 'Forum'])
    await test.planner.places.create(anna, rome.id, { name, lat: 41.89, lng: 12.49 })
  await test.planner.places.create(anna, some.id, { name: 'Duomo', address: 'Milano, Italia' })
  await test.planner.places.create(anna, some.id, { name: 'Louvre', address: 'Paris, France' })
  await atlas.markCountry(anna, 'IT')
  t.match(await atlas.placesIn(anna, 'it', { limit: 2, offset: 0 }), {
    places: [
      { name: 'Duomo', trip_id: some.id, address: 'Milano, Italia', lat: null },
      { name: 'Forum', trip_id: rome.id, lat: 41.89 }
    ],
    place_count: 3,
    trips: [
      { id: rome.id, title: 'Rome', start_date: '2025-06-10' },
      { id: some.id, start_date: null }
    ],
    manually_marked: true
  })
  t.match((await atlas.placesIn(anna, 'IT', { limit: 2, offset: 2 })).places, [{ name: 'Colosseum' }])
  t.same(
    await atlas.placesIn(mallory, 'IT', { limit: 2, offset: 0 }),
    { places: [], place_count: 0, trips: [], manually_marked: false },
    'of others nothing is told'
  )
})

t.test('a change is told to nobody else', async (t) => {
  const test = await testPlanner(t)
  const { anna, atlas } = await travels(test)
  await test.events()
  await atlas.markRegion(anna, { regionCode: 'IT-25', regionName: 'Lombardy', countryCode: 'IT' })
  await atlas.unmarkRegion(anna, 'IT-25')
  await atlas.markCountry(anna, 'IT')
  await atlas.unmarkCountry(anna, 'IT')
  const told = (type: string) => ({ type: `atlas:${type}`, tripId: null, audience: [anna.userId] })
  t.match(await test.events(), [
    told('region-marked'),
    told('region-unmarked'),
    told('country-marked'),
    told('country-unmarked')
  ])
})
