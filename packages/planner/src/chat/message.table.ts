import { boolean, index, integer, pgTable, primaryKey, text, timestamp, type AnyPgColumn } from 'drizzle-orm/pg-core'
import { trips } from '../trips/trip.table.ts'
import { users } from '../users/user.table.ts'

/** What people of a trip write to each other. */
export const collabMessages = pgTable(
  'collab_messages',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Empty once it is deleted. */
    text: text('text').notNull(),
    replyTo: integer('reply_to').references((): AnyPgColumn => collabMessages.id, { onDelete: 'set null' }),
    isDeleted: boolean('deleted').notNull().default(false),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('collab_messages_trip_index').on(table.tripId, table.id),
    index('collab_messages_user_index').on(table.userId),
    index('collab_messages_reply_to_index').on(table.replyTo)
  ]
)

/** Emoji that people put on a message, each once. */
export const collabMessageReactions = pgTable(
  'collab_message_reactions',
  {
    messageId: integer('message_id')
      .notNull()
      .references(() => collabMessages.id, { onDelete: 'cascade' }),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    emoji: text('emoji').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    primaryKey({ columns: [table.messageId, table.userId, table.emoji] }),
    index('collab_message_reactions_user_index').on(table.userId)
  ]
)
