import t from 'tap'
import { testTools } from '../support/planner.ts'
import { checkTool, type ToolCase } from '../support/tool-case.ts'

const test = await testTools(t)
const { planner, anna, berta, mallory, ask, use } = test
const { id: tripId } = await planner.trips.create(anna, { title: 'Rome' })
await planner.members.add(anna, tripId, 'berta')
const { id: itemId } = await planner.todos.create(anna, tripId, { name: 'Visa' })
const other = await planner.trips.create(anna, { title: 'Oslo' })
const foreignTodo = { tripId, itemId: (await planner.todos.create(anna, other.id, { name: 'Skis' })).id }
const TODOS = ['todos:write']

const cases: Omit<ToolCase, 'addon'>[] = [
  {
    name: 'list_todos',
    scope: 'todos:read',
    given: { tripId },
    answers: { items: [{ name: 'Visa', checked: false, priority: 0 }], total: 1 },
    bad: { tripId, limit: 0 }
  },
  {
    name: 'create_todo',
    scope: 'todos:write',
    given: { tripId, name: 'Vaccination', due_date: '2027-05-01', assigned_user_id: berta.userId, priority: 3 },
    answers: { item: { name: 'Vaccination', due_date: '2027-05-01', assigned_user_id: berta.userId, priority: 3 } },
    bad: { tripId, name: 'Vaccination', due_date: 'in May' },
    foreign: { given: { tripId, name: 'x', assigned_user_id: mallory.userId }, code: 'foreign_reference' }
  },
  {
    name: 'update_todo',
    scope: 'todos:write',
    given: { tripId, itemId, category: 'Papers', description: 'Form 7', priority: null },
    answers: { item: { name: 'Visa', category: 'Papers', description: 'Form 7', priority: 0 } },
    bad: { tripId, itemId, priority: 4 },
    foreign: { given: { ...foreignTodo, name: 'x' }, code: 'todo_not_found' }
  },
  {
    name: 'toggle_todo',
    scope: 'todos:write',
    given: { tripId, itemId, checked: true },
    answers: { item: { name: 'Visa', checked: true } },
    bad: { tripId, itemId },
    foreign: { given: { ...foreignTodo, checked: true }, code: 'todo_not_found' }
  },
  {
    name: 'reorder_todos',
    scope: 'todos:write',
    given: { tripId, orderedIds: [itemId] },
    answers: { success: true },
    bad: { tripId, orderedIds: [] },
    foreign: { given: { tripId, orderedIds: [itemId, foreignTodo.itemId] }, code: 'todo_not_found' }
  },
  {
    name: 'get_todo_category_assignees',
    scope: 'todos:read',
    given: { tripId },
    answers: { assignees: {} },
    bad: {}
  },
  {
    name: 'set_todo_category_assignees',
    scope: 'todos:write',
    given: { tripId, categoryName: 'Papers', userIds: [berta.userId] },
    answers: { assignees: [{ username: 'berta' }] },
    bad: { tripId, categoryName: 'Papers' },
    foreign: { given: { tripId, categoryName: 'Papers', userIds: [mallory.userId] }, code: 'foreign_reference' }
  },
  {
    name: 'delete_todo',
    scope: 'todos:write',
    given: { tripId, itemId },
    answers: { success: true },
    bad: { tripId },
    foreign: { given: foreignTodo, code: 'todo_not_found' }
  }
]

for (const one of cases)
  t.test(`MCP-35, MCP-38: ${one.name} does its work, and refuses the rest`, (t) =>
    checkTool(t, test, { addon: 'packing', ...one })
  )

t.test('every to-do tool is in the table above', async (t) => {
  const { result } = await ask('tools/list', {}, { scopes: TODOS })
  const listed = (result as unknown as { tools: { name: string }[] }).tools.map(({ name }) => name)
  const others = ['connection_status', 'get_trip_summary', 'list_trips']
  t.same([...cases.map(({ name }) => name), ...others].toSorted(), listed.toSorted())
})

t.test('a refusal says what to repair', async (t) => {
  const create = (given: object) => use('create_todo', { tripId, name: 'x', ...given }, { scopes: TODOS })
  await t.rejects(create({ due_date: '2027-02-30' }), { message: /due_date is no calendar date.*\[invalid_date\]/ })
  await t.rejects(create({ assigned_user_id: mallory.userId }), {
    message: /assigned_user_id: \d+ is not one of the people of this trip \[foreign_reference\]/
  })
  const { id } = await planner.todos.create(anna, tripId, { name: 'Visa' })
  await t.rejects(use('update_todo', { tripId, itemId: id }, { scopes: TODOS }), { message: /\[nothing_to_update\]/ })
})

t.test('a new to-do goes to who looks after its category, and long lists come in pages', async (t) => {
  const { id } = await planner.trips.create(anna, { title: 'Bergen' })
  const money = { tripId: id, categoryName: 'Money', userIds: [anna.userId] }
  await use('set_todo_category_assignees', money, { scopes: TODOS })
  t.match(await use('get_todo_category_assignees', { tripId: id }, { scopes: TODOS }), {
    assignees: { Money: [{ username: 'anna' }] }
  })
  for (const name of ['Cash', 'Card', 'Coins'])
    await use('create_todo', { tripId: id, name, category: 'Money' }, { scopes: TODOS })
  t.match(await use('list_todos', { tripId: id, limit: 1, offset: 1 }, { scopes: TODOS }), {
    items: [{ name: 'Card', assigned_user_id: anna.userId }],
    total: 3
  })
})
