import { boolean, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { trips } from '../trips/trip.table.ts'
import { users } from '../users/user.table.ts'

/** Public links: who has one sees a trip without an account, as far as the flags say. One a trip. */
export const shareTokens = pgTable(
  'share_tokens',
  {
    tripId: integer('trip_id')
      .primaryKey()
      .references(() => trips.id, { onDelete: 'cascade' }),
    /** As it stands in the link: people come back for it, so a digest would not do. */
    token: text('token').notNull().unique(),
    createdBy: integer('created_by')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    showsMap: boolean('share_map').notNull().default(true),
    showsBookings: boolean('share_bookings').notNull().default(true),
    showsPacking: boolean('share_packing').notNull().default(false),
    showsBudget: boolean('share_budget').notNull().default(false),
    showsChat: boolean('share_collab').notNull().default(false),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [index('share_tokens_created_by_index').on(table.createdBy)]
)
