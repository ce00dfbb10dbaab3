import { index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { days } from '../days/day.table.ts'
import { places } from '../places/place.table.ts'
import { trips } from '../trips/trip.table.ts'

/** Stays: a place to sleep at, from one day of the trip to another. What was booked is the stay's reservation. */
export const dayAccommodations = pgTable(
  'day_accommodations',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    placeId: integer('place_id').references(() => places.id, { onDelete: 'set null' }),
    /** Day of check-in. */
    startDayId: integer('start_day_id')
      .notNull()
      .references(() => days.id, { onDelete: 'cascade' }),
    /** Day of check-out. */
    endDayId: integer('end_day_id')
      .notNull()
      .references(() => days.id, { onDelete: 'cascade' }),
    checkIn: text('check_in'),
    checkInEnd: text('check_in_end'),
    checkOut: text('check_out'),
    confirmation: text('confirmation'),
    notes: text('notes'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('day_accommodations_trip_index').on(table.tripId),
    index('day_accommodations_place_index').on(table.placeId),
    index('day_accommodations_start_day_index').on(table.startDayId),
    index('day_accommodations_end_day_index').on(table.endDayId)
  ]
)
