import { and, asc, count, eq, type SQL } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { NotFoundError } from '../errors.ts'
import type { Todo } from './todo.schema.ts'
import { todos } from './todo.table.ts'

/** The to-dos of a trip, in order. */
export async function loadTodos(db: Database, tripId: number, condition?: SQL): Promise<Todo[]> {
  return (await selectTodos(db, tripId, condition)).map(toTodo)
}

/** Some of them, with how many there are in all. */
export async function loadTodoPage(
  db: Database,
  tripId: number,
  { limit, offset }: { limit: number; offset: number }
): Promise<{ items: Todo[]; total: number }> {
  const [all] = await db.select({ total: count() }).from(todos).where(eq(todos.tripId, tripId))
  const rows = await selectTodos(db, tripId).limit(limit).offset(offset)
  return { items: rows.map(toTodo), total: all?.total ?? 0 }
}

/** A to-do of this trip. @throws {NotFoundError} `todo_not_found` for any other. */
export async function getTodo(db: Database, tripId: number, todoId: number): Promise<Todo> {
  const [todo] = await loadTodos(db, tripId, eq(todos.id, todoId))
  if (!todo) throw new NotFoundError('todo_not_found', 'To-do not found')
  return todo
}

function selectTodos(db: Database, tripId: number, condition?: SQL) {
  return db
    .select()
    .from(todos)
    .where(and(eq(todos.tripId, tripId), condition))
    .orderBy(asc(todos.sortOrder), asc(todos.createdAt), asc(todos.id))
}

function toTodo(row: typeof todos.$inferSelect): Todo {
  return {
    id: row.id,
    trip_id: row.tripId,
    name: row.name,
    checked: row.checked,
    category: row.category,
    sort_order: row.sortOrder,
    due_date: row.dueDate,
    description: row.description,
    assigned_user_id: row.assignedUserId,
    priority: row.priority,
    reminded_at: row.remindedAt?.toISOString() ?? null,
    created_at: row.createdAt.toISOString()
  }
}
