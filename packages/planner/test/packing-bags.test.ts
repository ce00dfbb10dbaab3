import t from 'tap'
import type { Actor } from '../src/index.ts'
import { testPlanner, tripOfTwo } from './support/planner.ts'

t.test('bags stand in the order in which they were made, with who packs them', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const { packingBags } = test.planner
  const suitcase = await packingBags.create(anna, trip.id, { name: ' Suitcase ' })
  t.match(suitcase, {
    trip_id: trip.id,
    name: 'Suitcase',
    color: '#6366f1',
    weight_limit_grams: null,
    sort_order: 0,
    members: []
  })
  await packingBags.create(berta, trip.id, { name: 'Rucksack', color: '#00FF00', weight_limit_grams: 8000 })
  const both = [berta.userId, anna.userId, berta.userId]
  t.match(await packingBags.setMembers(anna, trip.id, suitcase.id, both), [
    { user_id: anna.userId, username: 'anna', avatar: null, avatar_url: null },
    { user_id: berta.userId }
  ])
  t.match(await packingBags.list(berta, trip.id), [
    { name: 'Suitcase', members: [{ username: 'anna' }, { username: 'berta' }] },
    { name: 'Rucksack', color: '#00FF00', weight_limit_grams: 8000, sort_order: 1 }
  ])
  t.same(await packingBags.setMembers(anna, trip.id, suitcase.id, []), [])
})

t.test('changes are partial, null clears, nothing is no change', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await tripOfTwo(test)
  const { packingBags } = test.planner
  const { id } = await packingBags.create(anna, trip.id, { name: 'Bag', weight_limit_grams: 8000 })
  t.match(await packingBags.update(anna, trip.id, id, { color: '#abcdef' }), {
    name: 'Bag',
    color: '#abcdef',
    weight_limit_grams: 8000
  })
  t.match(await packingBags.update(anna, trip.id, id, { name: 'Box', weight_limit_grams: null }), {
    name: 'Box',
    weight_limit_grams: null
  })
  await t.rejects(packingBags.update(anna, trip.id, id, {}), { code: 'nothing_to_update' })
  for (const changes of [{ name: ' ' }, { color: 'red' }, { color: '#12345' }, { weight_limit_grams: -1 }]) {
    await t.rejects(packingBags.update(anna, trip.id, id, changes), { code: 'invalid_value' })
    await t.rejects(packingBags.create(anna, trip.id, { name: 'x', ...changes }), { code: 'invalid_value' })
  }
  await t.rejects(packingBags.setMembers(anna, trip.id, id, [anna.userId, 999_999]), { code: 'foreign_reference' })
  t.match(await packingBags.list(anna, trip.id), [{ name: 'Box', members: [] }])
})

t.test('what was in a deleted bag stays on the list', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await tripOfTwo(test)
  const { packing, packingBags } = test.planner
  const { id } = await packingBags.create(anna, trip.id, { name: 'Bag' })
  await packing.create(anna, trip.id, { name: 'Tent', bag_id: id })
  await packingBags.delete(anna, trip.id, id)
  t.match(await packing.list(anna, trip.id), [{ name: 'Tent', bag_id: null }])
  await t.rejects(packingBags.delete(anna, trip.id, id), { code: 'bag_not_found' })
})

t.test('every write is told once, with the bag', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await tripOfTwo(test)
  const { packingBags } = test.planner
  await test.events()
  const { id: bagId } = await packingBags.create(anna, trip.id, { name: 'Bag' })
  await packingBags.update(anna, trip.id, bagId, { name: 'Box' })
  await packingBags.setMembers(anna, trip.id, bagId, [anna.userId])
  await packingBags.delete(anna, trip.id, bagId)
  t.same(
    (await test.events()).map(({ type, ids }) => [type, ids]),
    [
      ['packing:bag-created', { bagId }],
      ['packing:bag-updated', { bagId }],
      ['packing:bag-members-updated', { bagId }],
      ['packing:bag-deleted', { bagId }]
    ]
  )
})

t.test('bags of other trips are not found, by strangers no bag at all; changing them needs the right to', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const mallory = await test.person('mallory')
  const { packingBags } = test.planner
  const other = await test.planner.trips.create(anna, { title: 'Other' })
  const { id } = await packingBags.create(anna, trip.id, { name: 'Bag' })
  const writes = (actor: Actor, tripId: number): (() => Promise<unknown>)[] => [
    () => packingBags.update(actor, tripId, id, { name: 'x' }),
    () => packingBags.setMembers(actor, tripId, id, [anna.userId]),
    () => packingBags.delete(actor, tripId, id)
  ]
  for (const attempt of writes(anna, other.id)) await t.rejects(attempt(), { code: 'bag_not_found' })
  const create = (actor: Actor) => () => packingBags.create(actor, trip.id, { name: 'x' })
  for (const attempt of [...writes(mallory, trip.id), create(mallory), () => packingBags.list(mallory, trip.id)])
    await t.rejects(attempt(), { code: 'trip_not_found' })
  await test.sql`insert into app_settings values ('perm_packing_edit', 'trip_owner')`
  for (const attempt of [...writes(berta, trip.id), create(berta)])
    await t.rejects(attempt(), { code: 'permission_denied' })
  t.match(await packingBags.list(berta, trip.id), [{ name: 'Bag', members: [] }])
})
