import { and, eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import { todoCategoryAssignees } from '../category-assignees/category-assignee.table.ts'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { peopleOf, publish } from '../events.ts'
import { moveToFront, nextPosition, placeInOrder } from '../list-order.ts'
import { requirePeople } from '../members/require-people.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import { checkCalendarDate } from '../values/calendar-date.ts'
import { present } from '../values/present.ts'
import { checkText } from '../values/text.ts'
import { checkWholeNumber } from '../values/whole-number.ts'
import { getTodo, loadTodoPage, loadTodos } from './todo.row.ts'
import type { NewTodo, Todo, TodoChanges } from './todo.schema.ts'
import { todos } from './todo.table.ts'

/** Every method throws `trip_not_found` for a trip the actor does not reach; writes ask `packing_edit`. */
export interface TodoService {
  /** In order. */
  list(actor: Actor, tripId: number): Promise<Todo[]>
  /** Some of them, in order, with how many there are in all. */
  page(actor: Actor, tripId: number, page: { limit: number; offset: number }): Promise<{ items: Todo[]; total: number }>
  /**
   * Adds a to-do at the end.
   *
   * @throws {InvalidInputError} `invalid_date`, `invalid_value`, `foreign_reference`
   */
  create(actor: Actor, tripId: number, todo: NewTodo): Promise<Todo>
  /**
   * Another date is one that nobody was reminded of.
   *
   * @throws {NotFoundError} `todo_not_found` @throws {InvalidInputError} as `create`, and `nothing_to_update`
   */
  update(actor: Actor, tripId: number, todoId: number, changes: TodoChanges): Promise<Todo>
  /** @throws {NotFoundError} `todo_not_found` */
  setChecked(actor: Actor, tripId: number, todoId: number, checked: boolean): Promise<Todo>
  /** @throws {NotFoundError} `todo_not_found` */
  delete(actor: Actor, tripId: number, todoId: number): Promise<void>
  /** The named to-dos first, in this order, then the others as they were. @throws {NotFoundError} `todo_not_found` */
  reorder(actor: Actor, tripId: number, todoIds: number[]): Promise<void>
}

export function createTodoService(db: Database): TodoService {
  return {
    async list(actor, tripId) {
      await requireAccess(db, actor, tripId)
      return loadTodos(db, tripId)
    },

    async page(actor, tripId, page) {
      await requireAccess(db, actor, tripId)
      return loadTodoPage(db, tripId, page)
    },

    create: (actor, tripId, todo) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        const columns = await toColumns(tx, tripId, todo)
        const { assigned_user_id: assignedUserId = await usualAssignee(tx, tripId, columns.category) } = todo
        const [row] = await tx
          .insert(todos)
          .values({
            ...columns,
            name: columns.name,
            assignedUserId,
            tripId,
            sortOrder: await nextPosition(tx, todos, tripId)
          })
          .returning({ id: todos.id })
        if (!row) throw new Error('the to-do was not kept')
        await publish(tx, actor, { type: 'todo:created', tripId, ids: { itemId: row.id }, what: columns.name })
        return getTodo(tx, tripId, row.id)
      }),

    update: (actor, tripId, todoId, changes) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        const before = await getTodo(tx, tripId, todoId)
        const columns = await toColumns(tx, tripId, changes)
        if (Object.keys(columns).length === 0)
          throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
        const isRedated = columns.dueDate !== undefined && columns.dueDate !== before.due_date
        await tx
          .update(todos)
          .set({ ...columns, ...(isRedated && { remindedAt: null }) })
          .where(eq(todos.id, todoId))
        return publishTodo(tx, actor, tripId, todoId)
      }),

    setChecked: (actor, tripId, todoId, checked) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        await getTodo(tx, tripId, todoId)
        await tx.update(todos).set({ checked }).where(eq(todos.id, todoId))
        return publishTodo(tx, actor, tripId, todoId)
      }),

    delete: (actor, tripId, todoId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        const { name } = await getTodo(tx, tripId, todoId)
        await tx.delete(todos).where(eq(todos.id, todoId))
        await publish(tx, actor, { type: 'todo:deleted', tripId, ids: { itemId: todoId }, what: name })
      }),

    reorder: (actor, tripId, todoIds) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        const current = (await loadTodos(tx, tripId)).map(({ id }) => id)
        const order = moveToFront(current, todoIds, 'todo_not_found')
        if (!order) return
        await placeInOrder(tx, todos, order)
        await publish(tx, actor, { type: 'todo:reordered', tripId, what: 'the to-do list' })
      })
  }
}

/** The columns that changes set, each value checked. */
async function toColumns(tx: Database, tripId: number, changes: TodoChanges) {
  const { due_date: dueDate, assigned_user_id: assignedUserId, priority } = changes
  if (assignedUserId != null) await requirePeople(tx, tripId, [assignedUserId], 'assigned_user_id')
  return present({
    name: changes.name === undefined ? undefined : checkText(changes.name, 'name'),
    category: changes.category == null ? changes.category : changes.category.trim() || null,
    dueDate: dueDate == null ? dueDate : checkCalendarDate(dueDate, 'due_date'),
    description: changes.description,
    assignedUserId,
    priority: priority === null ? 0 : checkWholeNumber(priority, 'priority', 0, 3)
  })
}

/** Who looks after the category, when that is one person and they are still on the trip. */
async function usualAssignee(
  tx: Database,
  tripId: number,
  category: string | null | undefined
): Promise<number | null> {
  if (category == null) return null
  const rows = await tx
    .select({ userId: todoCategoryAssignees.userId })
    .from(todoCategoryAssignees)
    .where(and(eq(todoCategoryAssignees.tripId, tripId), eq(todoCategoryAssignees.categoryName, category)))
  const [only] = rows
  if (!only || rows.length > 1) return null
  return (await peopleOf(tx, tripId)).includes(only.userId) ? only.userId : null
}

async function publishTodo(tx: Database, actor: Actor, tripId: number, todoId: number): Promise<Todo> {
  const todo = await getTodo(tx, tripId, todoId)
  await publish(tx, actor, { type: 'todo:updated', tripId, ids: { itemId: todoId }, what: todo.name })
  return todo
}
