import t from 'tap'
import { testBookings } from './support/bookings.ts'

const test = await testBookings(t)
const { anna, planner } = test
const { stays } = planner

t.test('a stay comes with its confirmed hotel booking', async (t) => {
  const { tripId, stay, a, c } = await test.tripWithStay()
  t.match(stay, {
    start_day_id: a,
    end_day_id: c,
    check_in: '15:00',
    check_in_end: null,
    check_out: '11:00',
    confirmation: 'ABC123',
    place_name: 'Hotel Roma',
    place_lat: 41.9,
    reservation_title: 'Hotel Roma'
  })
  const [booking, ...others] = await planner.reservations.list(anna, tripId)
  t.same(others, [])
  t.match(booking, {
    id: stay.reservation_id,
    type: 'hotel',
    status: 'confirmed',
    title: 'Hotel Roma',
    day_id: a,
    day_number: 1,
    reservation_time: '2027-06-10',
    confirmation_number: 'ABC123',
    notes: 'Late arrival',
    metadata: { check_in_time: '15:00', check_out_time: '11:00' },
    accommodation_id: stay.id,
    accommodation_name: 'Hotel Roma',
    accommodation_start_day_id: a,
    accommodation_end_day_id: c
  })
  t.same(
    (await test.events()).slice(-2).map(({ type, ids }) => [type, ids]),
    [
      ['accommodation:created', { accommodationId: stay.id }],
      ['reservation:created', { reservationId: stay.reservation_id }]
    ]
  )
})

t.test('the booking follows what changes, and null clears', async (t) => {
  const { tripId, stay, b } = await test.tripWithStay()
  const changes = { start_day_id: b, check_in: '16:30', check_out: null, confirmation: null }
  t.match(await stays.update(anna, tripId, stay.id, changes), {
    start_day_id: b,
    check_in: '16:30',
    check_out: null,
    confirmation: null,
    notes: 'Late arrival'
  })
  const [booking] = await planner.reservations.list(anna, tripId)
  t.match(booking, { day_id: b, reservation_time: '2027-06-11', confirmation_number: null })
  t.same(booking?.metadata, { check_in_time: '16:30' })
  t.same(
    (await test.events()).slice(-2).map(({ type }) => type),
    ['accommodation:updated', 'reservation:updated']
  )
})

t.test('a stay goes with its booking and that booking’s expense', async (t) => {
  const { tripId, stay } = await test.tripWithStay()
  const bookingId = stay.reservation_id ?? 0
  await planner.reservations.update(anna, tripId, bookingId, { price: 300 }, { withExpense: true })
  t.equal((await planner.budget.list(anna, tripId)).length, 1)
  await test.events()
  t.equal(await stays.delete(anna, tripId, stay.id), bookingId)
  t.same(await stays.list(anna, tripId), [])
  t.same(await planner.reservations.list(anna, tripId), [])
  t.same(await planner.budget.list(anna, tripId), [])
  t.same(
    (await test.events()).map(({ type }) => type),
    ['reservation:deleted', 'budget:deleted', 'accommodation:deleted']
  )
})

t.test('a new place and its stay are made together or not at all', async (t) => {
  const { tripId, a, b } = await test.tripWithStay()
  const inn = { name: 'Inn', price: 80 }
  const made = await stays.createWithPlace(anna, tripId, inn, { start_day_id: a, end_day_id: b })
  t.match(made, { place: { name: 'Inn', price: 80 }, accommodation: { place_name: 'Inn', reservation_title: 'Inn' } })
  const backwards = { start_day_id: b, end_day_id: a }
  await t.rejects(stays.createWithPlace(anna, tripId, inn, backwards), { code: 'invalid_range' })
  t.equal((await planner.places.list(anna, tripId)).filter(({ name }) => name === 'Inn').length, 1)
})

t.test('a stay outlives its place, but not its days', async (t) => {
  const { tripId, stay, placeId, c } = await test.tripWithStay()
  await planner.places.delete(anna, tripId, placeId)
  t.match(await stays.list(anna, tripId), [{ id: stay.id, place_id: null, place_name: null }])
  await planner.days.delete(anna, tripId, c)
  t.same(await stays.list(anna, tripId), [])
  t.match(await planner.reservations.list(anna, tripId), [{ title: 'Hotel Roma', accommodation_id: null }])
})

t.test('what is not of the trip is not found, and ends lie after starts', async (t) => {
  const { tripId, stay, placeId, a, b, c } = await test.tripWithStay()
  const other = await planner.trips.create(anna, { title: 'Oslo' })
  const [foreignDay] = await planner.days.list(anna, other.id)
  const foreignPlace = await planner.places.create(anna, other.id, { name: 'Fjord' })
  const before = await stays.list(anna, tripId)
  const days = { start_day_id: a, end_day_id: b }
  const refused: [object, string][] = [
    [{ place_id: foreignPlace.id }, 'place_not_found'],
    [{ start_day_id: foreignDay?.id }, 'day_not_found'],
    [{ end_day_id: 999_999 }, 'day_not_found'],
    [{ start_day_id: c, end_day_id: b }, 'invalid_range'],
    [{ check_in: '3 pm' }, 'invalid_time']
  ]
  for (const [given, code] of refused) {
    await t.rejects(stays.create(anna, tripId, { place_id: placeId, ...days, ...given }), { code }, `create: ${code}`)
    await t.rejects(stays.update(anna, tripId, stay.id, given), { code }, `update: ${code}`)
  }
  await t.rejects(stays.update(anna, tripId, stay.id, {}), { code: 'nothing_to_update' })
  await t.rejects(stays.update(anna, other.id, stay.id, { notes: 'x' }), { code: 'accommodation_not_found' })
  await t.rejects(stays.delete(anna, other.id, stay.id), { code: 'accommodation_not_found' })
  t.same(await stays.list(anna, tripId), before)
})

t.test('a stranger finds no stays, and a member needs both permissions', async (t) => {
  const { tripId, stay, placeId, a, b } = await test.tripWithStay()
  const newStay = { place_id: placeId, start_day_id: a, end_day_id: b }
  const { place_id: _place, ...days } = newStay
  const mallory = await test.person('mallory')
  const attempts: (() => Promise<unknown>)[] = [
    () => stays.list(mallory, tripId),
    () => stays.create(mallory, tripId, newStay),
    () => stays.createWithPlace(mallory, tripId, { name: 'x' }, days),
    () => stays.update(mallory, tripId, stay.id, { notes: 'x' }),
    () => stays.delete(mallory, tripId, stay.id)
  ]
  for (const attempt of attempts) await t.rejects(attempt(), { code: 'trip_not_found' })

  const berta = await test.person('berta')
  await planner.members.add(anna, tripId, 'berta')
  await t.resolves(stays.update(berta, tripId, stay.id, { notes: 'Quiet room' }))
  for (const action of ['day_edit', 'reservation_edit']) {
    await test.sql`insert into app_settings values (${`perm_${action}`}, 'trip_owner')`
    await t.rejects(stays.delete(berta, tripId, stay.id), { code: 'permission_denied' }, action)
    await test.sql`delete from app_settings`
  }
  t.match(await stays.list(anna, tripId), [{ id: stay.id, notes: 'Quiet room' }])
})
