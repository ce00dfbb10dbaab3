import { sql } from 'drizzle-orm'
import { boolean, check, date, index, integer, pgTable, smallint, text, timestamp } from 'drizzle-orm/pg-core'
import { trips } from '../trips/trip.table.ts'
import { users } from '../users/user.table.ts'

/** What has to be done for a trip. */
export const todos = pgTable(
  'todo_items',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    checked: boolean('checked').notNull().default(false),
    category: text('category'),
    sortOrder: integer('sort_order').notNull(),
    dueDate: date('due_date', { mode: 'string' }),
    description: text('description'),
    assignedUserId: integer('assigned_user_id').references(() => users.id, { onDelete: 'set null' }),
    /** 0 none, 1 low, 2 medium, 3 high. */
    priority: smallint('priority').notNull().default(0),
    /** When people were last told that it is due; null: not for this date. */
    remindedAt: timestamp('reminded_at', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('todo_items_trip_index').on(table.tripId, table.sortOrder),
    index('todo_items_assigned_user_index').on(table.assignedUserId),
    index('todo_items_due_index').on(table.dueDate).where(sql`not ${table.checked}`),
    check('todo_items_priority_check', sql`${table.priority} between 0 and 3`)
  ]
)
