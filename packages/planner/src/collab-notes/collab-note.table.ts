import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { trips } from '../trips/trip.table.ts'
import { users } from '../users/user.table.ts'

/** Notes that everybody on a trip reads and edits. */
export const collabNotes = pgTable(
  'collab_notes',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    /** Who wrote it first. */
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    content: text('content'),
    category: text('category').notNull(),
    color: text('color').notNull(),
    website: text('website'),
    isPinned: boolean('pinned').notNull().default(false),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('collab_notes_trip_index').on(table.tripId, table.isPinned, table.updatedAt),
    index('collab_notes_user_index').on(table.userId),
    check('collab_notes_color_check', sql`${table.color} ~ '^#[0-9a-fA-F]{6}$'`)
  ]
)
