import { sql } from 'drizzle-orm'
import { boolean, char, check, date, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { users } from '../users/user.table.ts'

export const trips = pgTable(
  'trips',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** The owner. */
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    description: text('description'),
    startDate: date('start_date', { mode: 'string' }),
    endDate: date('end_date', { mode: 'string' }),
    currency: char('currency', { length: 3 }).notNull().default('EUR'),
    coverImage: text('cover_image'),
    isArchived: boolean('is_archived').notNull().default(false),
    reminderDays: integer('reminder_days').notNull().default(3),
    /** The start for which people were reminded; another one is one that nobody was reminded of. */
    remindedFor: date('reminded_for', { mode: 'string' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('trips_user_index').on(table.userId),
    index('trips_start_index').on(table.startDate),
    check(
      'trips_dates_check',
      sql`(${table.startDate} is null) = (${table.endDate} is null) and ${table.startDate} <= ${table.endDate}`
    ),
    check('trips_reminder_days_check', sql`${table.reminderDays} between 0 and 30`)
  ]
)
