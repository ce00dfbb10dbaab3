import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { trips } from '../trips/trip.table.ts'
import { users } from '../users/user.table.ts'

/** What things are packed into. */
export const packingBags = pgTable(
  'packing_bags',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    color: text('color').notNull().default('#6366f1'),
    weightLimitGrams: integer('weight_limit_grams'),
    sortOrder: integer('sort_order').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('packing_bags_trip_index').on(table.tripId, table.sortOrder),
    check('packing_bags_color_check', sql`${table.color} ~ '^#[0-9a-fA-F]{6}$'`),
    check('packing_bags_weight_limit_check', sql`${table.weightLimitGrams} >= 0`)
  ]
)

/** Who packs a bag. */
export const packingBagMembers = pgTable(
  'packing_bag_members',
  {
    bagId: integer('bag_id')
      .notNull()
      .references(() => packingBags.id, { onDelete: 'cascade' }),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' })
  },
  (table) => [
    primaryKey({ columns: [table.bagId, table.userId] }),
    index('packing_bag_members_user_index').on(table.userId)
  ]
)
