import t from 'tap'
import { testPlanner, testTrip, type TestPlanner } from './support/planner.ts'

async function tripWithVisits(test: TestPlanner, howMany: number) {
  const trip = await testTrip(test)
  const [dayId = 0, otherDayId = 0] = trip.dayIds
  const visits: number[] = []
  for (let i = 0; i < howMany; i++) {
    visits.push((await test.planner.assignments.create(trip.anna, trip.trip.id, { dayId, placeId: trip.place.id })).id)
  }
  const order = async (day: number) => {
    const days = await test.planner.days.list(trip.anna, trip.trip.id)
    const assignments = days.find(({ id }) => id === day)?.assignments ?? []
    t.same(
      assignments.map(({ order_index: index }) => index),
      assignments.map((_, i) => i),
      'positions have no gaps'
    )
    return assignments.map(({ id }) => id)
  }
  return { ...trip, dayId, otherDayId, visits, order }
}

t.test('visits are appended, also by many callers at once', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place, dayId, order } = await tripWithVisits(test, 0)
  await Promise.all(
    Array.from({ length: 20 }, () => test.planner.assignments.create(anna, trip.id, { dayId, placeId: place.id }))
  )
  t.equal((await order(dayId)).length, 20)
})

t.test('a start time sorts the day: timed visits first', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, dayId, visits, order } = await tripWithVisits(test, 3)
  const [a = 0, b = 0, c = 0] = visits
  await test.planner.assignments.updateTime(anna, trip.id, c, { start: '14:00', end: '15:30' })
  t.same(await order(dayId), [c, a, b])
  const changed = await test.planner.assignments.updateTime(anna, trip.id, b, { start: '09:00' })
  t.match(changed, { assignment_time: '09:00', assignment_end_time: null, place: { place_time: '09:00' } })
  t.same(await order(dayId), [b, c, a])
  t.match(await test.planner.assignments.updateTime(anna, trip.id, c, { start: null }), {
    assignment_time: null,
    assignment_end_time: '15:30'
  })
  t.same(await order(dayId), [b, c, a], 'clearing does not sort')
  await t.rejects(test.planner.assignments.updateTime(anna, trip.id, a, { start: 'noon' }), { code: 'invalid_time' })
  await t.rejects(test.planner.assignments.updateTime(anna, trip.id, a, {}), { code: 'nothing_to_update' })
})

t.test('a moved visit takes its place and the others make room', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, dayId, otherDayId, visits, order } = await tripWithVisits(test, 3)
  const [a = 0, b = 0, c = 0] = visits
  await test.planner.assignments.move(anna, trip.id, a, { dayId: otherDayId, position: 0, fromDayId: dayId })
  await test.planner.assignments.move(anna, trip.id, c, { dayId: otherDayId, position: 0 })
  t.same(await order(otherDayId), [c, a])
  t.same(await order(dayId), [b])
  await test.planner.assignments.move(anna, trip.id, c, { dayId: otherDayId, position: 99 })
  t.same(await order(otherDayId), [a, c])
  await t.rejects(test.planner.assignments.move(anna, trip.id, c, { dayId, position: 0, fromDayId: dayId }), {
    code: 'assignment_not_found'
  })
  await t.rejects(test.planner.assignments.move(anna, trip.id, c, { dayId: 999_999, position: 0 }), {
    code: 'day_not_found'
  })
})

t.test('an order names some visits first; the others keep theirs', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place, dayId, otherDayId, visits, order } = await tripWithVisits(test, 4)
  const [a = 0, b = 0, c = 0, d = 0] = visits
  const { assignments } = test.planner
  t.same(await assignments.reorder(anna, trip.id, dayId, [c, a, c]), [c, a, b, d])
  await test.events()
  t.same(await assignments.reorder(anna, trip.id, dayId, [c, a]), [c, a, b, d])
  t.same(await test.events(), [], 'where nothing moves there is nothing to tell')
  const { id: elsewhere } = await assignments.create(anna, trip.id, { dayId: otherDayId, placeId: place.id })
  await t.rejects(assignments.reorder(anna, trip.id, dayId, [d, elsewhere, 999_999]), {
    code: 'assignment_not_found',
    message: new RegExp(`: ${elsewhere}, 999999$`)
  })
  t.same(await order(dayId), [c, a, b, d])
})

t.test('who takes part has to be of the trip', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, visits } = await tripWithVisits(test, 1)
  const berta = await test.person('berta')
  const [visit = 0] = visits
  await t.rejects(test.planner.assignments.setParticipants(anna, trip.id, visit, [berta.userId]), {
    code: 'foreign_reference'
  })
  await test.planner.members.add(anna, trip.id, 'berta')
  const people = await test.planner.assignments.setParticipants(anna, trip.id, visit, [
    berta.userId,
    anna.userId,
    berta.userId
  ])
  t.same(
    people.map(({ username }) => username),
    ['anna', 'berta']
  )
  t.same(await test.planner.assignments.participants(anna, trip.id, visit), people)
  t.same(await test.planner.assignments.setParticipants(anna, trip.id, visit, []), [])
})

t.test('a visit comes off its day, and only its own day', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, dayId, otherDayId, visits, order } = await tripWithVisits(test, 2)
  const [a = 0, b = 0] = visits
  await t.rejects(test.planner.assignments.delete(anna, trip.id, otherDayId, a), { code: 'assignment_not_found' })
  await test.planner.assignments.delete(anna, trip.id, dayId, a)
  t.same(await order(dayId), [b])
})
