import t from 'tap'
import { testBookings } from './support/bookings.ts'

const test = await testBookings(t)
const { anna, planner } = test

const changes = [
  {
    name: 'deleting its first day',
    change: ({ tripId, a }: Awaited<ReturnType<typeof test.tripWithStay>>) => planner.days.delete(anna, tripId, a),
    told: 'day:deleted',
    reversed: 'day:created'
  },
  {
    name: 'deleting its last day',
    change: ({ tripId, c }: Awaited<ReturnType<typeof test.tripWithStay>>) => planner.days.delete(anna, tripId, c),
    told: 'day:deleted',
    reversed: 'day:created'
  },
  {
    name: 'shortening the trip',
    change: ({ tripId }: Awaited<ReturnType<typeof test.tripWithStay>>) =>
      planner.trips.update(anna, tripId, { end_date: '2027-06-11' }),
    told: 'trip:updated',
    reversed: 'trip:updated'
  }
]

for (const { name, change, told, reversed } of changes) {
  t.test(`${name} tells of a stay that goes, and undoing it of one that is back`, async (t) => {
    const world = await test.tripWithStay()
    const { tripId, stay } = world
    const state = async () => [
      (await planner.days.list(anna, tripId)).map(({ id, date }) => [id, date]),
      await planner.stays.list(anna, tripId),
      await planner.reservations.list(anna, tripId)
    ]
    const before = await state()
    await test.events()
    await change(world)
    t.same(await planner.stays.list(anna, tripId), [])
    t.match(await planner.reservations.list(anna, tripId), [{ id: stay.reservation_id, accommodation_id: null }])
    const ids = { accommodationId: stay.id }
    const booking = { type: 'reservation:updated', ids: { reservationId: stay.reservation_id } }
    t.match(await test.events(), [{ type: told }, { type: 'accommodation:deleted', ids }, booking])

    const [latest] = (await planner.activity.list(anna, tripId)).items
    await planner.activity.undo(anna, tripId, latest?.id ?? 0)
    t.same(await state(), before)
    t.match(await test.events(), [{ type: reversed }, { type: 'accommodation:created', ids }, booking])
  })
}

t.test('a stay that only moves, or is on other days, is not told', async (t) => {
  const { tripId, e, stay } = await test.tripWithStay()
  await test.events()
  await planner.days.delete(anna, tripId, e)
  await planner.trips.update(anna, tripId, { start_date: '2027-06-09', end_date: '2027-06-12' })
  await planner.trips.update(anna, tripId, { title: 'Roma' })
  t.same(
    (await test.events()).map(({ type }) => type),
    ['day:deleted', 'trip:updated', 'trip:updated']
  )
  t.match(await planner.stays.list(anna, tripId), [{ id: stay.id }])
})
