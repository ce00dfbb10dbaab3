import { eq, max, sql } from 'drizzle-orm'
import type { Database } from './database.ts'
import type { packingBags } from './packing-bags/packing-bag.table.ts'
import type { packingItems } from './packing/packing-item.table.ts'
import type { todos } from './todos/todo.table.ts'

type Ordered = typeof packingItems | typeof packingBags | typeof todos

/** The place after all the trip has in this list. The caller holds the trip's lock. */
export async function nextPosition(tx: Database, table: Ordered, tripId: number): Promise<number> {
  const [last] = await tx
    .select({ sortOrder: max(table.sortOrder) })
    .from(table)
    .where(eq(table.tripId, tripId))
  return (last?.sortOrder ?? -1) + 1
}

/** Numbers rows from 0, in this order, in one statement. */
export async function placeInOrder(tx: Database, table: Ordered, ids: number[]): Promise<void> {
  if (ids.length === 0) return
  const positions = sql.join(
    ids.map((id, i) => sql`(${id}::int, ${i}::int)`),
    sql`, `
  )
  await tx.execute(
    sql`update ${table} set sort_order = placed.position from (values ${positions}) as placed (id, position) where ${table.id} = placed.id`
  )
}

/** The ids with the named ones first, in the named order; what is named but not there is ignored. */
export function moveToFront(ids: number[], named: number[]): number[] {
  const there = new Set(ids)
  const first = new Set(named.filter((id) => there.has(id)))
  return [...first, ...ids.filter((id) => !first.has(id))]
}
