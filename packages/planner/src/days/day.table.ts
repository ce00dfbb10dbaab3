import { sql } from 'drizzle-orm'
import { date, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { trips } from '../trips/trip.table.ts'

/** Days are positions in a trip; they may have a date. What happens on them hangs on their id. */
export const days = pgTable(
  'days',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    dayNumber: integer('day_number').notNull(),
    date: date('date', { mode: 'string' }),
    title: text('title'),
    notes: text('notes')
  },
  (table) => [
    uniqueIndex('days_number_index').on(table.tripId, table.dayNumber),
    uniqueIndex('days_date_index').on(table.tripId, table.date).where(sql`${table.date} is not null`)
  ]
)
