import t from 'tap'
import { testPlanner, type TestPlanner } from './support/planner.ts'

async function journey(test: TestPlanner) {
  const anna = await test.person('anna')
  const { journey } = await test.planner.journeys.create(anna, { title: 'Italy' })
  const entries = test.planner.journeyEntries
  const titles = async () =>
    (await entries.list(anna, journey.id, { limit: 99, offset: 0 })).entries.map(({ title }) => title)
  await test.events()
  return { anna, id: journey.id, entries, titles }
}

t.test('an entry is written, changed and deleted', async (t) => {
  const test = await testPlanner(t)
  const { anna, id, entries, titles } = await journey(test)
  const given = {
    entry_date: '2027-06-10',
    title: 'Arrival',
    story: '# Hot',
    entry_time: '09:30',
    location_name: 'Fiumicino',
    location_lat: 41.8,
    location_lng: 12.25,
    mood: 'good',
    weather: 'hot',
    tags: ['plane'],
    pros_cons: { pros: ['gelato'], cons: [] }
  }
  const entry = await entries.create(anna, id, given)
  t.match(entry, {
    ...given,
    journey_id: id,
    author_id: anna.userId,
    type: 'entry',
    visibility: 'private',
    source_trip_id: null,
    source_trip_name: null,
    photos: []
  })
  const cleared = {
    title: null,
    story: null,
    entry_time: null,
    location_name: null,
    location_lat: null,
    location_lng: null,
    mood: null,
    weather: null,
    tags: [],
    pros_cons: null
  }
  t.match(await entries.update(anna, entry.id, { ...cleared, title: '', story: ' ' }), { ...cleared, type: 'entry' })
  t.match(await entries.update(anna, entry.id, { title: 'Rest', entry_date: '2027-06-11' }), {
    title: 'Rest',
    mood: null
  })
  await entries.delete(anna, entry.id)
  t.same(await titles(), [])
  const told = { tripId: null, ids: { journeyId: id, entryId: entry.id }, audience: [anna.userId] }
  t.match(await test.events(), [
    { type: 'journey:entry:created', ...told },
    { type: 'journey:entry:updated', ...told },
    { type: 'journey:entry:updated', ...told },
    { type: 'journey:entry:deleted', ...told }
  ])
})

t.test('entries are in order: by date, then as they came, then as they were put', async (t) => {
  const test = await testPlanner(t)
  const { anna, id, entries, titles } = await journey(test)
  const add = async (title: string, date: string, position?: number) =>
    (await entries.create(anna, id, { title, entry_date: date, sort_order: position })).id
  const b = await add('b', '2027-06-11')
  const a = await add('a', '2027-06-10')
  const c = await add('c', '2027-06-11')
  await add('first', '2027-06-11', 0)
  t.same(await titles(), ['a', 'first', 'b', 'c'])
  await entries.reorder(anna, id, [c, b])
  t.same(await titles(), ['a', 'c', 'first', 'b'], 'the others keep theirs')
  t.match(await test.events(), { 4: { type: 'journey:entries:reordered', ids: { journeyId: id } } })

  const { journey: other } = await test.planner.journeys.create(anna, { title: 'Other' })
  const foreign = await entries.create(anna, other.id, { entry_date: '2027-06-10' })
  for (const stranger of [foreign.id, 999_999])
    await t.rejects(entries.reorder(anna, id, [b, c, a, stranger]), { code: 'entry_not_found' })
  t.same(await titles(), ['a', 'c', 'first', 'b'], 'and nothing is changed')

  t.match(await entries.list(anna, id, { limit: 2, offset: 1 }), {
    entries: [{ title: 'c' }, { title: 'first' }],
    total: 4
  })
  await entries.update(anna, a, { entry_date: '2027-06-11' })
  await entries.update(anna, c, { entry_date: '2027-06-11', mood: 'good' })
  t.same(await titles(), ['c', 'first', 'b', 'a'], 'what comes to a date is the last, what is there stays')
})

t.test('the last change puts a journey first', async (t) => {
  const test = await testPlanner(t)
  const { anna, id, entries } = await journey(test)
  await test.planner.journeys.create(anna, { title: 'Later' })
  await entries.create(anna, id, { entry_date: '2027-06-10', location_name: 'Rome' })
  await entries.create(anna, id, { entry_date: '2027-06-11', location_name: 'Rome' })
  t.match(await test.planner.journeys.list(anna), [{ id, entry_count: 2, place_count: 1 }, { title: 'Later' }])
})

const refused = [
  { what: 'a day that is none', entry: { entry_date: '2027-02-30' }, code: 'invalid_date' },
  { what: 'a time that is none', entry: { entry_date: '2027-06-10', entry_time: 'noon' }, code: 'invalid_time' },
  { what: 'a latitude that is none', entry: { entry_date: '2027-06-10', location_lat: 91 }, code: 'invalid_value' },
  { what: 'a longitude that is none', entry: { entry_date: '2027-06-10', location_lng: 181 }, code: 'invalid_value' }
]

t.test('an entry is refused', async (t) => {
  const test = await testPlanner(t)
  const { anna, id, entries } = await journey(test)
  const kept = await entries.create(anna, id, { entry_date: '2027-06-10', title: 'Arrival' })
  for (const { what, entry, code } of refused) {
    await t.rejects(entries.create(anna, id, entry), { code }, what)
    await t.rejects(entries.update(anna, kept.id, entry), { code }, what)
  }
  await t.rejects(entries.update(anna, kept.id, {}), { code: 'nothing_to_update' })
  await t.rejects(entries.update(anna, 999_999, { title: 'x' }), { code: 'entry_not_found' })
  await t.rejects(entries.delete(anna, 999_999), { code: 'entry_not_found' })
  t.same((await entries.list(anna, id, { limit: 9, offset: 0 })).entries, [kept])
})
