import ICAL from 'ical.js'
import t from 'tap'
import { testBookings } from './support/bookings.ts'

const test = await testBookings(t)
const { anna, planner } = test

/** The events of a trip's calendar by name, and its zones, as a strict parser reads them. */
async function calendarOf(tripId: number, options?: { withCodes: boolean }) {
  const { ics } = await planner.trips.exportCalendar(anna, tripId, options)
  const calendar = new ICAL.Component(ICAL.parse(ics))
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))
  const find = (name: string) => events.find(({ summary }) => summary === name)
  return {
    ics,
    find,
    zones: calendar.getAllSubcomponents('vtimezone').map((zone) => zone.getFirstPropertyValue('tzid')),
    times(name: string) {
      const component = find(name)?.component
      return ['dtstart', 'dtend'].map((property) => {
        const found = component?.getFirstProperty(property)
        return found && [String(found.getFirstValue()), found.getParameter('tzid') ?? 'floating']
      })
    }
  }
}

t.test('a flight starts in the zone of its departure and ends in that of its arrival', async (t) => {
  const { tripId } = await test.trip()
  await planner.transports.create(anna, tripId, {
    type: 'flight',
    title: 'To Rome',
    reservation_time: '2027-06-10T21:30',
    reservation_end_time: '2027-06-11T01:05',
    confirmation_number: 'XY12',
    notes: 'Window; aisle',
    metadata: { airline: 'BA', flight_number: 'BA552' },
    endpoints: [
      { role: 'from', sequence: 0, name: 'London', code: 'LHR' },
      { role: 'to', sequence: 1, name: 'Rome', lat: 41.8, lng: 12.25 }
    ]
  })
  const { find, times, zones } = await calendarOf(tripId, { withCodes: true })
  t.same(times('To Rome'), [
    ['2027-06-10T21:30:00', 'Europe/London'],
    ['2027-06-11T01:05:00', 'Europe/Rome']
  ])
  t.same(zones, ['Europe/London', 'Europe/Rome'], 'each zone is defined once')
  t.match(find('To Rome'), { location: 'London' })
  t.equal(
    find('To Rome')?.description,
    'Type: flight\nConfirmation: XY12\nAirline: BA\nFlight: BA552\nRoute: LHR → Rome\nWindow; aisle'
  )
  t.match(find('To Rome')?.uid, /^res-\d+@trek$/)
})

t.test('booking codes are told only to who asks for them', async (t) => {
  const { tripId } = await test.tripWithStay()
  t.notMatch((await calendarOf(tripId)).ics, 'ABC123')
  t.match((await calendarOf(tripId, { withCodes: true })).ics, 'ABC123')
})

t.test('a stay lasts from its first day to its last', async (t) => {
  const { tripId } = await test.tripWithStay()
  const { times, find } = await calendarOf(tripId)
  t.same(times('Hotel Roma'), [
    ['2027-06-10', 'floating'],
    ['2027-06-13', 'floating']
  ])
  t.match(find('Hotel Roma')?.description, /Check-in: 15:00\nCheck-out: 11:00/)
})

const flexible = { lat: 1, lng: 1, role: 'from' as const, sequence: 0, name: 'Somewhere' }

t.test('a zone that nobody knows falls back to that of the place, and without a place times float', async (t) => {
  const { tripId, placeId } = await test.trip()
  const train = { type: 'train' as const, reservation_time: '2027-06-10T08:00' }
  const rome = { ...flexible, lat: 41.9, lng: 12.5, timezone: 'Mars/Base' }
  await planner.transports.create(anna, tripId, { ...train, title: 'Mars', endpoints: [rome] })
  await planner.transports.create(anna, tripId, { ...train, title: 'Nowhere' })
  const dinner = { type: 'restaurant' as const, reservation_time: '2027-06-10T20:00', place_id: placeId }
  await planner.reservations.create(anna, tripId, { ...dinner, title: 'Dinner' })
  const { times } = await calendarOf(tripId)
  t.same(times('Mars')[0], ['2027-06-10T08:00:00', 'Europe/Rome'])
  t.same(times('Nowhere'), [['2027-06-10T08:00:00', 'floating'], null])
  t.same(times('Dinner')[0], ['2027-06-10T20:00:00', 'Europe/Rome'])
})

t.test('what has a date but no time lasts all day', async (t) => {
  const { tripId } = await test.trip()
  const car = { type: 'car' as const, reservation_time: '2027-06-10', reservation_end_time: '2027-06-12' }
  await planner.transports.create(anna, tripId, { ...car, title: 'Car' })
  await planner.reservations.create(anna, tripId, { title: 'Fair', type: 'event', reservation_time: '2027-06-11' })
  const { times } = await calendarOf(tripId)
  t.same(
    times('Car').map((time) => time?.[0]),
    ['2027-06-10', '2027-06-13']
  )
  t.same(
    times('Fair').map((time) => time?.[0]),
    ['2027-06-11', '2027-06-12']
  )
})

t.test('times come from endpoints and days where the booking has none', async (t) => {
  const { tripId, b } = await test.trip()
  await planner.transports.create(anna, tripId, {
    type: 'train',
    title: 'Train',
    endpoints: [
      { ...flexible, lat: 41.9, lng: 12.5, local_date: '2027-06-11', local_time: '08:00' },
      { ...flexible, lat: 45.4, lng: 9.2, role: 'to', sequence: 1, local_date: '2027-06-11', local_time: '11:10' }
    ]
  })
  const tour = { title: 'Tour', type: 'tour' as const, day_id: b, reservation_time: '10:00' }
  await planner.reservations.create(anna, tripId, tour)
  await planner.reservations.create(anna, tripId, { title: 'Open', type: 'other', day_id: b })
  const { times, find } = await calendarOf(tripId)
  t.same(
    times('Train').map((time) => time?.[0]),
    ['2027-06-11T08:00:00', '2027-06-11T11:10:00']
  )
  t.same(times('Tour')[0], ['2027-06-11T10:00:00', 'floating'])
  t.equal(find('Open'), undefined, 'without any time there is no event')
})

t.test('an end that is only a time may lie after midnight; one before the start is none', async (t) => {
  const { tripId } = await test.trip()
  const train = { type: 'train' as const, reservation_time: '2027-06-11T23:00' }
  await planner.transports.create(anna, tripId, { ...train, title: 'Night', reservation_end_time: '06:00' })
  await planner.transports.create(anna, tripId, { ...train, title: 'Odd', reservation_end_time: '2027-06-11T22:00' })
  const { times } = await calendarOf(tripId)
  t.equal(times('Night')[1]?.[0], '2027-06-12T06:00:00')
  t.notOk(times('Odd')[1])
})

t.test('what is cancelled says so', async (t) => {
  const { tripId } = await test.trip()
  const fair = { title: 'Fair', type: 'event' as const, reservation_time: '2027-06-11' }
  const { id } = await planner.reservations.create(anna, tripId, fair)
  await planner.reservations.update(anna, tripId, id, { status: 'cancelled' })
  t.equal((await calendarOf(tripId)).find('Fair')?.component.getFirstPropertyValue('status'), 'CANCELLED')
})
