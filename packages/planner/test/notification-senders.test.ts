import t from 'tap'
import { testPlanner, tripOfTwo } from './support/planner.ts'

const test = await testPlanner(t)
const { anna, berta, trip } = await tripOfTwo(test)
const { planner } = test
const tripId = trip.id
const [firstDay = 0, secondDay = 0] = (await planner.days.list(anna, tripId)).map(({ id }) => id)
const { id: placeId } = await planner.places.create(anna, tripId, { name: 'Hotel Roma', lat: 41.9, lng: 12.5 })

/** What somebody is told while this happens, oldest first. */
async function toldTo(who: typeof anna, happens: () => Promise<unknown>) {
  await planner.notifications.markAllRead(who)
  await happens()
  const { notifications } = await planner.notifications.list(who, { unreadOnly: true })
  return notifications.map(({ text }) => text).toReversed()
}

t.test('the others on a trip are told of bookings that are made, changed and deleted', async (t) => {
  const change = async () => {
    const { id } = await planner.reservations.create(anna, tripId, { title: 'Opera', type: 'event' })
    await planner.reservations.update(anna, tripId, id, { status: 'confirmed' })
    await planner.reservations.delete(anna, tripId, id)
  }
  t.same(await toldTo(berta, change), [
    'anna added the booking “Opera” of “Rome”',
    'anna changed the booking “Opera” of “Rome”',
    'anna deleted the booking “Opera” of “Rome”'
  ])
  t.same(await toldTo(anna, change), [], 'who did it knows')
  const { notifications } = await planner.notifications.list(berta)
  t.match(notifications[0], { title: 'A booking changed', target: tripId, navigate_target: `/trips/${tripId}` })
})

t.test('transport is a booking', async (t) => {
  const told = await toldTo(berta, async () => {
    const flight = { title: 'To Rome', type: 'flight' as const }
    const { id } = await planner.transports.create(anna, tripId, flight)
    await planner.transports.update(anna, tripId, id, { notes: 'Window' })
    await planner.transports.delete(anna, tripId, id)
  })
  t.same(told, [
    'anna added the booking “To Rome” of “Rome”',
    'anna changed the booking “To Rome” of “Rome”',
    'anna deleted the booking “To Rome” of “Rome”'
  ])
})

t.test('a stay is told once, as the booking it has', async (t) => {
  const told = await toldTo(anna, async () => {
    const stay = { place_id: placeId, start_day_id: firstDay, end_day_id: secondDay }
    const { id } = await planner.stays.create(berta, tripId, stay)
    await planner.stays.update(berta, tripId, id, { check_in: '15:00' })
    await planner.stays.delete(berta, tripId, id)
  })
  t.same(told, [
    'berta added the booking “Hotel Roma” of “Rome”',
    'berta changed the booking “Hotel Roma” of “Rome”',
    'berta deleted the booking “Hotel Roma” of “Rome”'
  ])
})

t.test('a booking that is refused is not told', async (t) => {
  const booking = { title: 'Opera', type: 'event' as const, place_id: 999_999 }
  const told = await toldTo(berta, () =>
    t.rejects(planner.reservations.create(anna, tripId, booking), { code: 'foreign_reference' })
  )
  t.same(told, [])
})

t.test('the others are told who packs a category; to-dos are nobody’s news, nor that nobody packs', async (t) => {
  const told = await toldTo(berta, async () => {
    await planner.packingAssignees.set(anna, tripId, 'Clothes', [berta.userId])
    await planner.packingAssignees.set(anna, tripId, 'Clothes', [])
    await planner.todoAssignees.set(anna, tripId, 'Visas', [berta.userId])
  })
  t.same(told, ['anna set who packs “Clothes” for “Rome”'])
})

t.test('only who is invited to share a vacation plan is told', async (t) => {
  const carla = await test.person('carla')
  await planner.vacay.sharing.invite(anna, carla.userId)
  const { notifications } = await planner.notifications.list(carla)
  t.match(notifications, [
    {
      scope: 'user',
      target: carla.userId,
      text: 'anna invites you to share a vacation plan',
      navigate_target: '/vacay'
    }
  ])
  t.same(await toldTo(carla, () => t.rejects(planner.vacay.sharing.invite(anna, carla.userId))), [])
})

t.test('who is added to a journey is told so, once', async (t) => {
  const dora = await test.person('dora')
  const { journey } = await planner.journeys.create(anna, { title: 'Summer' })
  const told = await toldTo(dora, async () => {
    await planner.journeyContributors.add(anna, journey.id, dora.userId, 'viewer')
    await planner.journeyContributors.add(anna, journey.id, dora.userId, 'editor')
    await planner.journeyContributors.setRole(anna, journey.id, dora.userId, 'viewer')
  })
  t.same(told, ['anna added you to the journey “Summer”'])
  const { notifications } = await planner.notifications.list(dora)
  t.match(notifications, [{ scope: 'user', target: dora.userId, navigate_target: `/journeys/${journey.id}` }])
})
