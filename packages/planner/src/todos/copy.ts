import { asc, eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { todos } from './todo.table.ts'

/** Copies to-dos as still to do, by nobody in particular. */
export async function copyTodos(tx: Database, tripId: number, copyId: number): Promise<void> {
  const rows = await tx.select().from(todos).where(eq(todos.tripId, tripId)).orderBy(asc(todos.id))
  const copies = rows.map(({ name, category, sortOrder, dueDate, description, priority }) => ({
    tripId: copyId,
    name,
    category,
    sortOrder,
    dueDate,
    description,
    priority
  }))
  if (copies.length > 0) await tx.insert(todos).values(copies)
}
