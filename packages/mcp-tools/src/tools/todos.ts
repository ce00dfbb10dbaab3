import { Todo } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import {
  CalendarDate,
  Clearable,
  creates,
  destroys,
  Done,
  done,
  paging,
  reads,
  sets,
  TodoId,
  TripId
} from './arguments.ts'

const PAGE = 200

const TodoOutput = Type.Object({ item: Todo })
const TodoOnly = Type.Object({ tripId: TripId, itemId: TodoId })

const Name = Type.String({ minLength: 1, maxLength: 500, description: 'What to do' })
const Category = (description: string) => Type.String({ maxLength: 100, description })
const Description = Type.String({ maxLength: 2000, description: 'More detail' })
const Assignee = (description: string) =>
  Type.Integer({ minimum: 1, description: `${description} (user id, from list_trip_members)` })
const Priority = Type.Integer({ minimum: 0, maximum: 3, description: '0 none, 1 low, 2 medium, 3 high' })

const ListInput = Type.Object({ tripId: TripId, ...paging(PAGE) })
const ListOutput = Type.Object({
  items: Type.Array(Todo),
  total: Type.Integer({ description: 'How many to-dos the trip has in all' })
})

export const listTodos = defineTool<typeof ListInput, typeof ListOutput, PlannerContext>({
  name: 'list_todos',
  title: 'List to-dos',
  description: 'The to-dos of a trip in their order, done or not, with who does them and by when.',
  scopes: ['todos:read'],
  addon: 'packing',
  annotations: reads,
  input: ListInput,
  output: ListOutput,
  run: ({ tripId, limit = PAGE, offset = 0 }, { actor, planner }) =>
    planner.todos.page(actor, tripId, { limit, offset })
})

const CreateTodoInput = Type.Object({
  tripId: TripId,
  name: Name,
  category: Type.Optional(Category('Group of to-dos, free text; use one that is there already')),
  due_date: Type.Optional(CalendarDate('Day it is due')),
  description: Type.Optional(Description),
  assigned_user_id: Type.Optional(
    Clearable(
      Assignee('Who does it; null: nobody. Default: who does the to-dos of the category, if that is one person')
    )
  ),
  priority: Type.Optional(Priority)
})

export const createTodo = defineTool<typeof CreateTodoInput, typeof TodoOutput, PlannerContext>({
  name: 'create_todo',
  title: 'Add a to-do',
  description:
    'Adds something to do for a trip, at the end of the list. For things to pack, use create_packing_item; for a remark on a day, create_day_note.',
  scopes: ['todos:write'],
  addon: 'packing',
  annotations: creates,
  input: CreateTodoInput,
  output: TodoOutput,
  async run({ tripId, ...todo }, { actor, planner }) {
    return { item: await planner.todos.create(actor, tripId, todo) }
  }
})

const UpdateTodoInput = Type.Object({
  tripId: TripId,
  itemId: TodoId,
  name: Type.Optional(Name),
  category: Type.Optional(Clearable(Category('Group of to-dos, null clears it'))),
  due_date: Type.Optional(Clearable(CalendarDate('Day it is due, null clears it'))),
  description: Type.Optional(Clearable(Description)),
  assigned_user_id: Type.Optional(Clearable(Assignee('Who does it, null: nobody'))),
  priority: Type.Optional(Clearable(Priority))
})

export const updateTodo = defineTool<typeof UpdateTodoInput, typeof TodoOutput, PlannerContext>({
  name: 'update_todo',
  title: 'Change a to-do',
  description:
    'Changes the given fields of a to-do; null clears a field, a priority becomes 0. To mark it as done, use toggle_todo.',
  scopes: ['todos:write'],
  addon: 'packing',
  annotations: sets,
  input: UpdateTodoInput,
  output: TodoOutput,
  async run({ tripId, itemId, ...changes }, { actor, planner }) {
    return { item: await planner.todos.update(actor, tripId, itemId, changes) }
  }
})

const ToggleTodoInput = Type.Object({
  tripId: TripId,
  itemId: TodoId,
  checked: Type.Boolean({ description: 'true: done; false: still to do' })
})

export const toggleTodo = defineTool<typeof ToggleTodoInput, typeof TodoOutput, PlannerContext>({
  name: 'toggle_todo',
  title: 'Mark a to-do as done',
  description: 'Marks a to-do as done, or as still to do.',
  scopes: ['todos:write'],
  addon: 'packing',
  annotations: sets,
  input: ToggleTodoInput,
  output: TodoOutput,
  async run({ tripId, itemId, checked }, { actor, planner }) {
    return { item: await planner.todos.setChecked(actor, tripId, itemId, checked) }
  }
})

export const deleteTodo = defineTool<typeof TodoOnly, typeof Done, PlannerContext>({
  name: 'delete_todo',
  title: 'Delete a to-do',
  description: 'Removes a to-do for good. If it is only done, use toggle_todo.',
  scopes: ['todos:write'],
  addon: 'packing',
  annotations: destroys,
  input: TodoOnly,
  output: Done,
  async run({ tripId, itemId }, { actor, planner }) {
    await planner.todos.delete(actor, tripId, itemId)
    return done
  }
})

const ReorderInput = Type.Object({
  tripId: TripId,
  orderedIds: Type.Array(Type.Integer({ minimum: 1 }), {
    minItems: 1,
    maxItems: 2000,
    description: 'To-dos in the wanted order, from list_todos'
  })
})

export const reorderTodos = defineTool<typeof ReorderInput, typeof Done, PlannerContext>({
  name: 'reorder_todos',
  title: 'Order the to-dos',
  description:
    'Puts the named to-dos first, in this order; the others follow as they were. With an id that is not on the list nothing is moved.',
  scopes: ['todos:write'],
  addon: 'packing',
  annotations: sets,
  input: ReorderInput,
  output: Done,
  async run({ tripId, orderedIds }, { actor, planner }) {
    await planner.todos.reorder(actor, tripId, orderedIds)
    return done
  }
})

export const todoTools: Tool<PlannerContext>[] = [
  listTodos,
  createTodo,
  updateTodo,
  toggleTodo,
  deleteTodo,
  reorderTodos
]
