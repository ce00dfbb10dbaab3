import { sql } from 'drizzle-orm'
import { boolean, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { users } from '../users/user.table.ts'
import type { NotificationChannel, NotificationEvent, NotificationParams } from './wording.ts'

/** What people are told of, each in a row of their own. */
export const notifications = pgTable(
  'notifications',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    recipientId: integer('recipient_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Who did it; null: nobody, or somebody who is gone. */
    senderId: integer('sender_id').references(() => users.id, { onDelete: 'set null' }),
    event: text('event').$type<NotificationEvent>().notNull(),
    /** What it is about: a trip, or the recipient. */
    scope: text('scope').$type<'trip' | 'user'>().notNull(),
    /** Id of that trip or user. It may be gone. */
    target: integer('target').notNull(),
    /** The names in its text, as they were. */
    params: jsonb('params').$type<NotificationParams>().notNull(),
    /** Path of the page to look at. */
    navigateTarget: text('navigate_target'),
    isRead: boolean('is_read').notNull().default(false),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('notifications_recipient_index').on(table.recipientId, table.id),
    index('notifications_unread_index').on(table.recipientId, table.id).where(sql`not ${table.isRead}`),
    index('notifications_sender_index').on(table.senderId)
  ]
)

/** What people decided to be told of, and how; without a row it is on. */
export const notificationPreferences = pgTable(
  'notification_channel_preferences',
  {
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    event: text('event_type').$type<NotificationEvent>().notNull(),
    channel: text('channel').$type<NotificationChannel>().notNull(),
    isEnabled: boolean('enabled').notNull()
  },
  (table) => [primaryKey({ columns: [table.userId, table.event, table.channel] })]
)
