import { and, asc, eq, or } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { packingBags } from '../packing-bags/packing-bag.table.ts'
import { packingItems } from './packing-item.table.ts'

/**
 * Copies bags, and as unpacked the items that everybody sees and those that are the actor's own. Nobody else is on the
 * copy: bags have no packers there, private items no recipients, and only the actor brings anything.
 */
export async function copyPacking(tx: Database, actor: Actor, tripId: number, copyId: number): Promise<void> {
  const bagIds = await copyBags(tx, tripId, copyId)
  const isCopied = or(eq(packingItems.isPrivate, false), eq(packingItems.ownerId, actor.userId))
  const rows = await tx
    .select()
    .from(packingItems)
    .where(and(eq(packingItems.tripId, tripId), isCopied))
    .orderBy(asc(packingItems.id))
  const copies = rows.map(({ name, category, sortOrder, quantity, weightGrams, bagId, isPrivate, ownerId }) => ({
    tripId: copyId,
    name,
    category,
    sortOrder,
    quantity,
    weightGrams,
    bagId: bagId === null ? null : (bagIds.get(bagId) ?? null),
    isPrivate,
    ownerId: ownerId === actor.userId ? ownerId : null
  }))
  if (copies.length > 0) await tx.insert(packingItems).values(copies)
}

async function copyBags(tx: Database, tripId: number, copyId: number): Promise<Map<number, number>> {
  const bags = await tx
    .select()
    .from(packingBags)
    .where(eq(packingBags.tripId, tripId))
    .orderBy(asc(packingBags.sortOrder), asc(packingBags.id))
  if (bags.length === 0) return new Map()
  const copies = await tx
    .insert(packingBags)
    .values(
      bags.map(({ name, color, weightLimitGrams }, sortOrder) => ({
        tripId: copyId,
        name,
        color,
        weightLimitGrams,
        sortOrder
      }))
    )
    .returning({ id: packingBags.id, sortOrder: packingBags.sortOrder })
  return new Map(copies.flatMap(({ id, sortOrder }) => bags.slice(sortOrder, sortOrder + 1).map((bag) => [bag.id, id])))
}
