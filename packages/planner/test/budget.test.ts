import t from 'tap'
import type { Actor } from '../src/index.ts'
import { testPlanner, tripOfTwo } from './support/planner.ts'

t.test('an expense is shared by everybody, unless it is said who', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip, budget } = await tripOfTwo(test)
  const item = await budget.create(anna, trip.id, { name: ' Hotel ', total_price: 100.005, expense_date: '2027-06-10' })
  t.match(item, {
    trip_id: trip.id,
    name: 'Hotel',
    category: 'other',
    total_price: 100.01,
    currency: null,
    exchange_rate: null,
    persons: 2,
    days: null,
    expense_date: '2027-06-10',
    sort_order: 0,
    members: [
      { user_id: anna.userId, username: 'anna', paid: false, amount: null },
      { user_id: berta.userId, username: 'berta' }
    ],
    payers: []
  })
  const hers = await budget.create(anna, trip.id, { name: 'Spa', total_price: 40, member_ids: [berta.userId] })
  t.match(hers, { persons: 1, members: [{ username: 'berta' }], sort_order: 1 })
  const idea = await budget.create(anna, trip.id, { name: 'Opera', total_price: 90, member_ids: [], persons: 4 })
  t.match(idea, { persons: 4, members: [] }, 'a plan has the head count it was given')
})

t.test('who paid decides the total; whoever paid nothing is no payer', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip, budget } = await tripOfTwo(test)
  const item = await budget.create(anna, trip.id, {
    name: 'Dinner',
    total_price: 1,
    payers: [
      { user_id: anna.userId, amount: 20.1 },
      { user_id: berta.userId, amount: 0 },
      { user_id: anna.userId, amount: 10.2 }
    ]
  })
  t.match(item, { total_price: 30.3, payers: [{ user_id: anna.userId, amount: 30.3 }] })
  const planned = await budget.create(anna, trip.id, { name: 'Lunch', total_price: 12, payers: [] })
  t.match(planned, { total_price: 12, payers: [] })
})

t.test('amounts have the digits of their currency', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, budget } = await tripOfTwo(test)
  const created = async (currency: string, price: number) =>
    (await budget.create(anna, trip.id, { name: 'x', total_price: price, currency })).total_price
  t.equal(await created('jpy', 1200.4), 1200)
  t.equal(await created('KWD', 1.2345), 1.235)
  t.equal(await created('EUR', 9_999_999_999), 9_999_999_999)
})

t.test('expenses stand by category, in the order in which categories were first used', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, budget } = await tripOfTwo(test)
  const add = (name: string, category?: string) =>
    budget.create(anna, trip.id, { name, total_price: 1, ...(category !== undefined && { category }) })
  await add('Train', 'transport')
  await add('Pizza', 'food')
  const bus = await add('Bus', ' transport ')
  await add('Gift')
  const names = async () => (await budget.list(anna, trip.id)).map(({ name }) => name)
  t.same(await names(), ['Train', 'Bus', 'Pizza', 'Gift'])
  await budget.update(anna, trip.id, bus.id, { category: 'fun' })
  t.same(await names(), ['Train', 'Pizza', 'Gift', 'Bus'])
})

t.test('changes are partial, null clears, nothing is no change', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip, budget } = await tripOfTwo(test)
  const { id } = await budget.create(anna, trip.id, { name: 'Hotel', total_price: 80, note: 'breakfast included' })
  t.match(await budget.update(anna, trip.id, id, { days: 3, persons: 5 }), {
    name: 'Hotel',
    note: 'breakfast included',
    days: 3,
    persons: 5
  })
  t.match(await budget.update(anna, trip.id, id, { days: null, note: null, name: 'Inn' }), {
    name: 'Inn',
    note: null,
    days: null,
    persons: 5
  })
  t.match(await budget.update(anna, trip.id, id, { member_ids: [berta.userId] }), { persons: 1 })
  t.match(await budget.update(anna, trip.id, id, { expense_date: '2027-06-11' }), { expense_date: '2027-06-11' })
  await t.rejects(budget.update(anna, trip.id, id, {}), { code: 'nothing_to_update' })
})

t.test('a new total is paid by the same people in proportion', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip, budget } = await tripOfTwo(test)
  const payers = [
    { user_id: anna.userId, amount: 20 },
    { user_id: berta.userId, amount: 10 }
  ]
  const { id } = await budget.create(anna, trip.id, { name: 'Boat', total_price: 30, payers })
  t.match(await budget.update(anna, trip.id, id, { total_price: 100 }), {
    total_price: 100,
    payers: [{ amount: 66.67 }, { amount: 33.33 }]
  })
  t.match(await budget.update(anna, trip.id, id, { name: 'Ferry' }), { payers: [{ amount: 66.67 }, { amount: 33.33 }] })
  t.match(await budget.update(anna, trip.id, id, { payers: [{ user_id: berta.userId, amount: 55 }] }), {
    total_price: 55,
    payers: [{ user_id: berta.userId, amount: 55 }]
  })
  t.match(await budget.update(anna, trip.id, id, { payers: [], total_price: 60 }), { total_price: 60, payers: [] })
  t.match(await budget.update(anna, trip.id, id, { payers: [] }), { total_price: 0, payers: [] })
})

t.test('a split is replaced as a whole; those who stay keep their mark', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip, budget } = await tripOfTwo(test)
  const { id } = await budget.create(anna, trip.id, { name: 'Hotel', total_price: 90 })
  const both = [{ user_id: anna.userId }, { user_id: berta.userId }]
  t.match(await budget.setPaid(anna, trip.id, id, berta.userId, true), { username: 'berta', paid: true })
  t.match(await budget.setMembers(anna, trip.id, id, [{ user_id: berta.userId }]), {
    persons: 1,
    members: [{ paid: true }]
  })
  t.match(await budget.update(anna, trip.id, id, { member_ids: [anna.userId, berta.userId] }), {
    persons: 2,
    members: [{ paid: false }, { paid: true }]
  })
  const own = [
    { user_id: anna.userId, amount: 60 },
    { user_id: berta.userId, amount: 30 }
  ]
  t.match(await budget.setMembers(anna, trip.id, id, own), { members: [{ amount: 60 }, { amount: 30, paid: true }] })
  t.match(
    await budget.update(anna, trip.id, id, { total_price: 45 }),
    { members: [{ amount: 30 }, { amount: 15 }] },
    'own shares follow the total'
  )
  t.match(await budget.setMembers(anna, trip.id, id, both), { members: [{ amount: null }, { amount: null }] })
  t.match(await budget.setMembers(anna, trip.id, id, []), { persons: null, members: [] })
  await t.rejects(budget.setMembers(anna, trip.id, id, own), { code: 'invalid_value', message: /90\.00.*45\.00/ })
  await t.rejects(budget.setPaid(anna, trip.id, id, berta.userId, true), { code: 'foreign_reference' })
})

const refused: { name: string; given: object; code: string }[] = [
  { name: 'an unknown currency', given: { currency: 'XXQ' }, code: 'invalid_currency' },
  { name: 'a date that does not exist', given: { expense_date: '2027-02-30' }, code: 'invalid_date' },
  { name: 'a negative amount', given: { total_price: -1 }, code: 'invalid_value' },
  { name: 'an endless amount', given: { total_price: Number.POSITIVE_INFINITY }, code: 'invalid_value' },
  { name: 'an amount beyond what is kept', given: { total_price: 10_000_000_000 }, code: 'invalid_value' },
  { name: 'a name of spaces', given: { name: '  ' }, code: 'invalid_value' },
  { name: 'half a day', given: { days: 0.5 }, code: 'invalid_value' },
  { name: 'a share of a stranger', given: { member_ids: [999_999] }, code: 'foreign_reference' },
  { name: 'a payment by a stranger', given: { payers: [{ user_id: 999_999, amount: 1 }] }, code: 'foreign_reference' },
  { name: 'a negative payment', given: { payers: [{ user_id: 1, amount: -1 }] }, code: 'invalid_value' },
  {
    name: 'payments that are too much together',
    given: {
      payers: [
        { user_id: 1, amount: 9_999_999_999 },
        { user_id: 1, amount: 1 }
      ]
    },
    code: 'invalid_value'
  }
]

t.test('refuses what makes no sense, and nothing changes', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip, budget } = await tripOfTwo(test)
  const { id } = await budget.create(anna, trip.id, { name: 'Hotel', total_price: 80 })
  const before = await budget.list(anna, trip.id)
  await test.events()
  for (const { name, given, code } of refused) {
    await t.rejects(budget.create(anna, trip.id, { name: 'x', total_price: 1, ...given }), { code }, `${name}, new`)
    await t.rejects(budget.update(anna, trip.id, id, given), { code }, name)
  }
  t.same(await budget.list(anna, trip.id), before)
  t.same(await test.events(), [], 'and nothing is told')
})

t.test('who leaves the trip stays in its expenses; a deleted account leaves the head count', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip, budget } = await tripOfTwo(test)
  const carla = await test.person('carla')
  const { id } = await budget.create(anna, trip.id, { name: 'Hotel', total_price: 80 })
  await test.planner.members.remove(anna, trip.id, berta.userId)
  const payers = [{ user_id: berta.userId, amount: 80 }]
  t.match(await budget.update(anna, trip.id, id, { payers }), { payers: [{ username: 'berta' }], persons: 2 })
  await t.rejects(budget.update(anna, trip.id, id, { member_ids: [carla.userId] }), { code: 'foreign_reference' })
  await test.planner.users.delete(berta.userId)
  t.match(await budget.list(anna, trip.id), [{ persons: 1, members: [{ username: 'anna' }], payers: [] }])
})

t.test('every write is told once, to the people of the trip', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip, budget } = await tripOfTwo(test)
  const { settlements } = test.planner
  await test.events()
  const { id: itemId } = await budget.create(anna, trip.id, { name: 'Hotel', total_price: 80 })
  await budget.update(anna, trip.id, itemId, { name: 'Inn' })
  await budget.setMembers(anna, trip.id, itemId, [{ user_id: berta.userId }])
  await budget.setPaid(anna, trip.id, itemId, berta.userId, true)
  await budget.delete(anna, trip.id, itemId)
  const payment = { from_user_id: berta.userId, to_user_id: anna.userId, amount: 5 }
  const { id: settlementId } = await settlements.create(anna, trip.id, payment)
  await settlements.update(anna, trip.id, settlementId, payment)
  await settlements.delete(anna, trip.id, settlementId)
  const told = await test.events()
  t.same(
    told.map(({ type, ids }) => [type, ids]),
    [
      ['budget:created', { itemId }],
      ['budget:updated', { itemId }],
      ['budget:members-updated', { itemId }],
      ['budget:member-paid-updated', { itemId, userId: berta.userId }],
      ['budget:deleted', { itemId }],
      ['budget:settlement-created', { settlementId }],
      ['budget:settlement-updated', { settlementId }],
      ['budget:settlement-deleted', { settlementId }]
    ]
  )
  t.ok(told.every(({ audience }) => audience.length === 2))
})

t.test('expenses and payments of another trip are not found', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip, budget } = await tripOfTwo(test)
  const { settlements } = test.planner
  const other = await test.planner.trips.create(anna, { title: 'Other' })
  const { id } = await budget.create(anna, trip.id, { name: 'Hotel', total_price: 80 })
  const payment = { from_user_id: berta.userId, to_user_id: anna.userId, amount: 5 }
  const made = await settlements.create(anna, trip.id, payment)
  const ofItem: (() => Promise<unknown>)[] = [
    () => budget.update(anna, other.id, id, { name: 'x' }),
    () => budget.delete(anna, other.id, id),
    () => budget.setMembers(anna, other.id, id, []),
    () => budget.setPaid(anna, other.id, id, anna.userId, true)
  ]
  for (const attempt of ofItem) await t.rejects(attempt(), { code: 'budget_item_not_found' })
  await t.rejects(settlements.update(anna, other.id, made.id, payment), { code: 'settlement_not_found' })
  await t.rejects(settlements.delete(anna, other.id, made.id), { code: 'settlement_not_found' })
  t.equal((await budget.list(anna, trip.id)).length, 1)
  t.equal((await settlements.list(anna, trip.id)).length, 1)
})

t.test('a stranger finds no budget, an administrator neither; a member needs the right to edit', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip, budget } = await tripOfTwo(test)
  const { settlements } = test.planner
  const { id } = await budget.create(anna, trip.id, { name: 'Hotel', total_price: 80 })
  const payment = { from_user_id: berta.userId, to_user_id: anna.userId, amount: 5 }
  const made = await settlements.create(anna, trip.id, payment)
  const dump = async () =>
    JSON.stringify([
      await test.sql`select * from budget_items`,
      await test.sql`select * from budget_item_members order by user_id`,
      await test.sql`select * from budget_item_payers`,
      await test.sql`select * from budget_settlements`
    ])
  const reads = (actor: Actor): [string, () => Promise<unknown>][] => [
    ['budget.list', () => budget.list(actor, trip.id)],
    ['budget.overview', () => budget.overview(actor, trip.id)],
    ['budget.perPerson', () => budget.perPerson(actor, trip.id)],
    ['settlements.list', () => settlements.list(actor, trip.id)],
    ['settlements.summary', () => settlements.summary(actor, trip.id)]
  ]
  const writes = (actor: Actor): [string, () => Promise<unknown>][] => [
    ['budget.create', () => budget.create(actor, trip.id, { name: 'x', total_price: 1 })],
    ['budget.update', () => budget.update(actor, trip.id, id, { name: 'x' })],
    ['budget.setMembers', () => budget.setMembers(actor, trip.id, id, [])],
    ['budget.setPaid', () => budget.setPaid(actor, trip.id, id, anna.userId, true)],
    ['budget.delete', () => budget.delete(actor, trip.id, id)],
    ['settlements.create', () => settlements.create(actor, trip.id, payment)],
    ['settlements.update', () => settlements.update(actor, trip.id, made.id, payment)],
    ['settlements.delete', () => settlements.delete(actor, trip.id, made.id)]
  ]
  const before = await dump()
  for (const stranger of [await test.person('mallory'), await test.person('root', 'admin')]) {
    for (const [name, attempt] of [...reads(stranger), ...writes(stranger)])
      await t.rejects(attempt(), { code: 'trip_not_found' }, `${name} as ${stranger.role}`)
  }
  await test.sql`insert into app_settings values ('perm_budget_edit', 'trip_owner')`
  for (const [name, attempt] of writes(berta)) await t.rejects(attempt(), { code: 'permission_denied' }, name)
  for (const [name, attempt] of reads(berta)) await t.resolves(attempt(), name)
  t.equal(await dump(), before)
  await budget.update(anna, trip.id, id, { name: 'Inn' })
  t.not(await dump(), before, 'the owner still may')
})

t.test('two people who add expenses at once get two places', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip, budget } = await tripOfTwo(test)
  const add = (actor: Actor, category: string) => budget.create(actor, trip.id, { name: 'x', total_price: 1, category })
  await Promise.all([add(anna, 'food'), add(berta, 'food'), add(anna, 'fun'), add(berta, 'fun')])
  const orders = (await budget.list(anna, trip.id)).map(({ sort_order: order }) => order)
  t.same(new Set(orders), new Set([0, 1, 2, 3]))
  const categories = await test.sql`select sort_order from budget_category_order order by 1`
  t.same(
    categories.map(({ sort_order: order }) => order),
    [0, 1]
  )
})

t.test('a budget costs the same number of queries however long it is', async (t) => {
  let queries = 0
  const test = await testPlanner(t, { onQuery: () => queries++ })
  const { anna, trip, budget } = await tripOfTwo(test)
  const cost = async (items: number) => {
    for (let i = 0; i < items; i++) {
      const payers = [{ user_id: anna.userId, amount: 3 }]
      await budget.create(anna, trip.id, { name: 'x', total_price: 3, payers })
    }
    queries = 0
    await budget.overview(anna, trip.id)
    await test.planner.settlements.summary(anna, trip.id)
    return queries
  }
  t.equal(await cost(1), await cost(20))
})
