import { eq, max, sql } from 'drizzle-orm'
import type { dayAssignments } from './assignments/assignment.table.ts'
import type { Database } from './database.ts'
import { NotFoundError, type PlannerErrorCode } from './errors.ts'
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
export async function placeInOrder(tx: Database, table: Ordered | typeof dayAssignments, ids: number[]): Promise<void> {
  if (ids.length === 0) return
  const { name: position } = 'orderIndex' in table ? table.orderIndex : table.sortOrder
  await tx.execute(sql`
    update ${table} set ${sql.identifier(position)} = placed.position - 1
    from jsonb_array_elements_text(${JSON.stringify(ids)}::text::jsonb) with ordinality as placed (id, position)
    where ${table.id} = placed.id::int`)
}

/**
 * The ids with the named ones first, in the named order; `undefined` where they stand like that already.
 *
 * @throws {NotFoundError} with this code, when what is named is not all there.
 */
export function moveToFront(ids: number[], named: number[], code: PlannerErrorCode): number[] | undefined {
  requireThere(ids, named, code)
  const first = new Set(named)
  const order = [...first, ...ids.filter((id) => !first.has(id))]
  return order.some((id, i) => id !== ids[i]) ? order : undefined
}

/** @throws {NotFoundError} with this code, which names the ids that are not there. */
export function requireThere(ids: number[], named: number[], code: PlannerErrorCode): void {
  const there = new Set(ids)
  const missing = named.filter((id) => !there.has(id))
  if (missing.length > 0)
    throw new NotFoundError(
      code,
      `Nothing was moved, since these ids are not in this list: ${[...new Set(missing)].join(', ')}`
    )
}
