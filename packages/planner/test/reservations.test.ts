import t from 'tap'
import { testBookings } from './support/bookings.ts'

const test = await testBookings(t)
const { anna, planner } = test
const { reservations } = planner

t.test('a booking begins pending, on the day of its date', async (t) => {
  const { tripId, c, placeId } = await test.trip()
  const visit = await planner.assignments.create(anna, tripId, { dayId: c, placeId })
  await test.events()
  const booking = await reservations.create(anna, tripId, {
    title: ' Dinner ',
    type: 'restaurant',
    reservation_time: '2027-06-12T19:30:00',
    location: 'Trastevere',
    confirmation_number: 'R7',
    notes: 'Terrace',
    url: 'https://example.org/r7',
    place_id: placeId,
    assignment_id: visit.id
  })
  t.match(booking, {
    trip_id: tripId,
    type: 'restaurant',
    status: 'pending',
    title: 'Dinner',
    day_id: c,
    end_day_id: null,
    day_number: 3,
    place_id: placeId,
    place_name: 'Hotel Roma',
    assignment_id: visit.id,
    accommodation_id: null,
    reservation_time: '2027-06-12T19:30',
    location: 'Trastevere',
    confirmation_number: 'R7',
    notes: 'Terrace',
    url: 'https://example.org/r7',
    metadata: null,
    endpoints: [],
    day_positions: null,
    needs_review: false
  })
  t.match(await test.events(), [{ type: 'reservation:created', tripId, ids: { reservationId: booking.id } }])
})

const days: { name: string; given: { reservation_time?: string; day?: 'b' }; on: 'a' | 'b' | 'd' | 'e' | null }[] = [
  { name: 'the day of its date', given: { reservation_time: '2027-06-13' }, on: 'd' },
  { name: 'the nearest day, before the trip', given: { reservation_time: '2027-06-01T08:00' }, on: 'a' },
  { name: 'the nearest day, after the trip', given: { reservation_time: '2027-07-01' }, on: 'e' },
  { name: 'the given day, whatever its date', given: { reservation_time: '2027-06-13', day: 'b' }, on: 'b' },
  { name: 'no day, with only a time', given: { reservation_time: '19:30' }, on: null }
]

for (const { name, given, on } of days) {
  t.test(`a booking is on ${name}`, async (t) => {
    const world = await test.trip()
    const { day, ...time } = given
    const booking = await reservations.create(anna, world.tripId, {
      title: 'Tour',
      type: 'tour',
      ...time,
      ...(day && { day_id: world[day] })
    })
    t.equal(booking.day_id, on && world[on])
  })
}

t.test('a trip without dates has no day for a date', async (t) => {
  const { id } = await planner.trips.create(anna, { title: 'Some day' })
  const booking = await reservations.create(anna, id, { title: 'x', type: 'other', reservation_time: '2027-06-10' })
  t.equal(booking.day_id, null)
})

t.test('a hotel with a place and two days gets its stay', async (t) => {
  const { tripId, a, b, placeId } = await test.trip()
  await test.events()
  const booking = await reservations.create(anna, tripId, {
    title: 'Two nights',
    type: 'hotel',
    confirmation_number: 'H1',
    place_id: placeId,
    start_day_id: a,
    end_day_id: b,
    check_in: '14:00'
  })
  t.match(booking, {
    status: 'pending',
    day_id: a,
    accommodation_place_id: placeId,
    accommodation_start_day_id: a,
    accommodation_end_day_id: b,
    metadata: { check_in_time: '14:00' }
  })
  t.match(await planner.stays.list(anna, tripId), [
    { id: booking.accommodation_id, confirmation: 'H1', check_in: '14:00', reservation_title: 'Two nights' }
  ])
  t.same(
    (await test.events()).map(({ type }) => type),
    ['reservation:created', 'accommodation:created']
  )
})

t.test('a stay can be given to a hotel booking later, and changed', async (t) => {
  const { tripId, a, b, c, placeId } = await test.trip()
  const { id } = await reservations.create(anna, tripId, { title: 'Roma', type: 'hotel', confirmation_number: 'H2' })
  await test.events()
  const linked = await reservations.linkHotel(anna, tripId, id, {
    place_id: placeId,
    start_day_id: a,
    end_day_id: b,
    check_in: '14:00',
    check_out: '10:00'
  })
  t.match(linked, { accommodation_name: 'Hotel Roma', day_id: a, metadata: { check_in_time: '14:00' } })
  t.same(
    (await test.events()).map(({ type }) => type),
    ['reservation:updated', 'accommodation:created']
  )
  await reservations.linkHotel(anna, tripId, id, {
    place_id: placeId,
    start_day_id: b,
    end_day_id: c,
    check_in: '16:00'
  })
  t.match(
    await planner.stays.list(anna, tripId),
    [{ start_day_id: b, end_day_id: c, check_in: '16:00', check_out: '10:00', confirmation: 'H2' }],
    'what is left out stays, and there is still one stay'
  )
  t.same(
    (await test.events()).map(({ type }) => type),
    ['reservation:updated', 'accommodation:updated']
  )
  const dinner = await reservations.create(anna, tripId, { title: 'Dinner', type: 'restaurant' })
  const stay = { place_id: placeId, start_day_id: a, end_day_id: b }
  await t.rejects(reservations.linkHotel(anna, tripId, dinner.id, stay), { code: 'not_hotel' })
})

t.test('changes are partial, null clears, and a new date moves the booking', async (t) => {
  const { tripId, b, d, placeId } = await test.trip()
  const { id } = await reservations.create(anna, tripId, {
    title: 'Tour',
    type: 'tour',
    day_id: b,
    place_id: placeId,
    notes: 'Bring water'
  })
  t.match(await reservations.update(anna, tripId, id, { status: 'confirmed' }), { status: 'confirmed', day_id: b })
  t.match(await reservations.update(anna, tripId, id, { reservation_time: '2027-06-13T09:00' }), { day_id: d })
  t.match(await reservations.update(anna, tripId, id, { place_id: null, notes: null }), {
    title: 'Tour',
    place_id: null,
    notes: null,
    day_id: d,
    reservation_time: '2027-06-13T09:00'
  })
  t.match(await reservations.update(anna, tripId, id, { reservation_time: null }), {
    reservation_time: null,
    day_id: d
  })
  t.match(await reservations.update(anna, tripId, id, { type: 'hotel' }), { type: 'hotel' })
  t.match(
    await reservations.update(anna, tripId, id, { reservation_time: '2027-06-11' }),
    { reservation_time: null, day_id: d },
    'the dates of a hotel are its stay’s'
  )
  await t.rejects(reservations.update(anna, tripId, id, {}), { code: 'nothing_to_update' })
})

t.test('a hotel booking’s code and place are its stay’s', async (t) => {
  const { tripId, stay } = await test.tripWithStay()
  const inn = await planner.places.create(anna, tripId, { name: 'Inn' })
  const changes = { confirmation_number: 'NEW', place_id: inn.id }
  t.match(await reservations.update(anna, tripId, stay.reservation_id ?? 0, changes), { accommodation_name: 'Inn' })
  t.match(await planner.stays.list(anna, tripId), [{ confirmation: 'NEW', place_name: 'Inn', check_in: '15:00' }])
  await t.rejects(
    reservations.update(anna, tripId, stay.reservation_id ?? 0, { type: 'restaurant' }),
    { code: 'invalid_value' },
    'a booking with a stay stays a hotel'
  )
})

t.test('a booking goes with its stay', async (t) => {
  const { tripId, stay } = await test.tripWithStay()
  await test.events()
  await reservations.delete(anna, tripId, stay.reservation_id ?? 0)
  t.same(await planner.stays.list(anna, tripId), [])
  t.same(
    (await test.events()).map(({ type }) => type),
    ['reservation:deleted', 'accommodation:deleted']
  )
})

t.test('positions are kept in general and by day', async (t) => {
  const { tripId, a, b } = await test.trip()
  const one = await reservations.create(anna, tripId, { title: 'One', type: 'other', day_id: a })
  const two = await reservations.create(anna, tripId, { title: 'Two', type: 'other', day_id: a })
  await test.events()
  const at = (id: number, position: number) => ({ id, day_plan_position: position })
  await reservations.reorder(anna, tripId, [at(one.id, 1), at(two.id, 0)])
  await reservations.reorder(anna, tripId, [at(one.id, 2)], a)
  await reservations.reorder(anna, tripId, [at(one.id, 9), at(one.id, 4)], b)
  await reservations.reorder(anna, tripId, [at(one.id, 3)], a)
  t.match(await reservations.list(anna, tripId), [
    { title: 'One', day_plan_position: 1, day_positions: { [a]: 3, [b]: 4 } },
    { title: 'Two', day_plan_position: 0, day_positions: null }
  ])
  t.same(
    (await test.events()).map(({ type, ids }) => [type, ids]),
    [{}, { dayId: a }, { dayId: b }, { dayId: a }].map((ids) => ['reservation:positions', ids])
  )
  await reservations.reorder(anna, tripId, [])
  await reservations.reorder(anna, tripId, [at(one.id, 1), at(two.id, 0)])
  await reservations.reorder(anna, tripId, [at(one.id, 3)], a)
  t.same(await test.events(), [], 'where nothing moves there is nothing to tell')
})

t.test('what is not of the trip is refused, and nothing changes', async (t) => {
  const { tripId, a, b, placeId } = await test.trip()
  const other = await test.elsewhere()
  const { id } = await reservations.create(anna, tripId, { title: 'Roma', type: 'hotel' })
  const before = await reservations.list(anna, tripId)
  const hotel = { title: 'x', type: 'hotel' as const }
  const stay = { place_id: placeId, start_day_id: a, end_day_id: b }
  const position = { day_plan_position: 1 }
  const refused: [string, () => Promise<unknown>, string][] = [
    ['a day', () => reservations.create(anna, tripId, { ...hotel, day_id: other.a }), 'foreign_reference'],
    ['a place', () => reservations.create(anna, tripId, { ...hotel, place_id: other.placeId }), 'foreign_reference'],
    [
      'a visit',
      () => reservations.update(anna, tripId, id, { assignment_id: other.assignmentId }),
      'foreign_reference'
    ],
    ['a new place', () => reservations.update(anna, tripId, id, { place_id: other.placeId }), 'foreign_reference'],
    [
      'the day of a stay',
      () => reservations.create(anna, tripId, { ...hotel, ...stay, end_day_id: other.a }),
      'foreign_reference'
    ],
    [
      'the place of a stay',
      () => reservations.linkHotel(anna, tripId, id, { ...stay, place_id: other.placeId }),
      'foreign_reference'
    ],
    ['a booking', () => reservations.update(anna, tripId, other.bookingId, { title: 'x' }), 'reservation_not_found'],
    ['a booking to delete', () => reservations.delete(anna, tripId, other.bookingId), 'reservation_not_found'],
    ['a booking to link', () => reservations.linkHotel(anna, tripId, other.bookingId, stay), 'reservation_not_found'],
    [
      'a booking among several',
      () =>
        reservations.reorder(anna, tripId, [
          { id, ...position },
          { id: other.bookingId, ...position }
        ]),
      'reservation_not_found'
    ],
    ['the day of positions', () => reservations.reorder(anna, tripId, [{ id, ...position }], other.a), 'day_not_found']
  ]
  for (const [name, attempt, code] of refused) await t.rejects(attempt(), { code }, name)
  t.same(await reservations.list(anna, tripId), before)
})

const wrong: { name: string; given: object; code: string }[] = [
  { name: 'an empty title', given: { title: ' ' }, code: 'invalid_value' },
  { name: 'a time in words', given: { reservation_time: 'tomorrow' }, code: 'invalid_time' },
  { name: 'a time with an offset', given: { reservation_time: '2027-06-10T19:30:00Z' }, code: 'invalid_time' },
  { name: 'a date that does not exist', given: { reservation_time: '2027-06-31T19:30' }, code: 'invalid_date' },
  { name: 'a stay for dinner', given: { type: 'restaurant', start_day_id: 1 }, code: 'not_hotel' },
  { name: 'a stay without a place', given: { type: 'hotel', start_day_id: 1, end_day_id: 1 }, code: 'invalid_value' }
]

for (const { name, given, code } of wrong) {
  t.test(`refuses ${name} and makes nothing`, async (t) => {
    const { tripId } = await test.trip()
    await t.rejects(reservations.create(anna, tripId, { title: 'x', type: 'other', ...given }), { code })
    t.same(await reservations.list(anna, tripId), [])
  })
}

t.test('a stranger finds no bookings, and a member needs the permission', async (t) => {
  const { tripId, stay, placeId, a, b } = await test.tripWithStay()
  const id = stay.reservation_id ?? 0
  const mallory = await test.person('mallory')
  const attempts: (() => Promise<unknown>)[] = [
    () => reservations.list(mallory, tripId),
    () => reservations.create(mallory, tripId, { title: 'x', type: 'other' }),
    () => reservations.update(mallory, tripId, id, { title: 'x' }),
    () => reservations.delete(mallory, tripId, id),
    () => reservations.reorder(mallory, tripId, [{ id, day_plan_position: 1 }]),
    () => reservations.linkHotel(mallory, tripId, id, { place_id: placeId, start_day_id: a, end_day_id: b })
  ]
  for (const attempt of attempts) await t.rejects(attempt(), { code: 'trip_not_found' })

  const berta = await test.person('berta')
  await planner.members.add(anna, tripId, 'berta')
  await t.resolves(reservations.update(berta, tripId, id, { title: 'Ours' }))
  await test.sql`insert into app_settings values ('perm_reservation_edit', 'trip_owner')`
  await t.rejects(reservations.update(berta, tripId, id, { title: 'Mine' }), { code: 'permission_denied' })
  await test.sql`delete from app_settings`
  t.match(await reservations.list(anna, tripId), [{ id, title: 'Ours' }])
})
