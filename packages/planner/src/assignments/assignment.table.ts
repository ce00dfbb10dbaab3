import { index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { days } from '../days/day.table.ts'
import { places } from '../places/place.table.ts'
import { users } from '../users/user.table.ts'

/** Visits: a place on a day, in the day's order. */
export const dayAssignments = pgTable(
  'day_assignments',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    dayId: integer('day_id')
      .notNull()
      .references(() => days.id, { onDelete: 'cascade' }),
    placeId: integer('place_id')
      .notNull()
      .references(() => places.id, { onDelete: 'cascade' }),
    orderIndex: integer('order_index').notNull(),
    notes: text('notes'),
    /** Own times; without them the place's count. */
    assignmentTime: text('assignment_time'),
    assignmentEndTime: text('assignment_end_time'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('day_assignments_day_index').on(table.dayId, table.orderIndex),
    index('day_assignments_place_index').on(table.placeId)
  ]
)

/** Who takes part in a visit. */
export const assignmentParticipants = pgTable(
  'assignment_participants',
  {
    assignmentId: integer('assignment_id')
      .notNull()
      .references(() => dayAssignments.id, { onDelete: 'cascade' }),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' })
  },
  (table) => [
    primaryKey({ columns: [table.assignmentId, table.userId] }),
    index('assignment_participants_user_index').on(table.userId)
  ]
)
