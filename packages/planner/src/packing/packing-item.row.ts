import { and, asc, eq, exists, inArray, or, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { NotFoundError } from '../errors.ts'
import { users } from '../users/user.table.ts'
import type { PackingItem } from './packing-item.schema.ts'
import { packingItemRecipients, packingItems } from './packing-item.table.ts'

/** The order of a packing list. */
export const listOrder = [asc(packingItems.sortOrder), asc(packingItems.createdAt), asc(packingItems.id)]

/** The condition under which an item is the actor's to see: common, or private and theirs or shown to them. */
export function isShownTo(db: Database, { userId }: Actor) {
  const received = db
    .select({ one: sql`1` })
    .from(packingItemRecipients)
    .where(and(eq(packingItemRecipients.itemId, packingItems.id), eq(packingItemRecipients.userId, userId)))
  return or(eq(packingItems.isPrivate, false), eq(packingItems.ownerId, userId), exists(received))
}

/**
 * The items of a trip that the actor sees, in order, or those of them with these ids; in two queries however many there
 * are. Positions are counted in what the actor sees: gaps would tell of private items.
 */
export async function loadItems(
  db: Database,
  actor: Actor,
  tripId: number,
  itemIds?: number[]
): Promise<PackingItem[]> {
  const shown = db
    .select({
      id: packingItems.id,
      position: sql<number>`(row_number() over (order by ${sql.join(listOrder, sql`, `)}))::int - 1`.as('position')
    })
    .from(packingItems)
    .where(and(eq(packingItems.tripId, tripId), isShownTo(db, actor)))
    .as('shown')
  const rows = await db
    .select({
      item: packingItems,
      position: shown.position,
      owner: { username: users.username, displayName: users.displayName }
    })
    .from(shown)
    .innerJoin(packingItems, eq(packingItems.id, shown.id))
    .leftJoin(users, eq(users.id, packingItems.ownerId))
    .where(itemIds && inArray(packingItems.id, itemIds))
    .orderBy(asc(shown.position))
  const recipients = await loadRecipients(
    db,
    rows.filter(({ item }) => item.isPrivate).map(({ item }) => item.id)
  )
  return rows.map(({ item, position, owner }) => ({
    id: item.id,
    trip_id: item.tripId,
    name: item.name,
    checked: item.checked,
    category: item.category,
    sort_order: position,
    quantity: item.quantity,
    weight_grams: item.weightGrams,
    bag_id: item.bagId,
    is_private: item.isPrivate,
    owner_id: item.ownerId,
    owner_username: owner && (owner.displayName ?? owner.username),
    recipients: recipients.get(item.id) ?? [],
    created_at: item.createdAt.toISOString(),
    updated_at: item.updatedAt.toISOString()
  }))
}

async function loadRecipients(db: Database, itemIds: number[]): Promise<Map<number, PackingItem['recipients']>> {
  const byItem = new Map<number, PackingItem['recipients']>()
  if (itemIds.length === 0) return byItem
  const rows = await db
    .select({
      itemId: packingItemRecipients.itemId,
      userId: users.id,
      username: users.username,
      displayName: users.displayName
    })
    .from(packingItemRecipients)
    .innerJoin(users, eq(users.id, packingItemRecipients.userId))
    .where(inArray(packingItemRecipients.itemId, itemIds))
    .orderBy(asc(users.id))
  for (const { itemId, userId, username, displayName } of rows) {
    const recipient = { user_id: userId, username: displayName ?? username }
    const group = byItem.get(itemId)
    if (group) group.push(recipient)
    else byItem.set(itemId, [recipient])
  }
  return byItem
}

/** An item of this trip that the actor sees. @throws {NotFoundError} `packing_item_not_found` for any other. */
export async function getItem(db: Database, actor: Actor, tripId: number, itemId: number): Promise<PackingItem> {
  const [item] = await loadItems(db, actor, tripId, [itemId])
  if (!item) throw new NotFoundError('packing_item_not_found', 'Packing item not found')
  return item
}
