import { eq, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { moveToFront, placeInOrder } from '../list-order.ts'
import { isShownTo, listOrder } from './packing-item.row.ts'
import { packingItems } from './packing-item.table.ts'

/**
 * Puts the named items first in what the actor sees, and answers whether that moved any. What they do not see keeps its
 * place in the whole list.
 *
 * @throws {NotFoundError} `packing_item_not_found`
 */
export async function reorderItems(tx: Database, actor: Actor, tripId: number, named: number[]): Promise<boolean> {
  const places = await tx
    .select({ id: packingItems.id, isShown: sql<boolean>`${isShownTo(tx, actor)}` })
    .from(packingItems)
    .where(eq(packingItems.tripId, tripId))
    .orderBy(...listOrder)
  const shown = places.filter(({ isShown }) => isShown).map(({ id }) => id)
  const order = moveToFront(shown, named, 'packing_item_not_found')?.values()
  if (!order) return false
  await placeInOrder(
    tx,
    packingItems,
    places.map(({ id, isShown }) => (isShown ? (order.next().value ?? id) : id))
  )
  return true
}
