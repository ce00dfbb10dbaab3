import t from 'tap'
import { testBookings } from './support/bookings.ts'

const test = await testBookings(t)
const { anna, planner } = test
const { transports } = planner

const from = { role: 'from' as const, sequence: 0, name: 'London', code: 'lhr' }
const to = { role: 'to' as const, sequence: 2, name: 'Rome', code: 'FCO' }
const flight = {
  type: 'flight' as const,
  title: 'To Rome',
  reservation_time: '2027-06-10T21:30',
  reservation_end_time: '2027-06-11T01:05',
  metadata: { airline: 'BA', flight_number: 'BA552' }
}

t.test('endpoints take place and zone from the airports of their codes', async (t) => {
  const { tripId, a, b } = await test.trip()
  await test.events()
  const booking = await transports.create(anna, tripId, {
    ...flight,
    confirmation_number: 'XY12',
    endpoints: [
      { ...to, local_date: '2027-06-11', local_time: '01:05' },
      { ...from, local_date: '2027-06-10', local_time: '21:30' },
      { role: 'stop', sequence: 1, name: 'Milan', code: 'LIN', lat: 45.5, lng: 9.3, timezone: 'Europe/Vaduz' }
    ]
  })
  t.match(booking, {
    type: 'flight',
    status: 'pending',
    day_id: a,
    end_day_id: b,
    reservation_time: '2027-06-10T21:30',
    reservation_end_time: '2027-06-11T01:05',
    metadata: { airline: 'BA', flight_number: 'BA552' },
    endpoints: [
      { role: 'from', code: 'LHR', timezone: 'Europe/London', local_time: '21:30', local_date: '2027-06-10' },
      { role: 'stop', code: 'LIN', lat: 45.5, lng: 9.3, timezone: 'Europe/Vaduz', local_time: null },
      { role: 'to', code: 'FCO', timezone: 'Europe/Rome' }
    ]
  })
  const [london] = booking.endpoints
  t.ok(Math.abs((london?.lat ?? 0) - 51.47) < 0.01, 'Heathrow')
  t.match(await test.events(), [{ type: 'reservation:created', ids: { reservationId: booking.id } }])
})

const days: { name: string; given: object; on: ['a' | 'b' | 'c' | null, 'a' | 'b' | 'c' | 'd' | null] }[] = [
  { name: 'its times', given: { reservation_time: '2027-06-11', reservation_end_time: '2027-06-13' }, on: ['b', 'd'] },
  {
    name: 'its departure, when nothing is known of its arrival',
    given: { reservation_time: '2027-06-11' },
    on: ['b', 'b']
  },
  {
    name: 'its endpoints',
    given: {
      endpoints: [
        { ...from, local_date: '2027-06-11' },
        { ...to, local_date: '2027-06-12' }
      ]
    },
    on: ['b', 'c']
  },
  { name: 'no day', given: {}, on: [null, null] }
]

for (const { name, given, on } of days) {
  t.test(`transport is on the days of ${name}`, async (t) => {
    const world = await test.trip()
    const booking = await transports.create(anna, world.tripId, { type: 'train', title: 'x', ...given })
    t.same(
      [booking.day_id, booking.end_day_id],
      on.map((day) => day && world[day])
    )
  })
}

t.test('given days count before times', async (t) => {
  const { tripId, c, d } = await test.trip()
  t.match(await transports.create(anna, tripId, { ...flight, start_day_id: c, end_day_id: d }), {
    day_id: c,
    end_day_id: d
  })
})

t.test('endpoints and metadata are replaced as a whole, the price stays', async (t) => {
  const { tripId, c } = await test.trip()
  const { id } = await transports.create(anna, tripId, { ...flight, price: 99, endpoints: [from, to] })
  t.match(await transports.update(anna, tripId, id, { status: 'confirmed', needs_review: true }), {
    status: 'confirmed',
    needs_review: true,
    endpoints: [{ code: 'LHR' }, { code: 'FCO' }]
  })
  const updated = await transports.update(anna, tripId, id, { metadata: { seat: '12A' }, endpoints: [from] })
  t.same(updated.metadata, { seat: '12A', price: '99' })
  t.equal(updated.endpoints.length, 1)
  t.same((await transports.update(anna, tripId, id, { endpoints: [], metadata: null })).endpoints, [])
  t.match(
    await transports.update(anna, tripId, id, { reservation_time: '2027-06-12T08:00', reservation_end_time: null }),
    { day_id: c, reservation_end_time: null, metadata: { price: '99' } }
  )
  t.match(await transports.update(anna, tripId, id, { type: 'train', start_day_id: null }), {
    type: 'train',
    day_id: null
  })
  await t.rejects(transports.update(anna, tripId, id, {}), { code: 'nothing_to_update' })
})

const wrong: { name: string; given: object; code: string }[] = [
  {
    name: 'an endpoint that is nowhere',
    given: { endpoints: [{ ...from, code: 'QQQ' }] },
    code: 'unresolved_endpoint'
  },
  {
    name: 'half a coordinate',
    given: { endpoints: [{ ...from, code: undefined, lat: 1 }] },
    code: 'unresolved_endpoint'
  },
  { name: 'a place beyond the poles', given: { endpoints: [{ ...from, lat: 91, lng: 0 }] }, code: 'invalid_value' },
  { name: 'a local time in words', given: { endpoints: [{ ...from, local_time: 'noon' }] }, code: 'invalid_time' },
  {
    name: 'a local date that does not exist',
    given: { endpoints: [{ ...from, local_date: '2027-02-30' }] },
    code: 'invalid_date'
  },
  { name: 'an end before the start', given: { reservation_end_time: '2027-06-08T10:00' }, code: 'invalid_range' },
  { name: 'a day of no trip', given: { start_day_id: 999_999 }, code: 'foreign_reference' }
]

for (const { name, given, code } of wrong) {
  t.test(`refuses ${name} and keeps nothing`, async (t) => {
    const { tripId } = await test.trip()
    await t.rejects(transports.create(anna, tripId, { ...flight, ...given }), { code }, 'at first')
    const { id } = await transports.create(anna, tripId, flight)
    const before = await planner.reservations.list(anna, tripId)
    await t.rejects(transports.update(anna, tripId, id, given), { code }, 'and later')
    t.same(await planner.reservations.list(anna, tripId), before)
  })
}

t.test('beyond the date line one arrives the day before', async (t) => {
  const { tripId } = await test.trip()
  const times = { reservation_time: '2027-06-11T01:00', reservation_end_time: '2027-06-10T16:00' }
  t.match(await transports.create(anna, tripId, { ...flight, ...times }), times)
})

t.test('other bookings are no transport, and transport stays it', async (t) => {
  const { tripId } = await test.trip()
  const other = await test.elsewhere()
  const dinner = await planner.reservations.create(anna, tripId, { title: 'Dinner', type: 'restaurant' })
  const { id } = await transports.create(anna, tripId, flight)
  await t.rejects(transports.update(anna, tripId, dinner.id, { type: 'train' }), { code: 'not_transport' })
  await t.rejects(transports.delete(anna, tripId, dinner.id), { code: 'not_transport', message: /delete_reservation/ })
  await t.rejects(transports.update(anna, tripId, other.bookingId, { title: 'x' }), { code: 'transport_not_found' })
  await t.rejects(transports.delete(anna, tripId, other.bookingId), { code: 'transport_not_found' })
  await t.rejects(planner.reservations.update(anna, tripId, id, { type: 'tour' }), { code: 'invalid_value' })
  t.match(await planner.reservations.update(anna, tripId, id, { status: 'confirmed' }), { status: 'confirmed' })
  await transports.delete(anna, tripId, id)
  t.match(await planner.reservations.list(anna, tripId), [{ title: 'Dinner' }])
})

t.test('a stranger finds no transport', async (t) => {
  const { tripId } = await test.trip()
  const { id } = await transports.create(anna, tripId, flight)
  const mallory = await test.person('mallory')
  await t.rejects(transports.create(mallory, tripId, flight), { code: 'trip_not_found' })
  await t.rejects(transports.update(mallory, tripId, id, { title: 'x' }), { code: 'trip_not_found' })
  await t.rejects(transports.delete(mallory, tripId, id), { code: 'trip_not_found' })
  t.match(await planner.reservations.list(anna, tripId), [{ title: 'To Rome' }])
})
