import t from 'tap'
import { testPlanner, tripOfTwo } from './support/planner.ts'

for (const { list, type } of [
  { list: 'packingAssignees', type: 'packing:assignees' },
  { list: 'todoAssignees', type: 'todo:assignees' }
] as const) {
  t.test(`${list}: each category has its people, whether or not anything is in it`, async (t) => {
    const test = await testPlanner(t)
    const { anna, berta, trip } = await tripOfTwo(test)
    const assignees = test.planner[list]
    await test.events()
    const both = [berta.userId, anna.userId, anna.userId]
    t.match(await assignees.set(anna, trip.id, ' Clothes ', both), [
      { user_id: anna.userId, username: 'anna', avatar: null, avatar_url: null },
      { user_id: berta.userId, username: 'berta' }
    ])
    t.match(await test.events(), [{ type, tripId: trip.id }])
    await assignees.set(berta, trip.id, 'Camping', [berta.userId])
    const all = await assignees.list(anna, trip.id)
    t.same(Object.keys(all), ['Camping', 'Clothes'])
    t.match(all, { Camping: [{ username: 'berta' }], Clothes: [{ username: 'anna' }, { username: 'berta' }] })
    t.match(await assignees.set(anna, trip.id, 'Clothes', [anna.userId]), [{ username: 'anna' }], 'replaced as a whole')
    t.same(await assignees.set(anna, trip.id, 'Camping', []), [])
    t.same(Object.keys(await assignees.list(anna, trip.id)), ['Clothes'])
  })

  t.test(`${list}: refuses strangers, on either side`, async (t) => {
    const test = await testPlanner(t)
    const { anna, berta, trip } = await tripOfTwo(test)
    const mallory = await test.person('mallory')
    const assignees = test.planner[list]
    await assignees.set(anna, trip.id, 'Clothes', [anna.userId])
    const set = (actor: typeof anna, category: string, userIds: number[]) =>
      assignees.set(actor, trip.id, category, userIds)
    await t.rejects(set(anna, 'Clothes', [mallory.userId]), { code: 'foreign_reference' })
    await t.rejects(set(anna, ' ', []), { code: 'invalid_value' })
    await t.rejects(set(mallory, 'Clothes', []), { code: 'trip_not_found' })
    await t.rejects(assignees.list(mallory, trip.id), { code: 'trip_not_found' })
    await test.sql`insert into app_settings values ('perm_packing_edit', 'trip_owner')`
    await t.rejects(set(berta, 'Clothes', []), { code: 'permission_denied' })
    t.match(await assignees.list(berta, trip.id), { Clothes: [{ username: 'anna' }] }, 'nothing changed')
  })
}

t.test('the two lists do not mix', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await tripOfTwo(test)
  const { packingAssignees, todoAssignees } = test.planner
  await packingAssignees.set(anna, trip.id, 'Papers', [anna.userId])
  t.same(await todoAssignees.list(anna, trip.id), {})
})
