import t from 'tap'
import { testPlanner, type TestPlanner } from './support/planner.ts'

/** Anna's trip of three days with two places, and a journey that links it; berta has a journey of her own about it. */
async function linkedTrip(test: TestPlanner) {
  const { planner } = test
  const [anna, berta] = [await test.person('anna'), await test.person('berta')]
  const trip = await planner.trips.create(anna, { title: 'Rome', start_date: '2027-06-10', end_date: '2027-06-12' })
  await planner.members.add(anna, trip.id, 'berta')
  const days = await planner.days.list(anna, trip.id)
  const [first = 0, second = 0, third = 0] = days.map(({ id }) => id)
  const colosseum = await planner.places.create(anna, trip.id, {
    name: 'Colosseum',
    lat: 41.89,
    lng: 12.49,
    address: 'Piazza del Colosseo',
    place_time: '10:00'
  })
  const forum = await planner.places.create(anna, trip.id, { name: 'Forum' })
  const { journey } = await planner.journeys.create(anna, { title: 'Italy', tripIds: [trip.id] })
  const { journey: other } = await planner.journeys.create(berta, { title: 'Berta’s', tripIds: [trip.id] })
  const entries = async (actor = anna, id = journey.id) =>
    (await planner.journeyEntries.list(actor, id, { limit: 99, offset: 0 })).entries
  const visit = async (placeId: number, dayId: number) =>
    (await planner.assignments.create(anna, trip.id, { dayId, placeId })).id
  await test.events()
  return {
    ...planner,
    anna,
    berta,
    trip,
    first,
    second,
    third,
    colosseum,
    forum,
    id: journey.id,
    other,
    entries,
    visit
  }
}

t.test('a visited place is suggested in every journey of its trip', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip, second, colosseum, id, other, entries, visit } = await linkedTrip(test)
  await visit(colosseum.id, second)
  const suggestion = {
    type: 'skeleton',
    title: 'Colosseum',
    story: null,
    source_trip_id: trip.id,
    source_place_id: colosseum.id,
    source_trip_name: 'Rome',
    entry_date: '2027-06-11',
    entry_time: '10:00',
    location_name: 'Piazza del Colosseo',
    location_lat: 41.89,
    location_lng: 12.49
  }
  t.match(await entries(), [{ ...suggestion, author_id: anna.userId }])
  t.match(await entries(berta, other.id), [{ ...suggestion, author_id: berta.userId }])
  t.match(await test.events(), [
    { type: 'journey:trip:synced', tripId: null, ids: { journeyId: id, tripId: trip.id }, audience: [anna.userId] },
    { type: 'journey:trip:synced', ids: { journeyId: other.id }, audience: [berta.userId] },
    { type: 'assignment:created' }
  ])
  await visit(colosseum.id, second)
  t.equal((await entries()).length, 1, 'once, however often it is visited')
  t.match(await test.events(), [{ type: 'assignment:created' }], 'what stays as it is is not told')
})

t.test('linking a trip suggests what is on its days, in their order', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, first, second, colosseum, forum, journeys, journeyEntries, visit } = await linkedTrip(test)
  await visit(colosseum.id, second)
  await visit(forum.id, second)
  await visit(forum.id, first)
  const { journey } = await journeys.create(anna, { title: 'Another' })
  await journeyEntries.create(anna, journey.id, { entry_date: '2027-06-10', title: 'Arrival' })
  await journeys.addTrip(anna, journey.id, trip.id)
  await journeys.addTrip(anna, journey.id, trip.id)
  t.match((await journeys.get(anna, journey.id)).entries, [
    { title: 'Arrival', sort_order: 0 },
    { title: 'Forum', entry_date: '2027-06-10', location_name: 'Forum', sort_order: 1 },
    { title: 'Colosseum', entry_date: '2027-06-11', sort_order: 0 }
  ])
  t.equal((await journeys.get(anna, journey.id)).trips[0]?.place_count, 3)
  t.match(await journeys.get(anna, journey.id), { stats: { entries: 1 } }, 'suggestions do not count')
  const mallory = await test.person('mallory')
  const foreign = await test.planner.trips.create(mallory, { title: 'Secret' })
  await t.rejects(journeys.addTrip(anna, journey.id, foreign.id), { code: 'trip_not_found' })
})

t.test('a suggestion follows its place', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, first, second, third, colosseum, assignments, days, entries, places, trips, visit } =
    await linkedTrip(test)
  const visitId = await visit(colosseum.id, first)
  await assignments.move(anna, trip.id, visitId, { dayId: third, position: 0 })
  t.match(await entries(), [{ entry_date: '2027-06-12' }])
  await assignments.updateTime(anna, trip.id, visitId, { start: '14:00' })
  t.match(await entries(), [{ entry_time: '14:00' }])
  await places.update(anna, trip.id, colosseum.id, { lat: 41.9, address: null })
  t.match(await entries(), [{ location_lat: 41.9, location_name: 'Colosseum' }])
  await days.delete(anna, trip.id, second)
  await trips.update(anna, trip.id, { start_date: '2028-01-01', end_date: '2028-01-02' })
  t.match(await entries(), [{ entry_date: '2028-01-02' }])
  await trips.update(anna, trip.id, { start_date: null, end_date: null })
  t.match(await entries(), [{ entry_date: '2028-01-02' }], 'without a date the last one stays')
  await places.updateMany(anna, trip.id, [colosseum.id], { lng: 12.5 })
  t.match(await entries(), [{ location_lng: 12.5 }])
})

t.test('a suggestion has the time of the first visit, whichever that becomes', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, first, colosseum, assignments, entries, visit } = await linkedTrip(test)
  const morning = await visit(colosseum.id, first)
  const evening = await visit(colosseum.id, first)
  await assignments.updateTime(anna, trip.id, morning, { start: '09:00' })
  await assignments.updateTime(anna, trip.id, evening, { start: '19:00' })
  t.match(await entries(), [{ entry_time: '09:00' }])
  await assignments.reorder(anna, trip.id, first, [evening, morning])
  t.match(await entries(), [{ entry_time: '19:00' }])
})

t.test('a suggestion comes back when what took it away is undone', async (t) => {
  const test = await testPlanner(t)
  const { activity, anna, trip, first, second, third, colosseum, days, entries, places, trips, visit } =
    await linkedTrip(test)
  await visit(colosseum.id, second)
  const changes: (() => Promise<unknown>)[] = [
    () => days.delete(anna, trip.id, second),
    () => trips.update(anna, trip.id, { start_date: '2027-06-10', end_date: '2027-06-10' }),
    () => places.delete(anna, trip.id, colosseum.id)
  ]
  for (const change of changes) {
    await change()
    t.same(await entries(), [])
    const [latest] = (await activity.list(anna, trip.id)).items
    await activity.undo(anna, trip.id, latest?.id ?? 0)
    t.match(await entries(), [{ title: 'Colosseum', entry_date: '2027-06-11', source_place_id: colosseum.id }])
  }
  const [latest] = (await activity.list(anna, trip.id)).items
  t.equal(latest?.type, 'place:created')
  t.same(
    (await days.list(anna, trip.id)).map(({ id }) => id),
    [first, second, third]
  )
})

t.test('a suggestion goes with the last visit of its place', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, first, second, third, colosseum, forum, assignments, days, entries, places, trips, visit } =
    await linkedTrip(test)
  const titles = async () => (await entries()).map(({ title }) => title)
  const visitId = await visit(colosseum.id, first)
  await visit(colosseum.id, second)
  await assignments.delete(anna, trip.id, first, visitId)
  t.match(await entries(), [{ entry_date: '2027-06-11' }], 'another visit keeps it')
  await days.delete(anna, trip.id, second)
  t.same(await titles(), [])
  await visit(forum.id, third)
  await trips.update(anna, trip.id, { start_date: '2027-06-10', end_date: '2027-06-10' })
  t.same(await titles(), [])
  const { place } = await places.createAndAssign(anna, trip.id, first, { name: 'Gelato' })
  t.same(await titles(), ['Gelato'])
  await places.delete(anna, trip.id, place.id)
  t.same(await titles(), [])
})

t.test('a story makes a suggestion an entry, which stays when its place leaves the plan', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, first, second, colosseum, forum, assignments, entries, places, journeyEntries, visit } =
    await linkedTrip(test)
  const visitId = await visit(colosseum.id, first)
  await visit(forum.id, second)
  const [suggestion, other] = await entries()
  const entryId = suggestion?.id ?? 0
  t.match(await journeyEntries.update(anna, entryId, { story: ' ', mood: 'good' }), { type: 'skeleton', story: null })
  t.match(await journeyEntries.update(anna, entryId, { story: 'Huge.' }), { type: 'entry', author_id: anna.userId })
  await t.rejects(journeyEntries.update(anna, entryId, { location_name: 'Elsewhere' }), { code: 'invalid_value' })

  await assignments.move(anna, trip.id, visitId, { dayId: second, position: 0 })
  await places.update(anna, trip.id, colosseum.id, { lat: 41.9 })
  t.match(await entries(), [{ entry_date: '2027-06-10', location_lat: 41.9, story: 'Huge.' }, {}])

  await assignments.delete(anna, trip.id, second, visitId)
  const gone = '_No longer in the plan of the trip “Rome”._'
  t.match(await entries(), [
    { id: entryId, type: 'entry', story: `Huge.\n\n${gone}`, source_trip_id: null, source_place_id: null },
    { title: 'Forum' }
  ])
  await journeyEntries.update(anna, other?.id ?? 0, { story: 'Ruins.' })
  await places.deleteMany(anna, trip.id, [forum.id])
  t.match(await entries(), [{}, { story: `Ruins.\n\n${gone}`, source_trip_id: null, location_name: 'Forum' }])
  await visit(colosseum.id, first)
  t.match(await entries(), [{ id: entryId }, { type: 'skeleton', title: 'Colosseum' }, {}], 'a place that comes back')
})

t.test('who writes a suggestion of another’s journey is its author', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, first, colosseum, id, entries, journeyContributors, journeyEntries, users, visit } =
    await linkedTrip(test)
  await journeyContributors.add(anna, id, berta.userId, 'editor')
  await visit(colosseum.id, first)
  const [suggestion] = await entries()
  t.match(await journeyEntries.update(berta, suggestion?.id ?? 0, { story: 'Huge.' }), { author_id: berta.userId })
  await users.delete(berta.userId)
  t.same(await entries(), [], 'what somebody wrote goes with them')
})

t.test('deleting an entry that came from a place leaves a suggestion, deleting that leaves nothing', async (t) => {
  const test = await testPlanner(t)
  const { anna, first, second, trip, id, colosseum, assignments, entries, journeyEntries, journeys, visit } =
    await linkedTrip(test)
  const visitId = await visit(colosseum.id, first)
  const [suggestion] = await entries()
  const entryId = suggestion?.id ?? 0
  await journeyEntries.update(anna, entryId, {
    title: 'Best day',
    story: 'Huge.',
    mood: 'amazing',
    weather: 'hot',
    tags: ['old'],
    pros_cons: { pros: ['size'], cons: [] },
    entry_date: '2027-12-24'
  })
  await test.events()
  await journeyEntries.delete(anna, entryId)
  t.match(await test.events(), [{ type: 'journey:entry:updated' }])
  const [again] = await entries()
  t.same(again, { ...suggestion, updated_at: again?.updated_at }, 'as it was before')

  await journeyEntries.delete(anna, entryId)
  t.match(await test.events(), [{ type: 'journey:entry:deleted' }])
  await assignments.move(anna, trip.id, visitId, { dayId: second, position: 0 })
  t.same(await entries(), [], 'it is not suggested again')
  await journeys.removeTrip(anna, id, trip.id)
  await journeys.addTrip(anna, id, trip.id)
  t.match(await entries(), [{ title: 'Colosseum' }], 'unless the trip is linked anew')
})

t.test('a trip that is unlinked or deleted takes its suggestions along, not what was written', async (t) => {
  const test = await testPlanner(t)
  const {
    anna,
    berta,
    trip,
    id,
    other,
    first,
    colosseum,
    forum,
    entries,
    journeyEntries,
    journeys,
    trips,
    users,
    visit
  } = await linkedTrip(test)
  await visit(colosseum.id, first)
  await visit(forum.id, first)
  for (const [actor, journeyId] of [
    [anna, id],
    [berta, other.id]
  ] as const) {
    const [suggestion] = await entries(actor, journeyId)
    await journeyEntries.update(actor, suggestion?.id ?? 0, { story: 'Huge.' })
  }
  await test.events()
  await journeys.removeTrip(anna, id, trip.id)
  await journeys.removeTrip(anna, id, trip.id)
  t.match(await test.events(), [{ type: 'journey:trip:removed', ids: { journeyId: id, tripId: trip.id } }])
  const left = [{ title: 'Colosseum', story: 'Huge.', source_trip_id: null, source_place_id: null }]
  t.match(await entries(), left)
  t.equal((await entries()).length, 1)
  await visit(forum.id, first)
  t.equal((await entries()).length, 1, 'and follows no more')

  await trips.delete(anna, trip.id)
  t.match(await entries(berta, other.id), left)
  t.equal((await entries(berta, other.id)).length, 1)
  t.match(
    (await test.events()).filter(({ type }) => type === 'journey:trip:removed'),
    [{ ids: { journeyId: other.id }, audience: [berta.userId] }]
  )

  const again = await trips.create(anna, { title: 'Again' })
  await test.planner.members.add(anna, again.id, 'berta')
  const [day] = await test.planner.days.list(anna, again.id)
  await test.planner.places.createAndAssign(anna, again.id, day?.id ?? 0, { name: 'Gelato' })
  await journeys.addTrip(berta, other.id, again.id)
  t.equal((await entries(berta, other.id)).length, 2)
  await users.delete(anna.userId)
  t.match(await entries(berta, other.id), left, 'an account that goes takes its trips along')
  t.equal((await entries(berta, other.id)).length, 1)
})

t.test('a journey follows a trip only as long as one of its people reaches it', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip, first, other, colosseum, entries, visit, ...planner } = await linkedTrip(test)
  const { members, journeys, journeyContributors, journeyEntries, activity, users } = planner
  await visit(colosseum.id, first)
  const linked = async () => (await journeys.get(berta, other.id)).trips.length
  const seen = async () => [await linked(), (await entries(berta, other.id)).length]
  const link = async () => {
    if (!(await members.list(anna, trip.id)).members.some(({ id }) => id === berta.userId))
      await members.add(anna, trip.id, 'berta')
    await journeys.addTrip(berta, other.id, trip.id)
    t.same(await seen(), [1, 1])
    await test.events()
  }

  await link()
  await members.remove(anna, trip.id, berta.userId)
  t.same(await seen(), [0, 0], 'who is removed from a trip')
  t.match(
    (await test.events()).filter(({ type }) => type === 'journey:trip:removed'),
    [{ ids: { journeyId: other.id, tripId: trip.id }, audience: [berta.userId] }]
  )
  await link()
  await members.remove(berta, trip.id, berta.userId)
  t.same(await seen(), [0, 0], 'who leaves it')
  await link()
  const [added] = (await activity.list(anna, trip.id, { kinds: ['member'] })).items
  await activity.undo(anna, trip.id, added?.id ?? 0)
  t.same(await seen(), [0, 0], 'whose joining is undone')

  await journeyContributors.add(berta, other.id, anna.userId, 'editor')
  await link()
  await members.remove(anna, trip.id, berta.userId)
  t.same(await seen(), [1, 1], 'anna is in the journey')
  const [suggestion] = await entries(berta, other.id)
  await journeyEntries.update(berta, suggestion?.id ?? 0, { story: 'Huge.' })
  await journeyContributors.remove(anna, other.id, anna.userId)
  t.equal(await linked(), 0, 'who leaves the journey takes their trips along')
  t.match(await entries(berta, other.id), [{ story: 'Huge.', source_trip_id: null }])

  const carl = await test.person('carl')
  await journeyContributors.add(berta, other.id, carl.userId, 'editor')
  await members.add(anna, trip.id, 'carl')
  await journeys.addTrip(carl, other.id, trip.id)
  t.equal(await linked(), 1)
  await users.delete(carl.userId)
  t.equal(await linked(), 0, 'an account that goes')
})

t.test('a visit made while its trip is being linked is suggested all the same', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, first, journeys, places } = await linkedTrip(test)
  const { journey } = await journeys.create(anna, { title: 'Another' })
  const names = Array.from({ length: 12 }, (_, i) => `Place ${i}`)
  await Promise.all([
    ...names.map((name) => places.createAndAssign(anna, trip.id, first, { name })),
    journeys.addTrip(anna, journey.id, trip.id)
  ])
  const { entries } = await journeys.get(anna, journey.id)
  t.same(entries.map(({ title }) => title ?? '').toSorted(), names.toSorted())
})
