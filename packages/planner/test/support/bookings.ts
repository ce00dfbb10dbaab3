import { testPlanner } from './planner.ts'

/** One database for a whole file, and as many trips of anna's as its tests need. */
export async function testBookings(t: Parameters<typeof testPlanner>[0]) {
  const test = await testPlanner(t)
  const { planner } = test
  const anna = await test.person('anna')

  /** Five days in June, with a place. */
  async function trip() {
    const { id: tripId } = await planner.trips.create(anna, {
      title: 'Rome',
      start_date: '2027-06-10',
      end_date: '2027-06-14'
    })
    const dayIds = (await planner.days.list(anna, tripId)).map(({ id }) => id)
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = dayIds
    const { id: placeId } = await planner.places.create(anna, tripId, { name: 'Hotel Roma', lat: 41.9, lng: 12.5 })
    return { tripId, dayIds, a, b, c, d, e, placeId }
  }

  /** The same with a stay from the first day to the third. */
  async function tripWithStay() {
    const world = await trip()
    const stay = await planner.stays.create(anna, world.tripId, {
      place_id: world.placeId,
      start_day_id: world.a,
      end_day_id: world.c,
      check_in: '15:00',
      check_out: '11:00',
      confirmation: 'ABC123',
      notes: 'Late arrival'
    })
    return { ...world, stay }
  }

  /** What belongs to another trip of the same person. */
  async function elsewhere() {
    const world = await trip()
    const visit = await planner.assignments.create(anna, world.tripId, { dayId: world.a, placeId: world.placeId })
    const booking = await planner.reservations.create(anna, world.tripId, { title: 'Opera', type: 'event' })
    return { ...world, assignmentId: visit.id, bookingId: booking.id }
  }

  return { ...test, anna, trip, tripWithStay, elsewhere }
}
