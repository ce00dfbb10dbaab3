import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, jsonb, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { trips } from '../trips/trip.table.ts'
import { users } from '../users/user.table.ts'

/** Questions to the people of a trip. */
export const collabPolls = pgTable(
  'collab_polls',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    /** Who asks. */
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    question: text('question').notNull(),
    options: jsonb('options').$type<string[]>().notNull(),
    /** Whether a person may choose several. */
    isMultiple: boolean('multiple').notNull(),
    /** Closed by a person, for good. */
    isClosed: boolean('closed').notNull().default(false),
    /** When voting ends by itself. */
    deadline: timestamp('deadline', { withTimezone: true }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('collab_polls_trip_index').on(table.tripId, table.id),
    index('collab_polls_user_index').on(table.userId)
  ]
)

/** Who chose what. */
export const collabPollVotes = pgTable(
  'collab_poll_votes',
  {
    pollId: integer('poll_id')
      .notNull()
      .references(() => collabPolls.id, { onDelete: 'cascade' }),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** Position among the poll's options, from 0. */
    optionIndex: integer('option_index').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    primaryKey({ columns: [table.pollId, table.userId, table.optionIndex] }),
    index('collab_poll_votes_user_index').on(table.userId),
    check('collab_poll_votes_option_index_check', sql`${table.optionIndex} >= 0`)
  ]
)
