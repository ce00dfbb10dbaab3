import t from 'tap'
import { testBookings } from './support/bookings.ts'

const test = await testBookings(t)
const { anna, planner } = test

/** A trip with a dinner on its fourth day, a flight from the first to the second and a stay over the last two. */
async function busyTrip() {
  const world = await test.trip()
  const { tripId, d, e, placeId } = world
  const dinner = await planner.reservations.create(anna, tripId, {
    title: 'Dinner',
    type: 'restaurant',
    reservation_time: '2027-06-13T19:30'
  })
  const flight = await planner.transports.create(anna, tripId, {
    title: 'Flight',
    type: 'flight',
    reservation_time: '2027-06-10T21:30',
    reservation_end_time: '2027-06-11T01:05',
    endpoints: [
      { role: 'from', sequence: 0, name: 'London', code: 'LHR', local_date: '2027-06-10', local_time: '21:30' },
      { role: 'to', sequence: 1, name: 'Rome', code: 'FCO', local_date: '2027-06-11', local_time: '01:05' }
    ]
  })
  const stay = await planner.stays.create(anna, tripId, { place_id: placeId, start_day_id: d, end_day_id: e })
  const booking = async (title: string) =>
    (await planner.reservations.list(anna, tripId)).find((one) => one.title === title)
  return { ...world, dinner, flight, stay, booking, stays: () => planner.stays.list(anna, tripId) }
}

t.test('bookings keep their dates when the first days go', async (t) => {
  const { tripId, a, b, c, booking, stays } = await busyTrip()
  await planner.trips.update(anna, tripId, { start_date: '2027-06-12' })
  t.match(await booking('Dinner'), { day_id: b, reservation_time: '2027-06-13T19:30' }, '13 June is the second day now')
  t.match(await stays(), [{ start_day_id: b, end_day_id: c }], 'a stay whose days remain is not lost')
  t.match(await booking('Hotel Roma'), { day_id: b, reservation_time: '2027-06-13' })
  t.match(
    await booking('Flight'),
    { day_id: a, end_day_id: b, reservation_time: '2027-06-10T21:30' },
    'what has no day any more stays where it is'
  )
})

t.test('transport keeps the dates of its endpoints, where it has no other', async (t) => {
  const { tripId, a, b, c } = await test.trip()
  const at = (role: 'from' | 'to', sequence: number, local_date: string) => {
    return { role, sequence, name: role, lat: 41.9, lng: 12.5, local_date }
  }
  const endpoints = [at('from', 0, '2027-06-12'), at('to', 1, '2027-06-13')]
  const { id } = await planner.transports.create(anna, tripId, { type: 'train', title: 'Night train', endpoints })
  await planner.trips.update(anna, tripId, { start_date: '2027-06-11' })
  t.match(await planner.reservations.list(anna, tripId), [{ day_id: b, end_day_id: c }])
  const later = [at('from', 0, '2027-06-11'), at('to', 1, '2027-06-12')]
  const moved = await planner.transports.update(anna, tripId, id, { endpoints: later })
  t.match(moved, { day_id: a, end_day_id: b }, 'and goes where new ones say')
  const placed = await planner.transports.update(anna, tripId, id, { endpoints, start_day_id: a, end_day_id: a })
  t.match(placed, { day_id: a, end_day_id: a }, 'unless days are given too')
})

t.test('positions on days that a booking has left are forgotten', async (t) => {
  const { tripId, b, d, dinner, booking } = await busyTrip()
  await planner.reservations.reorder(anna, tripId, [{ id: dinner.id, day_plan_position: 2 }], d)
  await planner.trips.update(anna, tripId, { start_date: '2027-06-12' })
  t.match(await booking('Dinner'), { day_id: b, day_positions: null })
})

t.test('bookings whose days go keep existing, stays do not', async (t) => {
  const { tripId, a, booking, stays } = await busyTrip()
  await planner.trips.update(anna, tripId, { end_date: '2027-06-11' })
  t.match(await booking('Dinner'), { day_id: null, reservation_time: '2027-06-13T19:30' })
  t.same(await stays(), [])
  t.match(await booking('Hotel Roma'), { day_id: null, accommodation_id: null })
  t.match(await booking('Flight'), { day_id: a })
})

t.test('a stay of which only one date is left stays on its rows', async (t) => {
  const { tripId, c, e, stay, booking, stays } = await busyTrip()
  await planner.stays.update(anna, tripId, stay.id, { start_day_id: c })
  await planner.trips.update(anna, tripId, { start_date: '2027-06-13', end_date: '2027-06-17' })
  t.match(await stays(), [{ start_day_id: c, end_day_id: e }])
  t.match(await booking('Hotel Roma'), { day_id: c, reservation_time: '2027-06-15' }, 'and its booking with it')
})

t.test('with shift_all bookings keep their days and get new dates', async (t) => {
  const { tripId, a, b, d, e, booking, stays } = await busyTrip()
  const dates = { start_date: '2027-07-01', end_date: '2027-07-05', date_shift_mode: 'shift_all' as const }
  await planner.trips.update(anna, tripId, dates)
  t.match(await booking('Dinner'), { day_id: d, reservation_time: '2027-07-04T19:30' })
  t.match(await booking('Flight'), {
    day_id: a,
    end_day_id: b,
    reservation_time: '2027-07-01T21:30',
    reservation_end_time: '2027-07-02T01:05',
    endpoints: [
      { local_date: '2027-07-01', local_time: '21:30' },
      { local_date: '2027-07-02', local_time: '01:05' }
    ]
  })
  t.match(await stays(), [{ start_day_id: d, end_day_id: e }])
  t.match(await booking('Hotel Roma'), { day_id: d, reservation_time: '2027-07-04' })
})

t.test('a time without a date stays on its row, whatever the mode', async (t) => {
  for (const mode of ['keep_bookings', 'shift_all'] as const) {
    const { tripId, b } = await test.trip()
    const museum = { title: 'Museum', type: 'activity' as const, day_id: b, reservation_time: '10:00' }
    await planner.reservations.create(anna, tripId, museum)
    await planner.trips.update(anna, tripId, { start_date: '2027-06-12', date_shift_mode: mode })
    t.match(await planner.reservations.list(anna, tripId), [{ day_id: b, reservation_time: '10:00' }], mode)
  }
})

t.test('a trip that gets dates takes its dated bookings to their days', async (t) => {
  const { id: tripId } = await planner.trips.create(anna, { title: 'Some day' })
  const days = await planner.days.list(anna, tripId)
  const opera = { title: 'Opera', type: 'event' as const, reservation_time: '2027-06-11T20:00' }
  await planner.reservations.create(anna, tripId, opera)
  await planner.trips.update(anna, tripId, { start_date: '2027-06-10', end_date: '2027-06-12' })
  t.match(await planner.reservations.list(anna, tripId), [{ day_id: days[1]?.id }])
})

t.test('without dates bookings and stays are where they were', async (t) => {
  const { tripId, d, e, booking, stays } = await busyTrip()
  await planner.trips.update(anna, tripId, { start_date: null, end_date: null })
  t.match(await booking('Dinner'), { day_id: d, reservation_time: '2027-06-13T19:30' })
  t.match(await stays(), [{ start_day_id: d, end_day_id: e }])
})

t.test('an undated day with a stay on it is kept', async (t) => {
  const { tripId, placeId, dayIds } = await test.trip()
  const spare = await planner.days.create(anna, tripId)
  const last = await planner.days.create(anna, tripId)
  await planner.days.create(anna, tripId)
  await planner.stays.create(anna, tripId, { place_id: placeId, start_day_id: spare.id, end_day_id: last.id })
  await planner.trips.update(anna, tripId, { start_date: '2027-07-01', end_date: '2027-07-05' })
  t.same(
    (await planner.days.list(anna, tripId)).map(({ id }) => id),
    [...dayIds, spare.id, last.id]
  )
})

t.test('a mode alone changes nothing', async (t) => {
  const { tripId } = await test.trip()
  await t.rejects(planner.trips.update(anna, tripId, { date_shift_mode: 'shift_all' }), { code: 'nothing_to_update' })
})

t.test('a copy has the stays and bookings, tied to what was copied', async (t) => {
  const { tripId, d, dinner, placeId } = await busyTrip()
  const visit = await planner.assignments.create(anna, tripId, { dayId: d, placeId })
  const changes = { assignment_id: visit.id, place_id: placeId, price: 50 }
  await planner.reservations.update(anna, tripId, dinner.id, changes, { withExpense: true })
  await planner.reservations.reorder(anna, tripId, [{ id: dinner.id, day_plan_position: 3 }], d)
  const copy = await planner.trips.copy(anna, tripId)
  const days = await planner.days.list(anna, copy.id)
  const [, , , fourth, fifth] = days
  const [stay] = await planner.stays.list(anna, copy.id)
  t.match(stay, { start_day_id: fourth?.id, end_day_id: fifth?.id, place_name: 'Hotel Roma' })
  const bookings = await planner.reservations.list(anna, copy.id)
  t.equal(bookings.length, 3)
  const copied = (title: string) => bookings.find((booking) => booking.title === title)
  t.match(copied('Hotel Roma'), { accommodation_id: stay?.id, status: 'confirmed', reservation_time: '2027-06-13' })
  t.match(copied('Flight'), { day_id: days[0]?.id, endpoints: [{ code: 'LHR' }, { code: 'FCO' }] })
  t.match(copied('Dinner'), {
    day_id: fourth?.id,
    assignment_id: fourth?.assignments[0]?.id,
    day_positions: { [fourth?.id ?? 0]: 3 },
    metadata: { price: '50' }
  })
  t.not(copied('Dinner')?.place_id, placeId)
  t.match(await planner.budget.list(anna, copy.id), [{ name: 'Dinner', reservation_id: copied('Dinner')?.id }])
})
