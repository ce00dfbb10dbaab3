import t from 'tap'
import { isTravelable, type TransitItinerary, type TransitLeg } from '../src/index.ts'
import { testBookings } from './support/bookings.ts'

const test = await testBookings(t)
const { anna, planner } = test

const hotel = { name: 'Hotel', lat: 48.8566, lng: 2.3522 }
const station = { name: 'Gare', lat: 48.8443, lng: 2.3744 }
const museum = { name: 'Museum', lat: 48.8049, lng: 2.1204 }

function leg(mode: string, from: typeof hotel, to: typeof hotel, [start = '', end = '']: string[]): TransitLeg {
  const stop = (point: typeof hotel, time: string) => ({
    ...point,
    time: null,
    scheduledTime: `2027-06-10T${time}:00+02:00`,
    track: null
  })
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return {
    mode,
    from: stop(from, start),
    to: stop(to, end),
    duration: (minutes(end) - minutes(start)) * 60,
    distance: null,
    headsign: mode === 'WALK' ? null : 'Versailles',
    line: mode === 'WALK' ? null : 'C',
    lineColor: '#fc0',
    lineTextColor: null,
    agency: 'SNCF',
    intermediateStops: 3,
    geometry: 'abc',
    geometryPrecision: 6
  }
}

const itinerary: TransitItinerary = {
  startTime: '2027-06-10T09:00:00+02:00',
  endTime: '2027-06-10T10:00:00+02:00',
  duration: 3600,
  transfers: 1,
  walkSeconds: 300,
  legs: [
    leg('WALK', hotel, hotel, ['09:00', '09:05']),
    leg('SUBWAY', hotel, station, ['09:05', '09:20']),
    leg('RAIL', station, museum, ['09:30', '10:00'])
  ]
}
const journey = { from: hotel, to: museum, itinerary }

t.test('a connection becomes a confirmed booking in local times', async (t) => {
  const { tripId, a } = await test.trip()
  await test.events()
  const booking = await planner.transit.createJourney(anna, tripId, { ...journey, dayId: a, notes: 'Sit left' })
  t.match(booking, {
    type: 'transit',
    status: 'confirmed',
    title: 'Hotel → Museum',
    day_id: a,
    end_day_id: a,
    reservation_time: '2027-06-10T09:00',
    reservation_end_time: '2027-06-10T10:00',
    notes: 'Sit left',
    endpoints: [
      { role: 'from', name: 'Hotel', timezone: 'Europe/Paris', local_date: '2027-06-10', local_time: '09:00' },
      { role: 'stop', name: 'Gare', local_time: '09:20' },
      { role: 'to', name: 'Museum', lat: museum.lat, local_time: '10:00' }
    ],
    metadata: {
      transit: {
        duration: 3600,
        transfers: 1,
        walk_seconds: 300,
        legs: [
          { mode: 'WALK' },
          { mode: 'SUBWAY', line: 'C', line_color: '#fc0', headsign: 'Versailles', stops: 3 },
          { to: { name: 'Museum', time: '2027-06-10T10:00:00+02:00' }, geometry: 'abc', geometry_precision: 6 }
        ]
      }
    }
  })
  t.equal(booking.endpoints.length, 3)
  t.match(await test.events(), [{ type: 'reservation:created', ids: { reservationId: booking.id } }])
})

t.test('the day counts where the connection starts, and where it ends', async (t) => {
  const { tripId, a, b } = await test.trip()
  const night = { startTime: '2027-06-10T23:30:00+02:00', endTime: '2027-06-11T00:30:00+02:00' }
  const ride = leg('RAIL', hotel, museum, ['09:00', '10:00'])
  const legs = [
    {
      ...ride,
      from: { ...ride.from, time: '2027-06-10T21:30:00Z' },
      to: { ...ride.to, time: '2027-06-10T22:30:00Z' }
    }
  ]
  const given = { ...journey, itinerary: { ...itinerary, ...night, legs, transfers: 0 } }
  t.match(await planner.transit.createJourney(anna, tripId, { ...given, dayId: a }), { day_id: a, end_day_id: b })
  await t.rejects(planner.transit.createJourney(anna, tripId, { ...given, dayId: b }), { code: 'date_mismatch' })
  await planner.trips.update(anna, tripId, { end_date: '2027-06-10' })
  await t.rejects(planner.transit.createJourney(anna, tripId, { ...given, dayId: a }), { code: 'no_arrival_day' })
  const undated = await planner.days.create(anna, tripId)
  await t.rejects(planner.transit.createJourney(anna, tripId, { ...journey, dayId: undated.id }), {
    code: 'undated_day'
  })
})

const [walk, metro, train] = itinerary.legs as [TransitLeg, TransitLeg, TransitLeg]
const at = (time: string) => `2027-06-10T${time}:00+02:00`
const impossible: { name: string; given: Partial<TransitItinerary>; says: RegExp }[] = [
  { name: 'ends before it starts', given: { endTime: at('08:00') }, says: /endTime must lie after/ },
  { name: 'is only a walk', given: { legs: [walk], transfers: 0 }, says: /must not be a walk/ },
  { name: 'has more transfers than vehicles', given: { transfers: 2 }, says: /more transfers/ },
  {
    name: 'is drawn too finely',
    given: { legs: [{ ...metro, geometry: 'x'.repeat(60_001) }], transfers: 0 },
    says: /geometry/
  },
  {
    name: 'departs at no time',
    given: { legs: [walk, metro, { ...train, from: { ...train.from, scheduledTime: null } }] },
    says: /leg 3: it needs a time/
  },
  {
    name: 'arrives before it departs',
    given: { legs: [walk, metro, { ...train, to: { ...train.to, time: at('09:29') } }] },
    says: /leg 3: it arrives before/
  },
  {
    name: 'takes longer than its times',
    given: { legs: [walk, metro, { ...train, duration: 60 }] },
    says: /leg 3: its duration/
  },
  { name: 'goes on after the end', given: { endTime: at('09:50') }, says: /leg 3: its times lie outside/ },
  {
    name: 'departs before one arrives',
    given: { legs: [walk, leg('SUBWAY', hotel, station, ['09:03', '09:20']), train] },
    says: /leg 2: it departs before/
  },
  {
    name: 'goes on from elsewhere',
    given: { legs: [walk, metro, leg('RAIL', museum, museum, ['09:30', '10:00'])] },
    says: /leg 3: it starts somewhere else/
  },
  { name: 'starts late', given: { startTime: at('08:50') }, says: /first leg must start/ },
  { name: 'ends early', given: { endTime: at('10:10') }, says: /last leg must end/ }
]

t.test('refuses a connection that nobody could travel', async (t) => {
  const { tripId, a } = await test.trip()
  for (const { name, given, says } of impossible) {
    const wrong = { ...journey, dayId: a, itinerary: { ...itinerary, ...given } }
    await t.rejects(planner.transit.createJourney(anna, tripId, wrong), { code: 'invalid_value', message: says }, name)
  }
  const elsewhere = { ...hotel, lat: hotel.lat + 0.002 }
  for (const ends of [{ from: elsewhere }, { to: elsewhere }])
    await t.rejects(planner.transit.createJourney(anna, tripId, { ...journey, ...ends, dayId: a }), {
      code: 'itinerary_mismatch'
    })
  t.same(await planner.reservations.list(anna, tripId), [])
})

t.test('of found connections it says which could be kept', async (t) => {
  t.equal(isTravelable(itinerary, hotel, museum), true)
  t.equal(isTravelable(itinerary, hotel, station), false, 'it leads somewhere else')
  for (const { name, given } of impossible)
    t.equal(isTravelable({ ...itinerary, ...given }, hotel, museum), false, name)
  const strolls = Array.from({ length: 20 }, () => leg('WALK', hotel, hotel, ['09:00', '09:00']))
  const misfits: Partial<TransitItinerary>[] = [
    { legs: [] },
    { legs: [...strolls, ...itinerary.legs] },
    { legs: [walk, metro, { ...train, line: 'x'.repeat(101) }] },
    { startTime: 'today' }
  ]
  for (const misfit of misfits) t.equal(isTravelable({ ...itinerary, ...misfit }, hotel, museum), false)
})

t.test('only days of the trip, and only for who may book', async (t) => {
  const { tripId, a } = await test.trip()
  const other = await test.trip()
  await t.rejects(planner.transit.createJourney(anna, tripId, { ...journey, dayId: other.a }), {
    code: 'day_not_found'
  })
  const mallory = await test.person('mallory')
  await t.rejects(planner.transit.createJourney(mallory, tripId, { ...journey, dayId: a }), { code: 'trip_not_found' })
  t.same(await planner.reservations.list(anna, tripId), [])
})
