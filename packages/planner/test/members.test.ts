import t from 'tap'
import { testPlanner, testTrip } from './support/planner.ts'

t.test('people join by user name or e-mail address, once', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await testTrip(test)
  const { planner, person } = test
  await person('berta')
  t.match(await planner.members.add(anna, trip.id, ' berta '), {
    username: 'berta',
    role: 'member',
    is_guest: false,
    invited_by_username: 'anna'
  })
  await t.rejects(planner.members.add(anna, trip.id, 'BERTA@example.org'), { code: 'already_member' })
  await t.rejects(planner.members.add(anna, trip.id, 'anna'), { code: 'is_owner' })
  await t.rejects(planner.members.add(anna, trip.id, 'nobody'), { code: 'user_not_found' })
  t.match(await planner.members.list(anna, trip.id), {
    owner: { username: 'anna', role: 'owner' },
    members: [{ username: 'berta' }]
  })
})

t.test('a guest cannot be found', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await testTrip(test)
  await test.person('guest')
  await test.sql`update users set is_guest = true where username = 'guest'`
  await t.rejects(test.planner.members.add(anna, trip.id, 'guest'), { code: 'user_not_found' })
})

t.test('the owner removes members, and a member leaves', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await testTrip(test)
  const { planner, person } = test
  const berta = await person('berta')
  const carla = await person('carla')
  await planner.members.add(anna, trip.id, 'berta')
  await planner.members.add(anna, trip.id, 'carla')
  await t.rejects(planner.members.remove(berta, trip.id, carla.userId), { code: 'permission_denied' })
  await planner.members.remove(berta, trip.id, berta.userId)
  await planner.members.remove(anna, trip.id, carla.userId)
  await planner.members.remove(anna, trip.id, carla.userId)
  t.same((await planner.members.list(anna, trip.id)).members, [])
  await t.rejects(planner.trips.get(berta, trip.id), { code: 'trip_not_found' })
})

t.test('accounts are unique whatever the case of the letters', async (t) => {
  const { planner, person } = await testPlanner(t)
  await person('anna')
  await t.rejects(planner.users.create({ username: 'ANNA', email: 'other@example.org' }), { code: 'username_taken' })
  await t.rejects(planner.users.create({ username: 'other', email: 'Anna@Example.org' }), { code: 'email_taken' })
  t.match(await planner.users.findByEmail('ANNA@EXAMPLE.ORG'), { username: 'anna', role: 'user' })
  t.equal(await planner.users.count(), 1)
})
