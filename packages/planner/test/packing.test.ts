import t from 'tap'
import type { Actor } from '../src/index.ts'
import { testPlanner, tripOfTwo } from './support/planner.ts'

t.test('who adds an item brings it, and everybody sees it', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const { packing } = test.planner
  const tent = await packing.create(anna, trip.id, { name: ' Tent ' })
  t.match(tent, {
    trip_id: trip.id,
    name: 'Tent',
    checked: false,
    category: 'General',
    sort_order: 0,
    quantity: 1,
    weight_grams: null,
    bag_id: null,
    is_private: false,
    owner_id: anna.userId,
    owner_username: 'anna',
    recipients: []
  })
  await packing.create(berta, trip.id, { name: 'Socks', category: 'Clothes', quantity: 6, weight_grams: 50 })
  t.match(await packing.list(anna, trip.id), [
    { name: 'Tent' },
    { name: 'Socks', category: 'Clothes', quantity: 6, weight_grams: 50, owner_username: 'berta', sort_order: 1 }
  ])
})

t.test('a private item is there for its owner and the recipients only', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const carla = await test.person('carla')
  await test.planner.members.add(anna, trip.id, 'carla')
  const { packing } = test.planner
  await packing.create(anna, trip.id, { name: 'Tent' })
  const gift = await packing.create(anna, trip.id, {
    name: 'Gift for Berta',
    is_private: true,
    recipient_ids: [carla.userId, anna.userId]
  })
  t.match(gift, { is_private: true, recipients: [{ user_id: carla.userId, username: 'carla' }], sort_order: 1 })
  t.equal(gift.recipients.length, 1, 'the owner sees it anyway')
  const { id: hers } = await packing.create(berta, trip.id, { name: 'Map' })
  await packing.setChecked(carla, trip.id, gift.id, true)

  t.match(await packing.overview(anna, trip.id), { total: 3, checked: 1 })
  t.match(await packing.overview(carla, trip.id), { total: 3, checked: 1 })
  const seen = await packing.overview(berta, trip.id)
  t.match(seen, { total: 2, checked: 0, items: [{ name: 'Tent' }, { name: 'Map', sort_order: 1 }] }, 'without a gap')
  const attempts: [string, () => Promise<unknown>][] = [
    ['update', () => packing.update(berta, trip.id, gift.id, { name: 'x' })],
    ['setChecked', () => packing.setChecked(berta, trip.id, gift.id, false)],
    ['delete', () => packing.delete(berta, trip.id, gift.id)]
  ]
  for (const [name, attempt] of attempts) await t.rejects(attempt(), { code: 'packing_item_not_found' }, name)
  await t.rejects(packing.reorder(berta, trip.id, [gift.id, hers]), {
    code: 'packing_item_not_found',
    message: new RegExp(`: ${gift.id}$`)
  })
  await packing.reorder(berta, trip.id, [hers])
  t.match(
    (await packing.list(anna, trip.id)).map(({ name }) => name),
    ['Map', 'Gift for Berta', 'Tent'],
    'what she does not see stays where it was'
  )
})

t.test('only the owner says who sees an item', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const { packing } = test.planner
  const { id } = await packing.create(anna, trip.id, { name: 'Gift', is_private: true, recipient_ids: [berta.userId] })
  const denied = { code: 'permission_denied' }
  await t.rejects(packing.update(berta, trip.id, id, { is_private: false }), denied)
  await t.rejects(packing.update(berta, trip.id, id, { recipient_ids: [] }), denied)
  t.match(await packing.update(berta, trip.id, id, { name: 'Present', is_private: true }), {
    name: 'Present',
    recipients: [{ username: 'berta' }]
  })
  await t.rejects(packing.update(anna, trip.id, id, { is_private: false, recipient_ids: [berta.userId] }), {
    code: 'invalid_value'
  })
  t.match(await packing.update(anna, trip.id, id, { is_private: false }), { is_private: false, recipients: [] })
  const { activity } = test.planner
  const [shown] = (await activity.list(berta, trip.id)).items
  await t.rejects(activity.undo(berta, trip.id, shown?.id ?? 0), denied)
  t.match(await packing.list(berta, trip.id), [{ is_private: false }])
  const hidden = await packing.update(anna, trip.id, id, { is_private: true })
  t.same(hidden.recipients, [], 'nobody sees it again by themselves')
  t.same(await packing.list(berta, trip.id), [])
})

t.test('what is private is told only to those who see it', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const carla = await test.person('carla')
  await test.planner.members.add(anna, trip.id, 'carla')
  const { packing } = test.planner
  const everybody = [anna.userId, berta.userId, carla.userId]
  const told = async () =>
    (await test.events()).map(({ type, ids, audience }) => ({
      type,
      ids,
      audience: audience.toSorted((a, b) => a - b)
    }))
  await told()
  await packing.create(anna, trip.id, { name: 'Tent' })
  await told()
  const { id: itemId } = await packing.create(anna, trip.id, { name: 'Gift', is_private: true })
  t.same(await told(), [{ type: 'packing:created', ids: { itemId }, audience: [anna.userId] }])
  await packing.update(anna, trip.id, itemId, { recipient_ids: [carla.userId] })
  t.match(await told(), [{ type: 'packing:updated', audience: [anna.userId, carla.userId] }])
  await packing.reorder(carla, trip.id, [itemId])
  t.match(await told(), [{ type: 'packing:reordered', audience: [anna.userId, carla.userId] }])
  await packing.update(anna, trip.id, itemId, { recipient_ids: [] })
  t.match(await told(), [{ audience: [anna.userId, carla.userId] }], 'who saw it hears that it is gone')
  await packing.update(anna, trip.id, itemId, { is_private: false })
  t.match(await told(), [{ audience: everybody }])
  await packing.update(anna, trip.id, itemId, { is_private: true })
  t.match(await told(), [{ audience: everybody }])
  await packing.delete(anna, trip.id, itemId)
  t.same(await told(), [{ type: 'packing:deleted', ids: { itemId }, audience: [anna.userId] }])
})

t.test('changes are partial, null clears, nothing is no change', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await tripOfTwo(test)
  const { packing, packingBags } = test.planner
  const bag = await packingBags.create(anna, trip.id, { name: 'Rucksack' })
  const { id } = await packing.create(anna, trip.id, { name: 'Stove', quantity: 2, weight_grams: 400 })
  t.match(await packing.update(anna, trip.id, id, { bag_id: bag.id, category: ' Kitchen ' }), {
    name: 'Stove',
    category: 'Kitchen',
    quantity: 2,
    weight_grams: 400,
    bag_id: bag.id
  })
  t.match(
    await packing.update(anna, trip.id, id, { bag_id: null, category: null, weight_grams: null, name: 'Cooker' }),
    {
      name: 'Cooker',
      category: null,
      quantity: 2,
      weight_grams: null,
      bag_id: null
    }
  )
  t.match(await packing.setChecked(anna, trip.id, id, true), { checked: true })
  t.match(await packing.setChecked(anna, trip.id, id, true), { checked: true }, 'twice is the same')
  await t.rejects(packing.update(anna, trip.id, id, {}), { code: 'nothing_to_update' })
})

t.test('a list is brought in as a whole, with its bags', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await tripOfTwo(test)
  const { packing, packingBags } = test.planner
  const rucksack = await packingBags.create(anna, trip.id, { name: 'Rucksack', color: '#000000' })
  await packing.create(anna, trip.id, { name: 'Tent' })
  await test.events()
  const items = await packing.import(anna, trip.id, [
    { name: 'Shirt', category: 'Clothes', quantity: 4, weight_grams: 150, bag: 'Suitcase' },
    { name: '   ' },
    { name: ' Lamp ', bag: 'Rucksack', checked: true },
    { name: 'Trousers', bag: 'Suitcase' }
  ])
  t.match(items, [
    { name: 'Shirt', category: 'Clothes', quantity: 4, weight_grams: 150, sort_order: 1, owner_username: 'anna' },
    { name: 'Lamp', category: 'Other', quantity: 1, weight_grams: null, checked: true, bag_id: rucksack.id },
    { name: 'Trousers', sort_order: 3 }
  ])
  const bags = await packingBags.list(anna, trip.id)
  t.match(bags, [{ name: 'Rucksack' }, { name: 'Suitcase', color: '#ec4899', sort_order: 1 }])
  t.same([items[0]?.bag_id, items[2]?.bag_id], [bags[1]?.id, bags[1]?.id])
  t.same(
    (await test.events()).map(({ type }) => type),
    ['packing:created', 'packing:bag-created']
  )
  const before = await packing.list(anna, trip.id)
  const half = [
    { name: 'Hat', bag: 'Box' },
    { name: 'Shoes', quantity: 1000 }
  ]
  await t.rejects(packing.import(anna, trip.id, half), { code: 'invalid_value' })
  t.same(await packing.list(anna, trip.id), before, 'all or nothing')
  t.equal((await packingBags.list(anna, trip.id)).length, 2)
  t.same(await packing.import(anna, trip.id, [{ name: ' ' }]), [])
  t.same(await test.events(), [])
})

t.test('an order names what comes first; the rest follows as it was', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await tripOfTwo(test)
  const { packing } = test.planner
  const [a, b, c] = await packing.import(anna, trip.id, [{ name: 'A' }, { name: 'B' }, { name: 'C' }])
  const names = async () => (await packing.list(anna, trip.id)).map(({ name }) => name).join('')
  await packing.reorder(anna, trip.id, [c?.id ?? 0, a?.id ?? 0, c?.id ?? 0])
  t.equal(await names(), 'CAB')
  await packing.reorder(anna, trip.id, [b?.id ?? 0])
  t.equal(await names(), 'BCA')
  await packing.create(anna, trip.id, { name: 'D' })
  t.equal(await names(), 'BCAD', 'what is new comes last')
  await test.events()
  await packing.reorder(anna, trip.id, [])
  await packing.reorder(anna, trip.id, [b?.id ?? 0, c?.id ?? 0])
  t.equal(await names(), 'BCAD')
  t.same(await test.events(), [], 'where nothing moves there is nothing to tell')
})

const refused: { name: string; given: object; code: string }[] = [
  { name: 'a name of spaces', given: { name: '  ' }, code: 'invalid_value' },
  { name: 'none of it', given: { quantity: 0 }, code: 'invalid_value' },
  { name: 'more than there can be', given: { quantity: 1000 }, code: 'invalid_value' },
  { name: 'half a gram', given: { weight_grams: 0.5 }, code: 'invalid_value' },
  { name: 'less than no weight', given: { weight_grams: -1 }, code: 'invalid_value' },
  { name: 'a bag of no trip', given: { bag_id: 999_999 }, code: 'bag_not_found' },
  {
    name: 'a recipient who is not there',
    given: { is_private: true, recipient_ids: [999_999] },
    code: 'foreign_reference'
  },
  { name: 'recipients of what everybody sees', given: { recipient_ids: [1] }, code: 'invalid_value' }
]

t.test('refuses what makes no sense, and nothing changes', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await tripOfTwo(test)
  const { packing } = test.planner
  const { id } = await packing.create(anna, trip.id, { name: 'Tent' })
  const before = await packing.list(anna, trip.id)
  await test.events()
  for (const { name, given, code } of refused) {
    await t.rejects(packing.create(anna, trip.id, { name: 'x', ...given }), { code }, `${name}, new`)
    await t.rejects(packing.update(anna, trip.id, id, given), { code }, name)
  }
  t.same(await packing.list(anna, trip.id), before)
  t.same(await test.events(), [], 'and nothing is told')
})

t.test('a copy has what everybody sees and what is the copier’s own, unpacked', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const { packing, packingBags, trips } = test.planner
  const bag = await packingBags.create(anna, trip.id, { name: 'Rucksack', color: '#112233', weight_limit_grams: 9000 })
  await packingBags.setMembers(anna, trip.id, bag.id, [anna.userId])
  const { id } = await packing.create(anna, trip.id, { name: 'Tent', quantity: 2, weight_grams: 900, bag_id: bag.id })
  await packing.setChecked(anna, trip.id, id, true)
  await packing.create(anna, trip.id, { name: 'Gift', is_private: true, recipient_ids: [berta.userId] })
  await packing.create(berta, trip.id, { name: 'Diary', is_private: true })
  const copy = await trips.copy(berta, trip.id)
  const bags = await packingBags.list(berta, copy.id)
  t.match(bags, [{ name: 'Rucksack', color: '#112233', weight_limit_grams: 9000, members: [] }])
  const items = await packing.list(berta, copy.id)
  t.match(items, [
    { name: 'Tent', checked: false, quantity: 2, weight_grams: 900, bag_id: bags[0]?.id ?? 0, owner_id: null },
    { name: 'Diary', is_private: true, owner_id: berta.userId, recipients: [] }
  ])
  t.equal(items.length, 2, 'not even what she was shown')
})

t.test('who leaves takes nothing along; a deleted account takes its private items', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const { packing, members, users } = test.planner
  await packing.create(berta, trip.id, { name: 'Map' })
  await packing.create(berta, trip.id, { name: 'Gift', is_private: true, recipient_ids: [anna.userId] })
  await members.remove(anna, trip.id, berta.userId)
  t.match(await packing.list(anna, trip.id), [{ name: 'Map' }, { name: 'Gift' }])
  await users.delete(berta.userId)
  const left = await packing.list(anna, trip.id)
  t.match(left, [{ name: 'Map', owner_id: null, owner_username: null }])
  t.equal(left.length, 1)
})

t.test('what is of another trip is not found', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await tripOfTwo(test)
  const { packing, packingBags } = test.planner
  const other = await test.planner.trips.create(anna, { title: 'Other' })
  const { id } = await packing.create(anna, trip.id, { name: 'Tent' })
  const { id: bagId } = await packingBags.create(anna, trip.id, { name: 'Rucksack' })
  const attempts: (() => Promise<unknown>)[] = [
    () => packing.update(anna, other.id, id, { name: 'x' }),
    () => packing.setChecked(anna, other.id, id, true),
    () => packing.delete(anna, other.id, id),
    () => packing.reorder(anna, other.id, [id])
  ]
  for (const attempt of attempts) await t.rejects(attempt(), { code: 'packing_item_not_found' })
  await t.rejects(packing.create(anna, other.id, { name: 'x', bag_id: bagId }), { code: 'bag_not_found' })
  t.match(await packing.list(anna, trip.id), [{ name: 'Tent', checked: false }])
})

t.test('a stranger finds no packing list, an administrator neither; a member needs the right to edit', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const { packing } = test.planner
  const { id } = await packing.create(anna, trip.id, { name: 'Tent' })
  const reads = (actor: Actor): [string, () => Promise<unknown>][] => [
    ['list', () => packing.list(actor, trip.id)],
    ['overview', () => packing.overview(actor, trip.id)]
  ]
  const writes = (actor: Actor): [string, () => Promise<unknown>][] => [
    ['create', () => packing.create(actor, trip.id, { name: 'x' })],
    ['import', () => packing.import(actor, trip.id, [{ name: 'x' }])],
    ['update', () => packing.update(actor, trip.id, id, { name: 'x' })],
    ['setChecked', () => packing.setChecked(actor, trip.id, id, true)],
    ['reorder', () => packing.reorder(actor, trip.id, [id])],
    ['delete', () => packing.delete(actor, trip.id, id)]
  ]
  const before = await packing.list(anna, trip.id)
  for (const stranger of [await test.person('mallory'), await test.person('root', 'admin')]) {
    for (const [name, attempt] of [...reads(stranger), ...writes(stranger)])
      await t.rejects(attempt(), { code: 'trip_not_found' }, `${name} as ${stranger.role}`)
  }
  await test.sql`insert into app_settings values ('perm_packing_edit', 'trip_owner')`
  for (const [name, attempt] of writes(berta)) await t.rejects(attempt(), { code: 'permission_denied' }, name)
  for (const [name, attempt] of reads(berta)) await t.resolves(attempt(), name)
  t.same(await packing.list(anna, trip.id), before)
  t.match(await packing.setChecked(anna, trip.id, id, true), { checked: true }, 'the owner still may')
})

t.test('two people who add items at once get two places', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const { packing } = test.planner
  await Promise.all([anna, berta, anna, berta].map((actor) => packing.create(actor, trip.id, { name: 'x' })))
  const rows = await test.sql`select sort_order from packing_items order by 1`
  t.same(
    rows.map(({ sort_order: order }) => order),
    [0, 1, 2, 3]
  )
})

t.test('a list costs the same number of queries however long it is', async (t) => {
  let queries = 0
  const test = await testPlanner(t, { onQuery: () => queries++ })
  const { anna, berta, trip } = await tripOfTwo(test)
  const { packing, packingBags } = test.planner
  await packingBags.create(anna, trip.id, { name: 'Rucksack' })
  const cost = async (howMany: number) => {
    const items = Array.from({ length: howMany }, (_, i) => ({ name: `Thing ${i}`, bag: `Bag ${howMany}.${i}` }))
    await packing.create(anna, trip.id, { name: 'Gift', is_private: true, recipient_ids: [berta.userId] })
    queries = 0
    const made = await packing.import(anna, trip.id, items)
    await packing.reorder(anna, trip.id, made.map(({ id }) => id).toReversed())
    await packing.list(berta, trip.id)
    return queries
  }
  t.equal(await cost(1), await cost(40))
})
