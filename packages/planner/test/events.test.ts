import t from 'tap'
import { testPlanner, testTrip } from './support/planner.ts'

t.test('every write is told once, to the people of the trip, with who did it', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, place, dayIds } = await testTrip(test)
  const berta = await test.person('berta')
  await test.planner.members.add(anna, trip.id, 'berta')
  await test.events()

  const assistant = { ...berta, client: { id: 'trekcl_1', name: 'Claude' } }
  const [dayId = 0] = dayIds
  const { id: assignmentId } = await test.planner.assignments.create(assistant, trip.id, { dayId, placeId: place.id })
  t.same(await test.events(), [
    {
      type: 'assignment:created',
      tripId: trip.id,
      ids: { assignmentId, dayId, placeId: place.id },
      actor: { userId: berta.userId, clientName: 'Claude' },
      audience: [anna.userId, berta.userId]
    }
  ])

  await test.planner.members.remove(anna, trip.id, berta.userId)
  t.match(
    await test.events(),
    [{ type: 'member:removed', audience: [anna.userId, berta.userId] }],
    'who was removed hears it'
  )
  await test.planner.trips.delete(anna, trip.id)
  t.match(await test.events(), [{ type: 'trip:deleted', tripId: trip.id, audience: [anna.userId] }])
})

t.test('nothing is told of a write that fails', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await testTrip(test)
  await test.events()
  await t.rejects(test.planner.places.createAndAssign(anna, trip.id, 999_999, { name: 'x' }), { code: 'day_not_found' })
  t.same(await test.events(), [])
})

t.test('a trip of very many people is told in pieces', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await testTrip(test)
  await test.sql`insert into users (username, email) select 'u' || i, 'u' || i || '@example.org' from generate_series(1, 1200) i`
  await test.sql`insert into trip_members (trip_id, user_id) select ${trip.id}, id from users where username like 'u%'`
  await test.events()
  await test.planner.trips.update(anna, trip.id, { title: 'Crowd' })
  const events = await test.events()
  t.equal(events.length, 3)
  t.equal(new Set(events.flatMap(({ audience }) => audience)).size, 1201)
})
