import { and, eq, inArray } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { peopleOf, publish } from '../events.ts'
import type { PackingItem } from './packing-item.schema.ts'
import { packingItemRecipients, packingItems } from './packing-item.table.ts'

/**
 * Tells of a change to one item: whoever sees it, and whoever did until now. Of what is private the log is for its owner.
 */
export async function publishItem(
  tx: Database,
  actor: Actor,
  type: 'packing:created' | 'packing:updated' | 'packing:deleted',
  { id: itemId, trip_id: tripId, name, is_private: isPrivate, owner_id: ownerId }: PackingItem,
  { alsoTell = [] }: { alsoTell?: number[] } = {}
): Promise<void> {
  const event = { type, tripId, ids: { itemId }, what: name, alsoTell }
  if (!isPrivate) return publish(tx, actor, event)
  const audience = await audienceOf(tx, tripId, [itemId])
  await publish(tx, actor, { ...event, audience, visibleTo: ownerId })
}

/** The people of the trip who see one of the items. */
export async function audienceOf(tx: Database, tripId: number, itemIds: number[]): Promise<number[]> {
  const rows = await tx
    .select({
      isPrivate: packingItems.isPrivate,
      ownerId: packingItems.ownerId,
      recipientId: packingItemRecipients.userId
    })
    .from(packingItems)
    .leftJoin(packingItemRecipients, eq(packingItemRecipients.itemId, packingItems.id))
    .where(and(eq(packingItems.tripId, tripId), inArray(packingItems.id, itemIds)))
  const people = await peopleOf(tx, tripId)
  if (rows.some(({ isPrivate }) => !isPrivate)) return people
  const seeing = new Set(rows.flatMap(({ ownerId, recipientId }) => [ownerId, recipientId]))
  return people.filter((id) => seeing.has(id))
}
