import { eq, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { publish } from '../events.ts'
import { nextPosition } from '../list-order.ts'
import { requirePeople } from '../members/require-people.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import { importItems } from './import.ts'
import { toColumns } from './item-columns.ts'
import { audienceOf, publishItem } from './item-events.ts'
import { reorderItems } from './order.ts'
import { getItem, loadItems } from './packing-item.row.ts'
import type {
  ImportedPackingItem,
  NewPackingItem,
  PackingItem,
  PackingItemChanges,
  PackingList
} from './packing-item.schema.ts'
import { packingItemRecipients, packingItems } from './packing-item.table.ts'
import { notOwner } from './undone-privacy.ts'

/**
 * Every method throws `trip_not_found` for a trip the actor does not reach; writes ask `packing_edit`. Private items of
 * others are not there: not in lists, not in counts, and by their id not found.
 */
export interface PackingService {
  /** In order. */
  list(actor: Actor, tripId: number): Promise<PackingItem[]>
  /** The same with how much of it is packed. */
  overview(actor: Actor, tripId: number): Promise<PackingList>
  /**
   * Adds an item at the end; the actor brings it.
   *
   * @throws {NotFoundError} `bag_not_found` @throws {InvalidInputError} `invalid_value`, `foreign_reference`
   */
  create(actor: Actor, tripId: number, item: NewPackingItem): Promise<PackingItem>
  /**
   * Adds items at the end for everybody to see, with the bags they name, all or none.
   *
   * @throws {InvalidInputError} `invalid_value`
   */
  import(actor: Actor, tripId: number, items: ImportedPackingItem[]): Promise<PackingItem[]>
  /**
   * @throws {NotFoundError} `packing_item_not_found`, `bag_not_found`
   * @throws {ForbiddenError} `permission_denied` when somebody else than the owner says who sees it
   * @throws {InvalidInputError} as `create`, and `nothing_to_update`
   */
  update(actor: Actor, tripId: number, itemId: number, changes: PackingItemChanges): Promise<PackingItem>
  /** @throws {NotFoundError} `packing_item_not_found` */
  setChecked(actor: Actor, tripId: number, itemId: number, checked: boolean): Promise<PackingItem>
  /** @throws {NotFoundError} `packing_item_not_found` */
  delete(actor: Actor, tripId: number, itemId: number): Promise<void>
  /**
   * The named items first, in this order, then the others as they were; private items of others stay where they are.
   *
   * @throws {NotFoundError} `packing_item_not_found`, also for what the actor does not see
   */
  reorder(actor: Actor, tripId: number, itemIds: number[]): Promise<void>
}

const USUAL_CATEGORY = 'General'

export function createPackingService(db: Database): PackingService {
  return {
    async list(actor, tripId) {
      await requireAccess(db, actor, tripId)
      return loadItems(db, actor, tripId)
    },

    async overview(actor, tripId) {
      await requireAccess(db, actor, tripId)
      const items = await loadItems(db, actor, tripId)
      return { items, total: items.length, checked: items.filter(({ checked }) => checked).length }
    },

    create: (actor, tripId, item) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        const columns = await toColumns(tx, tripId, { category: USUAL_CATEGORY, ...item })
        const [row] = await tx
          .insert(packingItems)
          .values({
            ...columns,
            name: columns.name,
            tripId,
            ownerId: actor.userId,
            sortOrder: await nextPosition(tx, packingItems, tripId)
          })
          .returning({ id: packingItems.id })
        if (!row) throw new Error('the item was not kept')
        const { is_private: isPrivate = false, recipient_ids: recipientIds = [] } = item
        await replaceRecipients(tx, actor, { tripId, itemId: row.id, isPrivate }, recipientIds)
        const created = await getItem(tx, actor, tripId, row.id)
        await publishItem(tx, actor, 'packing:created', created)
        return created
      }),

    import: (actor, tripId, items) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        const itemIds = await importItems(tx, actor, tripId, items)
        return loadItems(tx, actor, tripId, itemIds)
      }),

    update: (actor, tripId, itemId, changes) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        const before = await getItem(tx, actor, tripId, itemId)
        if (Object.values(changes).every((value) => value === undefined))
          throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
        const { is_private: isPrivate = before.is_private, recipient_ids: recipientIds } = changes
        if (isPrivate !== before.is_private || recipientIds) requireOwner(actor, before)
        const alsoTell = await audienceOf(tx, tripId, [itemId])
        const columns = await toColumns(tx, tripId, changes)
        await tx
          .update(packingItems)
          .set({ ...columns, updatedAt: sql`clock_timestamp()` })
          .where(eq(packingItems.id, itemId))
        if (recipientIds || !isPrivate)
          await replaceRecipients(tx, actor, { tripId, itemId, isPrivate }, recipientIds ?? [])
        const updated = await getItem(tx, actor, tripId, itemId)
        await publishItem(tx, actor, 'packing:updated', updated, { alsoTell })
        return updated
      }),

    setChecked: (actor, tripId, itemId, checked) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        await getItem(tx, actor, tripId, itemId)
        await tx
          .update(packingItems)
          .set({ checked, updatedAt: sql`clock_timestamp()` })
          .where(eq(packingItems.id, itemId))
        const updated = await getItem(tx, actor, tripId, itemId)
        await publishItem(tx, actor, 'packing:updated', updated)
        return updated
      }),

    delete: (actor, tripId, itemId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        const item = await getItem(tx, actor, tripId, itemId)
        await publishItem(tx, actor, 'packing:deleted', item)
        await tx.delete(packingItems).where(eq(packingItems.id, itemId))
      }),

    reorder: (actor, tripId, itemIds) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        if (!(await reorderItems(tx, actor, tripId, itemIds))) return
        const audience = await audienceOf(tx, tripId, itemIds)
        await publish(tx, actor, { type: 'packing:reordered', tripId, what: 'the packing list', audience })
      })
  }
}

function requireOwner(actor: Actor, { owner_id: ownerId }: PackingItem): void {
  if (ownerId !== actor.userId) throw notOwner()
}

async function replaceRecipients(
  tx: Database,
  owner: Actor,
  { tripId, itemId, isPrivate }: { tripId: number; itemId: number; isPrivate: boolean },
  recipientIds: number[]
): Promise<void> {
  if (!isPrivate && recipientIds.length > 0)
    throw new InvalidInputError('invalid_value', 'recipient_ids: everybody sees this item, unless is_private is true')
  const userIds = await requirePeople(tx, tripId, recipientIds, 'recipient_ids')
  await tx.delete(packingItemRecipients).where(eq(packingItemRecipients.itemId, itemId))
  const rows = userIds.filter((userId) => userId !== owner.userId).map((userId) => ({ itemId, userId }))
  if (rows.length > 0) await tx.insert(packingItemRecipients).values(rows)
}
