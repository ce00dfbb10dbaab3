import t from 'tap'
import { testPlanner, testTrip } from './support/planner.ts'

t.test('a title is set and cleared, the notes stay', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await testTrip(test)
  const { planner } = test
  const day = await planner.days.create(anna, trip.id, { notes: 'kept' })
  t.match(await planner.days.updateTitle(anna, trip.id, day.id, 'Arrival'), {
    title: 'Arrival',
    notes: 'kept',
    day_number: 6
  })
  t.match(await planner.days.updateTitle(anna, trip.id, day.id, null), { title: null, notes: 'kept' })
})

t.test('a new day’s date has to be real, free and inside the trip', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, dayIds } = await testTrip(test)
  const { planner } = test
  await t.rejects(planner.days.create(anna, trip.id, { date: '2027-06-31' }), { code: 'invalid_date' })
  await t.rejects(planner.days.create(anna, trip.id, { date: '2027-06-10' }), { code: 'date_taken' })
  await t.rejects(planner.days.create(anna, trip.id, { date: '2027-06-20' }), { code: 'invalid_range' })
  await planner.days.delete(anna, trip.id, dayIds[4] ?? 0)
  t.match(await planner.days.create(anna, trip.id, { date: '2027-06-14' }), { date: '2027-06-14', day_number: 5 })
  await planner.days.delete(anna, trip.id, dayIds[1] ?? 0)
  await planner.days.create(anna, trip.id)
  t.match(await planner.days.create(anna, trip.id, { date: '2027-06-11' }), { date: '2027-06-11', day_number: 2 })
  t.same(
    (await planner.days.list(anna, trip.id)).map(({ date }) => date),
    ['2027-06-10', '2027-06-11', '2027-06-12', '2027-06-13', '2027-06-14', null],
    'where its date belongs'
  )
})

t.test('a trip has no more days than there can be, with dates or without', async (t) => {
  const test = await testPlanner(t)
  const anna = await test.person('anna')
  const year = await test.planner.trips.create(anna, { title: 'x', start_date: '2027-01-01', end_date: '2027-12-31' })
  await t.rejects(test.planner.days.create(anna, year.id), { code: 'invalid_range', message: /at most 365 days/ })
  t.equal((await test.planner.trips.get(anna, year.id)).day_count, 365)
})

t.test('a deleted day takes what is on it along, and later days move up', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place, dayIds } = await testTrip(test)
  const { planner } = test
  const [first = 0, second = 0, ...others] = dayIds
  await planner.assignments.create(anna, trip.id, { dayId: second, placeId: place.id })
  await planner.days.delete(anna, trip.id, second)
  const days = await planner.days.list(anna, trip.id)
  t.same(
    days.map(({ id, day_number: number }) => [id, number]),
    [first, ...others].map((id, i) => [id, i + 1])
  )
  t.equal(days[1]?.date, '2027-06-12', 'dates stay where they are')
  t.same(
    days.flatMap(({ assignments }) => assignments),
    []
  )
})

t.test('days of another trip are not found', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place } = await testTrip(test)
  const { planner } = test
  const other = await planner.trips.create(anna, { title: 'Other' })
  const [foreign] = await planner.days.list(anna, other.id)
  const dayId = foreign?.id ?? 0
  const attempts: (() => Promise<unknown>)[] = [
    () => planner.days.updateTitle(anna, trip.id, dayId, 'x'),
    () => planner.days.delete(anna, trip.id, dayId),
    () => planner.dayNotes.create(anna, trip.id, dayId, { text: 'x' }),
    () => planner.assignments.create(anna, trip.id, { dayId, placeId: place.id }),
    () => planner.places.createAndAssign(anna, trip.id, dayId, { name: 'x' })
  ]
  for (const attempt of attempts) await t.rejects(attempt(), { code: 'day_not_found' })
  t.equal((await planner.places.list(anna, trip.id)).length, 1, 'createAndAssign made no place either')
})

t.test('notes on a day', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, dayIds } = await testTrip(test)
  const { planner } = test
  const [dayId = 0, otherDayId = 0] = dayIds
  const note = await planner.dayNotes.create(anna, trip.id, dayId, { text: '  Bring water ', time: 'morning' })
  t.match(note, { text: 'Bring water', time: 'morning', icon: '📝', sort_order: 9999, day_id: dayId, trip_id: trip.id })
  t.match(await planner.dayNotes.update(anna, trip.id, dayId, note.id, { time: null, icon: '💧' }), {
    text: 'Bring water',
    time: null,
    icon: '💧'
  })
  await t.rejects(planner.dayNotes.create(anna, trip.id, dayId, { text: '   ' }), { code: 'invalid_value' })
  await t.rejects(planner.dayNotes.update(anna, trip.id, otherDayId, note.id, { text: 'x' }), {
    code: 'note_not_found'
  })
  await t.rejects(planner.dayNotes.delete(anna, trip.id, otherDayId, note.id), { code: 'note_not_found' })
  await t.rejects(planner.dayNotes.update(anna, trip.id, dayId, note.id, {}), { code: 'nothing_to_update' })
  await planner.dayNotes.delete(anna, trip.id, dayId, note.id)
  t.same(await planner.dayNotes.list(anna, trip.id, dayId), [])
})
