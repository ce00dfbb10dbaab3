import t from 'tap'
import { testPlanner, testTrip } from './support/planner.ts'

const shape = (days: { id: number; day_number: number; date: string | null }[]) =>
  days.map(({ id, day_number: number, date }) => [number, id, date])

t.test('days are positions: the first day gets the first date, what is too many goes', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place, dayIds } = await testTrip(test)
  const { planner } = test
  const [a = 0, b = 0, c = 0, d = 0] = dayIds
  const kept = await planner.assignments.create(anna, trip.id, { dayId: a, placeId: place.id })
  await planner.assignments.create(anna, trip.id, { dayId: d, placeId: place.id })
  await planner.trips.update(anna, trip.id, { start_date: '2027-06-12' })
  const days = await planner.days.list(anna, trip.id)
  t.same(shape(days), [
    [1, a, '2027-06-12'],
    [2, b, '2027-06-13'],
    [3, c, '2027-06-14']
  ])
  t.same(
    days.flatMap(({ assignments }) => assignments.map(({ id }) => id)),
    [kept.id]
  )
})

t.test('a longer trip uses undated days first and makes the rest', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, dayIds } = await testTrip(test)
  const { planner } = test
  const undated = await planner.days.create(anna, trip.id)
  await planner.trips.update(anna, trip.id, { end_date: '2027-06-16' })
  const days = await planner.days.list(anna, trip.id)
  t.same(
    days.map(({ date }) => date),
    ['2027-06-10', '2027-06-11', '2027-06-12', '2027-06-13', '2027-06-14', '2027-06-15', '2027-06-16']
  )
  t.same(
    days.slice(0, 6).map(({ id }) => id),
    [...dayIds, undated.id]
  )
})

t.test('undated days left over stay at the end if something is on them', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, dayIds } = await testTrip(test)
  const { planner } = test
  await planner.days.create(anna, trip.id)
  const noted = await planner.days.create(anna, trip.id)
  await planner.dayNotes.create(anna, trip.id, noted.id, { text: 'Perhaps' })
  await planner.trips.update(anna, trip.id, { start_date: '2027-07-01', end_date: '2027-07-05' })
  t.same(shape(await planner.days.list(anna, trip.id)), [
    ...dayIds.map((id, i) => [i + 1, id, `2027-07-0${i + 1}`]),
    [6, noted.id, null]
  ])
})

t.test('without dates every day stays, undated; with dates again they are used', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, dayIds } = await testTrip(test)
  const { planner } = test
  t.match(await planner.trips.update(anna, trip.id, { start_date: null, end_date: null }), {
    start_date: null,
    day_count: 5
  })
  t.same(
    shape(await planner.days.list(anna, trip.id)),
    dayIds.map((id, i) => [i + 1, id, null])
  )
  await planner.trips.update(anna, trip.id, { start_date: '2027-08-01', end_date: '2027-08-02' })
  t.same(
    shape(await planner.days.list(anna, trip.id)),
    dayIds.slice(0, 2).map((id, i) => [i + 1, id, `2027-08-0${i + 1}`])
  )
})

t.test('shifting by one day moves dates through each other without a clash', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, dayIds } = await testTrip(test)
  await test.planner.trips.update(anna, trip.id, { start_date: '2027-06-11', end_date: '2027-06-15' })
  t.same(
    shape(await test.planner.days.list(anna, trip.id)),
    dayIds.map((id, i) => [i + 1, id, `2027-06-1${i + 1}`])
  )
})
