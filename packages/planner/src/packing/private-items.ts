import { and, eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { packingItems } from './packing-item.table.ts'

/** Before an account goes: its private items go with it, since nobody could say any more who sees them. */
export async function removePrivateItems(tx: Database, userId: number): Promise<void> {
  await tx.delete(packingItems).where(and(eq(packingItems.ownerId, userId), eq(packingItems.isPrivate, true)))
}
