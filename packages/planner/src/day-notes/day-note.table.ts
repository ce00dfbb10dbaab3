import { index, integer, pgTable, real, text, timestamp } from 'drizzle-orm/pg-core'
import { days } from '../days/day.table.ts'

/** Short notes on a day. Their time is a label, such as "morning". */
export const dayNotes = pgTable(
  'day_notes',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    dayId: integer('day_id')
      .notNull()
      .references(() => days.id, { onDelete: 'cascade' }),
    text: text('text').notNull(),
    time: text('time'),
    icon: text('icon').notNull().default('📝'),
    sortOrder: real('sort_order').notNull().default(9999),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [index('day_notes_day_index').on(table.dayId, table.sortOrder)]
)
