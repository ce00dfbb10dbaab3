import t from 'tap'
import { testPlanner, type TestPlanner } from './support/planner.ts'

const DAY = 86_400_000
/** A calendar day so many days from now. */
const inDays = (days: number) => new Date(Date.now() + days * DAY).toISOString().slice(0, 10)

/** A journey of anna's with an editor and a viewer, about a trip to Rome. */
async function journey(test: TestPlanner) {
  const { planner } = test
  const [anna, berta, carl] = [await test.person('anna'), await test.person('berta'), await test.person('carl')]
  const mallory = await test.person('mallory')
  const trip = await planner.trips.create(anna, { title: 'Rome', start_date: '2027-06-10', end_date: '2027-06-12' })
  const { journey } = await planner.journeys.create(anna, { title: 'Italy', tripIds: [trip.id] })
  await planner.journeyContributors.add(anna, journey.id, berta.userId, 'editor')
  await planner.journeyContributors.add(anna, journey.id, carl.userId, 'viewer')
  await test.events()
  return { ...planner, anna, berta, carl, mallory, trip, id: journey.id }
}

t.test('a journey is started, from trips or not', async (t) => {
  const test = await testPlanner(t)
  const { journeys, trips } = test.planner
  const [anna, berta] = [await test.person('anna'), await test.person('berta')]
  const rome = await trips.create(anna, { title: 'Rome', start_date: '2027-06-10', end_date: '2027-06-12' })
  const oslo = await trips.create(anna, { title: 'Oslo', start_date: '2026-01-01', end_date: '2026-01-02' })
  const secret = await trips.create(berta, { title: 'Secret' })
  for (const trip of [rome, oslo]) await trips.update(anna, trip.id, { cover_image: `${trip.title}.jpg` })

  const plain = await journeys.create(anna, { title: ' Home ', subtitle: ' ' })
  t.match(plain, {
    journey: { title: 'Home', subtitle: null, status: 'active', cover_image: null, entries: [], my_role: 'owner' },
    skippedTripIds: []
  })
  const { journey, skippedTripIds } = await journeys.create(anna, {
    title: 'Italy',
    subtitle: 'and more',
    tripIds: [secret.id, rome.id, oslo.id, rome.id]
  })
  t.same(skippedTripIds, [secret.id], 'trips out of reach are skipped')
  t.match(journey, {
    user_id: anna.userId,
    subtitle: 'and more',
    cover_image: 'Rome.jpg',
    trips: [{ title: 'Oslo' }, { title: 'Rome', currency: 'EUR', place_count: 0 }],
    contributors: [{ user_id: anna.userId, username: 'anna', role: 'owner' }],
    gallery: [],
    stats: { entries: 0, photos: 0, places: 0 },
    hide_skeletons: false
  })
  t.match(await journeys.list(anna), [
    { title: 'Italy', trip_date_min: '2026-01-01', trip_date_max: '2027-06-12' },
    { title: 'Home', trip_date_min: null, entry_count: 0 }
  ])
  t.same(await journeys.list(berta), [])
  await t.rejects(journeys.create(anna, { title: ' ' }), { code: 'invalid_value' })
})

type Attempt = () => Promise<unknown>

t.test('who may do what depends on the role', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, carl, mallory, id, trip, ...planner } = await journey(test)
  const entry = await planner.journeyEntries.create(anna, id, { entry_date: '2027-06-10', title: 'Arrival' })
  const others = await planner.trips.create(carl, { title: 'Oslo' })
  const page = { limit: 10, offset: 0 }
  const forOwner: Attempt[] = [
    () => planner.journeys.update(berta, id, { title: 'Mine' }),
    () => planner.journeys.delete(berta, id),
    () => planner.journeys.removeTrip(berta, id, trip.id),
    () => planner.journeyContributors.add(berta, id, mallory.userId, 'editor'),
    () => planner.journeyContributors.setRole(berta, id, carl.userId, 'editor'),
    () => planner.journeyContributors.remove(berta, id, carl.userId),
    () => planner.journeyShareLinks.create(berta, id),
    () => planner.journeyShareLinks.delete(berta, id)
  ]
  const forEditors: Attempt[] = [
    () => planner.journeyEntries.create(carl, id, { entry_date: '2027-06-10' }),
    () => planner.journeyEntries.update(carl, entry.id, { title: 'Mine' }),
    () => planner.journeyEntries.delete(carl, entry.id),
    () => planner.journeyEntries.reorder(carl, id, [entry.id]),
    () => planner.journeys.addTrip(carl, id, others.id)
  ]
  const before = await planner.journeys.get(anna, id)
  for (const attempt of [...forOwner, ...forEditors])
    await t.rejects(attempt(), { code: 'permission_denied' }, String(attempt))
  const forNobodyElse: Attempt[] = [
    () => planner.journeys.get(mallory, id),
    () => planner.journeys.update(mallory, id, { title: 'Mine' }),
    () => planner.journeys.delete(mallory, id),
    () => planner.journeys.addTrip(mallory, id, trip.id),
    () => planner.journeys.removeTrip(mallory, id, trip.id),
    () => planner.journeys.setPreferences(mallory, id, { hideSkeletons: true }),
    () => planner.journeyEntries.list(mallory, id, page),
    () => planner.journeyEntries.create(mallory, id, { entry_date: '2027-06-10' }),
    () => planner.journeyEntries.reorder(mallory, id, [entry.id]),
    () => planner.journeyContributors.list(mallory, id),
    () => planner.journeyContributors.add(mallory, id, mallory.userId, 'editor'),
    () => planner.journeyContributors.remove(mallory, id, carl.userId),
    () => planner.journeyContributors.remove(mallory, id, mallory.userId),
    () => planner.journeyShareLinks.get(mallory, id),
    () => planner.journeyShareLinks.create(mallory, id),
    () => planner.journeyShareLinks.delete(mallory, id)
  ]
  for (const attempt of forNobodyElse) await t.rejects(attempt(), { code: 'journey_not_found' }, String(attempt))
  const ofEntries: Attempt[] = [
    () => planner.journeyEntries.update(mallory, entry.id, { title: 'Mine' }),
    () => planner.journeyEntries.delete(mallory, entry.id)
  ]
  for (const attempt of ofEntries) await t.rejects(attempt(), { code: 'entry_not_found' }, String(attempt))
  t.same(await planner.journeys.get(anna, id), before, 'what is refused changes nothing')

  t.match(await planner.journeys.get(carl, id), { my_role: 'viewer', entries: [{ title: 'Arrival' }] })
  await planner.journeyEntries.update(berta, entry.id, { story: 'Hot.' })
  await planner.trips
    .create(berta, { title: 'Oslo' })
    .then(({ id: tripId }) => planner.journeys.addTrip(berta, id, tripId))
  t.match(await planner.journeys.get(anna, id), { trips: [{ title: 'Rome' }, { title: 'Oslo' }] })
})

t.test('the owner changes and deletes a journey', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, carl, id, journeys } = await journey(test)
  t.match(await journeys.update(anna, id, { title: ' Italia ', subtitle: 'x', status: 'completed' }), {
    title: 'Italia',
    subtitle: 'x',
    status: 'completed'
  })
  t.match(await journeys.update(anna, id, { subtitle: null }), { title: 'Italia', subtitle: null })
  await t.rejects(journeys.update(anna, id, {}), { code: 'nothing_to_update' })
  await t.rejects(journeys.update(anna, id, { title: ' ' }), { code: 'invalid_value' })
  await test.events()
  await journeys.delete(anna, id)
  t.match(await test.events(), [
    {
      type: 'journey:deleted',
      tripId: null,
      ids: { journeyId: id },
      audience: [anna.userId, berta.userId, carl.userId]
    }
  ])
  await t.rejects(journeys.get(berta, id), { code: 'journey_not_found' })
})

t.test('people come, get another role, and go', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, carl, mallory, id, journeyContributors: people } = await journey(test)
  const roles = async () => (await people.list(anna, id)).map(({ username, role }) => `${username} ${role}`)
  t.same(await roles(), ['anna owner', 'berta editor', 'carl viewer'])
  t.notOk('email' in ((await people.list(carl, id))[0] ?? {}), 'nobody’s e-mail address is told')
  await people.add(anna, id, berta.userId, 'viewer')
  await people.setRole(anna, id, carl.userId, 'editor')
  t.same(await roles(), ['anna owner', 'berta viewer', 'carl editor'])
  await test.events()
  await people.remove(anna, id, carl.userId)
  t.match(await test.events(), [
    {
      type: 'journey:contributor:changed',
      ids: { journeyId: id, userId: carl.userId },
      audience: [anna.userId, berta.userId, carl.userId]
    }
  ])
  await people.remove(anna, id, carl.userId)
  t.same(await test.events(), [], 'who is gone cannot go again')
  await people.remove(berta, id, berta.userId)
  t.same(await roles(), ['anna owner'], 'everybody but the owner may leave')

  await t.rejects(people.setRole(anna, id, mallory.userId, 'editor'), { code: 'user_not_found' })
  await t.rejects(people.add(anna, id, 999_999, 'editor'), { code: 'user_not_found' })
  for (const attempt of [
    () => people.add(anna, id, anna.userId, 'viewer'),
    () => people.setRole(anna, id, anna.userId, 'viewer'),
    () => people.remove(anna, id, anna.userId)
  ])
    await t.rejects(attempt(), { code: 'is_owner' })
  t.same(await roles(), ['anna owner'])
})

t.test('everybody has a view of their own', async (t) => {
  const test = await testPlanner(t)
  const { anna, carl, id, journeys } = await journey(test)
  t.match(await journeys.setPreferences(carl, id, { hideSkeletons: true }), { hideSkeletons: true })
  t.match(await journeys.setPreferences(carl, id, {}), { hideSkeletons: true })
  t.match(await journeys.get(carl, id), { hide_skeletons: true })
  t.match(await journeys.get(anna, id), { hide_skeletons: false })
})

t.test('trips that ended lately are suggested, until they are in a journey', async (t) => {
  const test = await testPlanner(t)
  const { planner } = test
  const [anna, berta] = [await test.person('anna'), await test.person('berta')]
  const make = (title: string, start: number, end: number) =>
    planner.trips.create(anna, { title, start_date: inDays(start), end_date: inDays(end) })
  const lately = await make('Lately', -12, -10)
  await make('Long ago', -40, -35)
  await make('Today', -1, 0)
  await make('Soon', 2, 3)
  await planner.trips.create(anna, { title: 'Some day' })
  await planner.members.add(anna, lately.id, 'berta')
  const titles = async (trips: Promise<{ title: string }[]>) => (await trips).map(({ title }) => title)

  t.same(await titles(planner.journeys.suggestedTrips(anna)), ['Today', 'Lately'])
  t.same(await titles(planner.journeys.availableTrips(anna)), ['Soon', 'Today', 'Lately', 'Long ago', 'Some day'])
  t.same(await titles(planner.journeys.suggestedTrips(berta)), ['Lately'])
  await planner.journeys.create(berta, { title: 'Berta’s', tripIds: [lately.id] })
  t.same(await titles(planner.journeys.suggestedTrips(berta)), [])
  t.same(await titles(planner.journeys.suggestedTrips(anna)), ['Today', 'Lately'], 'what others keep is their own')
})

t.test('a public link shows what was written, to whoever has it', async (t) => {
  const test = await testPlanner(t)
  const {
    anna,
    carl,
    id,
    journeyShareLinks: links,
    journeyEntries,
    places,
    assignments,
    days,
    trip
  } = await journey(test)
  t.equal(await links.get(carl, id), null)
  const { link, isNew } = await links.create(anna, id)
  t.ok(isNew)
  t.match(link, { token: /^[\w-]{32}$/, share_timeline: true, share_gallery: true, share_map: true })
  t.same(await links.create(anna, id), { link, isNew: false }, 'there is one link')
  t.same(await links.get(carl, id), link)

  const where = { location_name: 'Fiumicino', location_lat: 41.8, location_lng: 12.25 }
  const story = { entry_date: '2027-06-10', title: 'Arrival', story: 'Hot.', mood: 'good', tags: ['plane'] }
  await journeyEntries.create(anna, id, { ...story, ...where })
  await journeyEntries.create(anna, id, { entry_date: '2027-06-11', title: 'Rest' })
  const [day] = await days.list(anna, trip.id)
  const place = await places.create(anna, trip.id, { name: 'Colosseum', lat: 41.89, lng: 12.49 })
  await assignments.create(anna, trip.id, { dayId: day?.id ?? 0, placeId: place.id })

  const seen = await links.view(link.token)
  t.match(seen, { title: 'Italy', status: 'active', stats: { entries: 2, photos: 0, places: 1 }, gallery: [] })
  t.match(seen.entries, [{ ...story, ...where }, { title: 'Rest' }])
  t.equal(seen.entries?.length, 2, 'no suggestions')
  t.notMatch(JSON.stringify(seen), /author|user|source/)

  await test.sql`update journey_share_links set share_map = false, share_gallery = false`
  const noMap = await links.view(link.token)
  t.same([noMap.gallery, noMap.map], [undefined, undefined])
  t.match(noMap.entries, [{ title: 'Arrival', location_name: 'Fiumicino' }])
  t.notMatch(JSON.stringify(noMap), 'location_lat')
  await test.sql`update journey_share_links set share_map = true, share_timeline = false`
  const onlyMap = await links.view(link.token)
  t.equal(onlyMap.entries, undefined)
  t.same(onlyMap.map, [{ entry_date: '2027-06-10', ...where }])
  await test.sql`update journey_share_links set share_map = false`
  const nothing = await links.view(link.token)
  t.same([nothing.entries, nothing.map, nothing.stats.entries], [undefined, undefined, 2])

  await links.delete(anna, id)
  await links.delete(anna, id)
  await t.rejects(links.view(link.token), { code: 'journey_not_found' })
  t.not((await links.create(anna, id)).link.token, link.token)
})

t.test('two who publish a journey at once get the same link', async (t) => {
  const test = await testPlanner(t)
  const { anna, id, journeyShareLinks: links } = await journey(test)
  const made = await Promise.all(Array.from({ length: 5 }, () => links.create(anna, id)))
  t.equal(made.filter(({ isNew }) => isNew).length, 1)
  t.equal(new Set(made.map(({ link }) => link.token)).size, 1)
})

t.test('lists hold 500 journeys, or trips to link, at most', async (t) => {
  const test = await testPlanner(t)
  const { anna, journeys } = await journey(test)
  await test.sql`insert into trips (user_id, title) select ${anna.userId}, n from generate_series(1, 500) n`
  await test.sql`with made as (
    insert into journeys (user_id, title) select ${anna.userId}, n from generate_series(1, 500) n returning id
  ) insert into journey_contributors (journey_id, user_id, role) select id, ${anna.userId}, 'owner' from made`
  t.equal((await journeys.availableTrips(anna)).length, 500)
  t.equal((await journeys.list(anna)).length, 500)
})
