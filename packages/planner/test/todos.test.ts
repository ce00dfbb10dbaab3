import t from 'tap'
import type { Actor } from '../src/index.ts'
import { testPlanner, tripOfTwo } from './support/planner.ts'

t.test('to-dos stand in the order in which they were made', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const { todos } = test.planner
  t.match(await todos.create(anna, trip.id, { name: ' Book the hotel ' }), {
    trip_id: trip.id,
    name: 'Book the hotel',
    checked: false,
    category: null,
    sort_order: 0,
    due_date: null,
    description: null,
    assigned_user_id: null,
    priority: 0,
    reminded_at: null
  })
  await todos.create(berta, trip.id, {
    name: 'Vaccination',
    category: 'Health',
    due_date: '2027-05-01',
    description: 'Twice',
    assigned_user_id: anna.userId,
    priority: 3
  })
  t.match(await todos.list(anna, trip.id), [
    { name: 'Book the hotel' },
    { name: 'Vaccination', due_date: '2027-05-01', description: 'Twice', assigned_user_id: anna.userId, priority: 3 }
  ])
  t.match(await todos.page(berta, trip.id, { limit: 1, offset: 1 }), { items: [{ name: 'Vaccination' }], total: 2 })
})

t.test('a new to-do is for whoever looks after its category, when that is one person', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const { todos, todoAssignees, members } = test.planner
  await todoAssignees.set(anna, trip.id, 'Money', [berta.userId])
  await todoAssignees.set(anna, trip.id, 'Health', [anna.userId, berta.userId])
  const assigned = async (todo: object) => (await todos.create(anna, trip.id, { name: 'x', ...todo })).assigned_user_id
  t.equal(await assigned({ category: ' Money ' }), berta.userId)
  t.equal(await assigned({ category: 'Money', assigned_user_id: anna.userId }), anna.userId)
  t.equal(await assigned({ category: 'Money', assigned_user_id: null }), null, 'null is nobody')
  t.equal(await assigned({ category: 'Health' }), null, 'of two people nobody is chosen')
  t.equal(await assigned({ category: 'Other' }), null)
  await members.remove(anna, trip.id, berta.userId)
  t.equal(await assigned({ category: 'Money' }), null, 'who left gets nothing to do')
})

t.test('changes are partial, null clears, nothing is no change', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const { todos } = test.planner
  const { id } = await todos.create(anna, trip.id, {
    name: 'Visa',
    category: 'Papers',
    description: 'Form 7',
    assigned_user_id: berta.userId,
    priority: 2
  })
  t.match(await todos.update(anna, trip.id, id, { due_date: '2027-05-01' }), {
    name: 'Visa',
    category: 'Papers',
    due_date: '2027-05-01',
    assigned_user_id: berta.userId,
    priority: 2
  })
  const nothing = { category: null, due_date: null, description: null, assigned_user_id: null, priority: null }
  t.match(await todos.update(anna, trip.id, id, nothing), { name: 'Visa', ...nothing, priority: 0 })
  t.match(await todos.setChecked(berta, trip.id, id, true), { checked: true })
  t.match(await todos.setChecked(berta, trip.id, id, true), { checked: true }, 'twice is the same')
  t.match(await todos.setChecked(berta, trip.id, id, false), { checked: false })
  await t.rejects(todos.update(anna, trip.id, id, {}), { code: 'nothing_to_update' })
})

t.test('another due date is one that nobody was reminded of', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await tripOfTwo(test)
  const { todos } = test.planner
  const { id } = await todos.create(anna, trip.id, { name: 'Visa', due_date: '2027-05-01' })
  await test.sql`update todo_items set reminded_at = '2027-04-30T09:00:00Z'`
  t.match(await todos.update(anna, trip.id, id, { due_date: '2027-05-01', name: 'The visa' }), {
    reminded_at: '2027-04-30T09:00:00.000Z'
  })
  t.match(await todos.update(anna, trip.id, id, { due_date: '2027-05-09' }), { reminded_at: null })
})

t.test('an order names what comes first; the rest follows as it was', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await tripOfTwo(test)
  const { todos } = test.planner
  const ids: number[] = []
  for (const name of ['A', 'B', 'C']) ids.push((await todos.create(anna, trip.id, { name })).id)
  const [a = 0, , c = 0] = ids
  await todos.reorder(anna, trip.id, [c, a, c])
  const order = await todos.list(anna, trip.id)
  t.match(order, [
    { name: 'C', sort_order: 0 },
    { name: 'A', sort_order: 1 },
    { name: 'B', sort_order: 2 }
  ])
  await test.events()
  await todos.reorder(anna, trip.id, [c])
  t.same(await test.events(), [], 'where nothing moves there is nothing to tell')
  t.match(await test.planner.activity.list(anna, trip.id, { kinds: ['todo'], limit: 2 }), {
    items: [{ type: 'todo:reordered' }, { type: 'todo:created' }]
  })
  await t.rejects(todos.reorder(anna, trip.id, [a, 999_999, c, 999_998]), {
    code: 'todo_not_found',
    message: /: 999999, 999998$/
  })
  t.same(await todos.list(anna, trip.id), order, 'and nothing has moved')
})

const refused: { name: string; given: object; code: string }[] = [
  { name: 'a name of spaces', given: { name: '  ' }, code: 'invalid_value' },
  { name: 'a date that does not exist', given: { due_date: '2027-02-30' }, code: 'invalid_date' },
  { name: 'a priority beyond high', given: { priority: 4 }, code: 'invalid_value' },
  { name: 'half a priority', given: { priority: 1.5 }, code: 'invalid_value' },
  { name: 'somebody who is not there', given: { assigned_user_id: 999_999 }, code: 'foreign_reference' }
]

t.test('refuses what makes no sense, and nothing changes', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await tripOfTwo(test)
  const { todos } = test.planner
  const { id } = await todos.create(anna, trip.id, { name: 'Visa' })
  const before = await todos.list(anna, trip.id)
  await test.events()
  for (const { name, given, code } of refused) {
    await t.rejects(todos.create(anna, trip.id, { name: 'x', ...given }), { code }, `${name}, new`)
    await t.rejects(todos.update(anna, trip.id, id, given), { code }, name)
  }
  t.same(await todos.list(anna, trip.id), before)
  t.same(await test.events(), [], 'and nothing is told')
})

t.test('every write is told once', async (t) => {
  const test = await testPlanner(t)
  const { anna, trip } = await tripOfTwo(test)
  const { todos } = test.planner
  await test.events()
  const { id: itemId } = await todos.create(anna, trip.id, { name: 'Visa' })
  await todos.update(anna, trip.id, itemId, { priority: 1 })
  await todos.setChecked(anna, trip.id, itemId, true)
  const { id: other } = await todos.create(anna, trip.id, { name: 'Hotel' })
  await todos.reorder(anna, trip.id, [other, itemId])
  await todos.delete(anna, trip.id, itemId)
  const told = await test.events()
  t.same(
    told.map(({ type, ids }) => [type, ids]),
    [
      ['todo:created', { itemId }],
      ['todo:updated', { itemId }],
      ['todo:updated', { itemId }],
      ['todo:created', { itemId: other }],
      ['todo:reordered', {}],
      ['todo:deleted', { itemId }]
    ]
  )
  t.ok(told.every(({ audience }) => audience.length === 2))
})

t.test('a copy has everything still to do, by nobody', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const { todos, trips } = test.planner
  const { id } = await todos.create(anna, trip.id, { name: 'Visa', due_date: '2027-05-01', priority: 2 })
  await todos.update(anna, trip.id, id, { assigned_user_id: berta.userId })
  await todos.setChecked(anna, trip.id, id, true)
  const copy = await trips.copy(anna, trip.id)
  t.match(await todos.list(anna, copy.id), [
    { name: 'Visa', due_date: '2027-05-01', priority: 2, checked: false, assigned_user_id: null }
  ])
})

t.test('a deleted account leaves its to-dos to others', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  await test.planner.todos.create(anna, trip.id, { name: 'Visa', assigned_user_id: berta.userId })
  await test.planner.users.delete(berta.userId)
  t.match(await test.planner.todos.list(anna, trip.id), [{ name: 'Visa', assigned_user_id: null }])
})

t.test('to-dos of other trips are not found, by strangers none at all; changing them needs the right to', async (t) => {
  const test = await testPlanner(t)
  const { anna, berta, trip } = await tripOfTwo(test)
  const { todos } = test.planner
  const other = await test.planner.trips.create(anna, { title: 'Other' })
  const { id } = await todos.create(anna, trip.id, { name: 'Visa' })
  const before = await todos.list(anna, trip.id)
  const changes = (actor: Actor, tripId: number): (() => Promise<unknown>)[] => [
    () => todos.update(actor, tripId, id, { name: 'x' }),
    () => todos.setChecked(actor, tripId, id, true),
    () => todos.delete(actor, tripId, id)
  ]
  const writes = (actor: Actor) => [
    ...changes(actor, trip.id),
    () => todos.create(actor, trip.id, { name: 'x' }),
    () => todos.reorder(actor, trip.id, [id])
  ]
  for (const attempt of changes(anna, other.id)) await t.rejects(attempt(), { code: 'todo_not_found' })
  for (const stranger of [await test.person('mallory'), await test.person('root', 'admin')]) {
    const reads = [() => todos.list(stranger, trip.id), () => todos.page(stranger, trip.id, { limit: 1, offset: 0 })]
    for (const attempt of [...writes(stranger), ...reads]) await t.rejects(attempt(), { code: 'trip_not_found' })
  }
  await test.sql`insert into app_settings values ('perm_packing_edit', 'trip_owner')`
  for (const attempt of writes(berta)) await t.rejects(attempt(), { code: 'permission_denied' })
  t.same(await todos.list(berta, trip.id), before)
})
