import t from 'tap'
import { plannerTools } from '../../src/index.ts'
import { EVERYTHING, testTools } from '../support/planner.ts'

const SCOPES = [...EVERYTHING, 'reservations:write', 'geo:read']

const test = await testTools(t)
const { planner, anna, sql } = test
const use = (name: string, given: object, scopes = SCOPES) => test.use(name, given, { scopes })

/** A trip of three days with a place, a stay there, a table and a flight; and things of another trip. */
async function world() {
  const dates = { start_date: '2027-06-10', end_date: '2027-06-12' }
  const { id: tripId } = await planner.trips.create(anna, { title: 'Rome', ...dates })
  const [first, second] = await planner.days.list(anna, tripId)
  const place = await planner.places.create(anna, tripId, { name: 'Hotel Roma', lat: 41.9, lng: 12.5 })
  const [dayId, lastDayId] = [first?.id ?? 0, second?.id ?? 0]
  const visit = await planner.assignments.create(anna, tripId, { dayId, placeId: place.id })
  const stay = await planner.stays.create(anna, tripId, {
    place_id: place.id,
    start_day_id: dayId,
    end_day_id: lastDayId,
    confirmation: 'ABC123'
  })
  const table = await planner.reservations.create(anna, tripId, { title: 'Dinner', type: 'restaurant' })
  const flight = await planner.transports.create(anna, tripId, { title: 'Flight', type: 'flight' })
  return {
    tripId,
    dayId,
    lastDayId,
    placeId: place.id,
    assignmentId: visit.id,
    stayId: stay.id,
    hotelId: stay.reservation_id ?? 0,
    tableId: table.id,
    flightId: flight.id
  }
}
type World = Awaited<ReturnType<typeof world>>

const stop = (name: string, lat: number, time: string) => ({
  name,
  lat,
  lng: 12.5,
  time: null,
  scheduledTime: `2027-06-10T${time}:00+02:00`,
  track: null
})
const from = { name: 'Termini', lat: 41.9, lng: 12.5 }
const to = { name: 'Ostiense', lat: 41.87, lng: 12.5 }
const itinerary = {
  startTime: '2027-06-10T09:00:00+02:00',
  endTime: '2027-06-10T09:20:00+02:00',
  duration: 1200,
  transfers: 0,
  walkSeconds: 0,
  legs: [
    {
      mode: 'SUBWAY',
      from: stop('Termini', 41.9, '09:00'),
      to: stop('Ostiense', 41.87, '09:20'),
      duration: 1200,
      distance: null,
      headsign: 'Laurentina',
      line: 'B',
      lineColor: '#00f',
      lineTextColor: null,
      agency: null,
      intermediateStops: 4,
      geometry: 'a-long-line',
      geometryPrecision: 6
    }
  ]
}

/** Each tool: the scope it needs, a good call and its answer, arguments that do not fit, and ones of another trip. */
const tools: {
  name: string
  scope: string
  given: (world: World) => object
  answers: object
  bad: (world: World) => object
  foreign: (other: World, own: World) => [given: object, code: string][]
}[] = [
  {
    name: 'create_accommodation',
    scope: 'trips:write',
    given: ({ placeId, dayId, lastDayId }) => ({
      place_id: placeId,
      start_day_id: dayId,
      end_day_id: lastDayId,
      check_in: '15:00'
    }),
    answers: { accommodation: { place_name: 'Hotel Roma', check_in: '15:00', reservation_title: 'Hotel Roma' } },
    bad: ({ placeId, dayId }) => ({ place_id: placeId, start_day_id: dayId }),
    foreign: (other, { placeId, dayId }) => [
      [{ place_id: other.placeId, start_day_id: dayId, end_day_id: dayId }, 'place_not_found'],
      [{ place_id: placeId, start_day_id: dayId, end_day_id: other.dayId }, 'day_not_found']
    ]
  },
  {
    name: 'create_place_accommodation',
    scope: 'trips:write',
    given: ({ dayId, lastDayId }) => ({
      name: 'Inn',
      place_notes: 'Ring twice',
      accommodation_notes: 'Room 7',
      price: 80,
      start_day_id: dayId,
      end_day_id: lastDayId
    }),
    answers: {
      place: { name: 'Inn', notes: 'Ring twice', price: 80 },
      accommodation: { notes: 'Room 7', place_name: 'Inn' }
    },
    bad: ({ dayId }) => ({ name: 'Inn', start_day_id: dayId, end_day_id: dayId, check_in: '3 pm' }),
    foreign: ({ dayId }) => [[{ name: 'Inn', start_day_id: dayId, end_day_id: dayId }, 'day_not_found']]
  },
  {
    name: 'update_accommodation',
    scope: 'trips:write',
    given: ({ stayId }) => ({ accommodationId: stayId, check_out: '11:00', confirmation: null }),
    answers: { accommodation: { check_out: '11:00', confirmation: null } },
    bad: ({ stayId }) => ({ accommodationId: stayId, start_day_id: null }),
    foreign: (other, { stayId }) => [
      [{ accommodationId: other.stayId, notes: 'x' }, 'accommodation_not_found'],
      [{ accommodationId: stayId, place_id: other.placeId }, 'place_not_found'],
      [{ accommodationId: stayId, end_day_id: other.dayId }, 'day_not_found']
    ]
  },
  {
    name: 'create_reservation',
    scope: 'reservations:write',
    given: ({ assignmentId }) => ({
      title: 'Opera',
      type: 'event',
      reservation_time: '2027-06-11T20:00',
      assignment_id: assignmentId
    }),
    answers: {
      reservation: { title: 'Opera', status: 'pending', day_number: 2, reservation_time: '2027-06-11T20:00' }
    },
    bad: () => ({ title: 'Opera', type: 'flight' }),
    foreign: ({ dayId, placeId, assignmentId }) => [
      [{ title: 'x', type: 'other', day_id: dayId }, 'foreign_reference'],
      [{ title: 'x', type: 'other', place_id: placeId }, 'foreign_reference'],
      [{ title: 'x', type: 'other', assignment_id: assignmentId }, 'foreign_reference']
    ]
  },
  {
    name: 'update_reservation',
    scope: 'reservations:write',
    given: ({ tableId, placeId }) => ({ reservationId: tableId, status: 'confirmed', place_id: placeId }),
    answers: { reservation: { title: 'Dinner', status: 'confirmed', place_name: 'Hotel Roma' } },
    bad: ({ tableId }) => ({ reservationId: tableId, status: 'maybe' }),
    foreign: ({ tableId, placeId }, own) => [
      [{ reservationId: tableId, title: 'x' }, 'reservation_not_found'],
      [{ reservationId: own.tableId, place_id: placeId }, 'foreign_reference']
    ]
  },
  {
    name: 'reorder_reservations',
    scope: 'reservations:write',
    given: ({ tableId, dayId }) => ({ positions: [{ id: tableId, day_plan_position: 2 }], dayId }),
    answers: { success: true },
    bad: ({ tableId }) => ({ positions: [{ id: tableId, day_plan_position: -1 }] }),
    foreign: ({ tableId, dayId }, own) => [
      [{ positions: [{ id: tableId, day_plan_position: 1 }] }, 'reservation_not_found'],
      [{ positions: [{ id: own.tableId, day_plan_position: 1 }], dayId }, 'day_not_found']
    ]
  },
  {
    name: 'link_hotel_accommodation',
    scope: 'reservations:write',
    given: ({ hotelId, placeId, dayId }) => ({
      reservationId: hotelId,
      place_id: placeId,
      start_day_id: dayId,
      end_day_id: dayId
    }),
    answers: { reservation: { accommodation_name: 'Hotel Roma' }, accommodation_id: Number },
    bad: ({ hotelId }) => ({ reservationId: hotelId }),
    foreign: (other, { hotelId, placeId, dayId }) => [
      [
        { reservationId: other.hotelId, place_id: placeId, start_day_id: dayId, end_day_id: dayId },
        'reservation_not_found'
      ],
      [{ reservationId: hotelId, place_id: other.placeId, start_day_id: dayId, end_day_id: dayId }, 'foreign_reference']
    ]
  },
  {
    name: 'create_transport',
    scope: 'reservations:write',
    given: ({ dayId }) => ({
      type: 'flight',
      title: 'To Rome',
      status: 'confirmed',
      start_day_id: dayId,
      metadata: { airline: 'BA' },
      endpoints: [
        { role: 'from', sequence: 0, name: 'London', code: 'LHR', local_time: '07:20' },
        { role: 'to', sequence: 1, name: 'Rome', code: 'FCO' }
      ]
    }),
    answers: {
      reservation: {
        type: 'flight',
        status: 'confirmed',
        day_number: 1,
        metadata: { airline: 'BA' },
        endpoints: [
          { role: 'from', timezone: 'Europe/London', local_time: '07:20' },
          { role: 'to', timezone: 'Europe/Rome' }
        ]
      }
    },
    bad: () => ({ type: 'flight', title: 'x', endpoints: [{ role: 'via', sequence: 0, name: 'x' }] }),
    foreign: ({ dayId }) => [[{ type: 'car', title: 'x', start_day_id: dayId }, 'foreign_reference']]
  },
  {
    name: 'update_transport',
    scope: 'reservations:write',
    given: ({ flightId }) => ({ reservationId: flightId, reservation_time: '2027-06-11T08:00', notes: null }),
    answers: { reservation: { title: 'Flight', day_number: 2, reservation_time: '2027-06-11T08:00' } },
    bad: ({ flightId }) => ({ reservationId: flightId, type: 'hotel' }),
    foreign: (other, { flightId }) => [
      [{ reservationId: other.flightId, title: 'x' }, 'transport_not_found'],
      [{ reservationId: flightId, end_day_id: other.dayId }, 'foreign_reference']
    ]
  },
  {
    name: 'create_transit_journey',
    scope: 'reservations:write',
    given: ({ dayId }) => ({ dayId, from, to, itinerary, notes: 'Mind the gap' }),
    answers: {
      reservation: {
        type: 'transit',
        status: 'confirmed',
        title: 'Termini → Ostiense',
        reservation_time: '2027-06-10T09:00',
        notes: 'Mind the gap',
        metadata: { transit: { legs: [{ line: 'B' }] } }
      }
    },
    bad: ({ dayId }) => ({ dayId, from, to, itinerary: { ...itinerary, startTime: '9 am' } }),
    foreign: ({ dayId }) => [[{ dayId, from, to, itinerary }, 'day_not_found']]
  },
  {
    name: 'delete_transport',
    scope: 'reservations:write',
    given: ({ flightId }) => ({ reservationId: flightId }),
    answers: { success: true },
    bad: () => ({}),
    foreign: ({ flightId }) => [[{ reservationId: flightId }, 'transport_not_found']]
  },
  {
    name: 'delete_reservation',
    scope: 'reservations:write',
    given: ({ tableId }) => ({ reservationId: tableId }),
    answers: { success: true },
    bad: () => ({ reservationId: 0 }),
    foreign: ({ tableId }) => [[{ reservationId: tableId }, 'reservation_not_found']]
  },
  {
    name: 'delete_accommodation',
    scope: 'trips:write',
    given: ({ stayId }) => ({ accommodationId: stayId }),
    answers: { success: true, linkedReservationId: Number },
    bad: () => ({ accommodationId: 'all' }),
    foreign: ({ stayId }) => [[{ accommodationId: stayId }, 'accommodation_not_found']]
  }
]

for (const { name, scope, given, answers, bad, foreign } of tools) {
  t.test(`MCP-35, MCP-38: ${name} does its work, and refuses the rest`, async (t) => {
    const own = await world()
    const other = await world()
    const { tripId } = own
    const call = (more: object, as?: { user?: string; scopes?: string[] }) =>
      test.ask('tools/call', { name, arguments: { tripId, ...more } }, { scopes: SCOPES, ...as })

    t.match((await call(bad(own))).result, { isError: true, content: [{ text: /invalid_arguments/ }] }, 'bad arguments')
    const narrow = SCOPES.filter((granted) => granted.split(':')[0] !== scope.split(':')[0])
    const scopes = [...narrow, scope.replace(':write', ':read')]
    t.match(await call(given(own), { scopes }), { status: 403, challenge: scope }, 'a missing scope')
    t.match(
      (await call(given(own), { user: 'mallory' })).result,
      { isError: true, content: [{ text: 'Trip not found [trip_not_found]' }] },
      'somebody else’s trip'
    )
    for (const [more, code] of foreign(other, own))
      t.match((await call(more)).result, { isError: true, content: [{ text: new RegExp(`\\[${code}\\]`) }] }, code)
    t.match(await use(name, { tripId, ...given(own) }), answers, 'success')
  })
}

t.test('airports are found without a trip', async (t) => {
  t.match(await use('get_airport', { iata: 'cdg' }), { airport: { iata: 'CDG', city: 'Paris', tz: 'Europe/Paris' } })
  t.match(await use('search_airports', { query: 'New York', limit: 1 }), { airports: [{ iata: 'JFK' }] })
  await t.rejects(use('get_airport', { iata: 'QQQ' }), { message: /search_airports.*\[airport_not_found\]/ })
  await t.rejects(use('get_airport', { iata: 'PARIS' }), { message: /invalid_arguments/ })
  await t.rejects(use('search_airports', { query: 'x', limit: 51 }), { message: /invalid_arguments/ })
  for (const name of ['get_airport', 'search_airports']) {
    const call = { name, arguments: { iata: 'CDG', query: 'x' } }
    const refusal = await test.ask('tools/call', call, { scopes: ['trips:write'] })
    t.match(refusal, { status: 403, challenge: 'geo:read' }, name)
  }
})

t.test('every tool of the group is tested here', (t) => {
  const listed = plannerTools.filter(({ group }) => group === 'bookings').map(({ name }) => name)
  const here = [...tools.map(({ name }) => name), 'get_airport', 'search_airports']
  t.same(listed.toSorted(), here.toSorted())
  t.end()
})

const opera = { title: 'Opera', type: 'event', price: 120, budget_category: 'Culture' }
const ferry = { title: 'Ferry', type: 'cruise', price: 30 }

t.test('a price makes an expense, which follows it', async (t) => {
  const { tripId } = await world()
  t.notOk('note' in (await use('create_reservation', { tripId, ...opera })))
  await use('create_transport', { tripId, ...ferry })
  const bookings = await planner.reservations.list(anna, tripId)
  const idOf = (title: string) => bookings.find((booking) => booking.title === title)?.id
  t.match(await planner.budget.list(anna, tripId), [
    { name: 'Opera', category: 'Culture', total_price: 120, reservation_id: idOf('Opera') },
    { name: 'Ferry', category: 'cruise', total_price: 30, reservation_id: idOf('Ferry') }
  ])
  await use('update_reservation', { tripId, reservationId: idOf('Opera'), price: 100 })
  const changed = await use('update_transport', { tripId, reservationId: idOf('Ferry'), price: null })
  t.notOk('note' in changed)
  t.match(await planner.budget.list(anna, tripId), [{ name: 'Opera', total_price: 100 }])
  t.equal((await planner.budget.list(anna, tripId)).length, 1)
})

t.test('where no expense may be made the price is kept, and the answer says so', async (t) => {
  const { tripId } = await world()
  const scopes = ['trips:write', 'reservations:write']
  t.match(await use('create_reservation', { tripId, ...opera }, scopes), {
    reservation: { metadata: { price: '120' } },
    note: /may not change costs/
  })
  await planner.addons.set(test.root, 'budget', false)
  t.teardown(() => planner.addons.set(test.root, 'budget', true))
  t.match(await use('create_transport', { tripId, ...ferry }), {
    reservation: { metadata: { price: '30' } },
    note: /switched off/
  })
  t.same(await planner.budget.list(anna, tripId), [])
})

t.test('a member who may not book is told so', async (t) => {
  const { tripId, tableId } = await world()
  await planner.members.add(anna, tripId, 'berta')
  await sql`insert into app_settings values ('perm_reservation_edit', 'trip_owner')`
  t.teardown(() => sql`delete from app_settings`)
  const given = { tripId, reservationId: tableId, title: 'Lunch' }
  await t.rejects(test.use('update_reservation', given, { user: 'berta', scopes: SCOPES }), {
    message: /reservation_edit.*\[permission_denied\]/
  })
})

t.test('MCP-37: stays and bookings are in a summary as far as the scopes reach', async (t) => {
  const { tripId, dayId } = await world()
  await use('create_transit_journey', { tripId, dayId, from, to, itinerary })
  const summary = (scopes: string[]) => use('get_trip_summary', { tripId }, scopes)
  const all = await summary(['trips:read', 'reservations:read'])
  t.match(all, {
    accommodations: [{ place_name: 'Hotel Roma' }],
    reservations: [{ title: 'Hotel Roma' }, { title: 'Termini → Ostiense' }, { title: 'Dinner' }, { title: 'Flight' }]
  })
  t.notMatch(JSON.stringify(all), 'a-long-line', 'lines of a map are nothing to read')
  const withoutBookings = await summary(['trips:read'])
  t.match(withoutBookings, { accommodations: [{ place_name: 'Hotel Roma' }] })
  t.notOk('reservations' in withoutBookings)
  t.same(Object.keys(await summary(['reservations:read'])).toSorted(), ['accommodations', 'reservations', 'trip'])
  t.same(Object.keys(await summary(['budget:read'])).toSorted(), ['budget', 'trip'])
})

t.test('bookings and stays as resources', async (t) => {
  const { tripId, tableId, dayId } = await world()
  await use('reorder_reservations', { tripId, dayId, positions: [{ id: tableId, day_plan_position: 2 }] })
  const read = async (path: string, as?: { user?: string; scopes?: string[] }) => {
    const uri = `trek://trips/${tripId}/${path}`
    const { result, error } = await test.ask('resources/read', { uri }, { scopes: SCOPES, ...as })
    const contents = (result as unknown as { contents?: { text: string }[] } | undefined)?.contents
    return contents ? JSON.parse(contents[0]?.text ?? '') : error
  }
  t.match(await read('reservations'), [
    { title: 'Hotel Roma' },
    { title: 'Dinner', day_positions: { [dayId]: 2 } },
    { title: 'Flight' }
  ])
  t.match(await read('accommodations'), [{ place_name: 'Hotel Roma', reservation_title: 'Hotel Roma' }])
  for (const path of ['reservations', 'accommodations'])
    t.match(await read(path, { user: 'mallory' }), { code: -32002 }, `${path} of somebody else`)
  t.match(await read('reservations', { scopes: ['trips:read'] }), { code: -32002 })
  t.match(await read('accommodations', { scopes: ['reservations:read'] }), { code: -32002 })
})

t.test('new dates take bookings along, or keep them on their days', async (t) => {
  const { tripId, tableId } = await world()
  await use('update_reservation', { tripId, reservationId: tableId, reservation_time: '2027-06-11T20:00' })
  const dinner = async () => (await planner.reservations.list(anna, tripId)).find(({ id }) => id === tableId)
  await use('update_trip', { tripId, start_date: '2027-06-11', end_date: '2027-06-13' })
  t.match(await dinner(), { day_number: 1, reservation_time: '2027-06-11T20:00' })
  const later = { start_date: '2027-07-01', end_date: '2027-07-03', date_shift_mode: 'shift_all' }
  await use('update_trip', { tripId, ...later })
  t.match(await dinner(), { day_number: 1, reservation_time: '2027-07-01T20:00' })
  await t.rejects(use('update_trip', { tripId, date_shift_mode: 'drop' }), { message: /invalid_arguments/ })
})

t.test('a calendar has booking codes only for who may read bookings', async (t) => {
  const { tripId } = await world()
  t.match(await use('export_trip_ics', { tripId }, ['trips:read', 'reservations:read']), { ics: /ABC123/ })
  const { ics } = await use('export_trip_ics', { tripId }, ['trips:read'])
  t.match(ics, /SUMMARY:Hotel Roma/)
  t.notMatch(ics, /ABC123/)
})
