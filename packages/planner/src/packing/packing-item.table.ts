import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { packingBags } from '../packing-bags/packing-bag.table.ts'
import { trips } from '../trips/trip.table.ts'
import { users } from '../users/user.table.ts'

/** Things to pack. A private one is for its owner and the recipients only, whoever owns the trip. */
export const packingItems = pgTable(
  'packing_items',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    checked: boolean('checked').notNull().default(false),
    category: text('category'),
    sortOrder: integer('sort_order').notNull(),
    quantity: integer('quantity').notNull().default(1),
    /** Of one piece. */
    weightGrams: integer('weight_grams'),
    bagId: integer('bag_id').references(() => packingBags.id, { onDelete: 'set null' }),
    isPrivate: boolean('is_private').notNull().default(false),
    /** Who brings it; null for what came from a template. */
    ownerId: integer('owner_id').references(() => users.id, { onDelete: 'set null' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('packing_items_trip_index').on(table.tripId, table.sortOrder),
    index('packing_items_bag_index').on(table.bagId),
    index('packing_items_owner_index').on(table.ownerId),
    check('packing_items_quantity_check', sql`${table.quantity} between 1 and 999`),
    check('packing_items_weight_check', sql`${table.weightGrams} >= 0`)
  ]
)

/** Who sees a private item beside its owner. */
export const packingItemRecipients = pgTable(
  'packing_item_recipients',
  {
    itemId: integer('item_id')
      .notNull()
      .references(() => packingItems.id, { onDelete: 'cascade' }),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' })
  },
  (table) => [
    primaryKey({ columns: [table.itemId, table.userId] }),
    index('packing_item_recipients_user_index').on(table.userId)
  ]
)
