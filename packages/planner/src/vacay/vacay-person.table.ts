import { sql } from 'drizzle-orm'
import { check, date, integer, pgTable, primaryKey, smallint, text, unique } from 'drizzle-orm/pg-core'
import { users } from '../users/user.table.ts'

// All of this is a person's own and goes with them from plan to plan.

/** The colour of a person's days, unless it is the usual one. */
export const vacayUserColors = pgTable(
  'vacay_user_colors',
  {
    userId: integer('user_id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    color: text('color').notNull()
  },
  (table) => [check('vacay_user_colors_color_check', sql`${table.color} ~ '^#[0-9a-f]{6}$'`)]
)

/** How many days a person has in a year, unless it is as many as usual. */
export const vacayUserYears = pgTable(
  'vacay_user_years',
  {
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    year: smallint('year').notNull(),
    vacationDays: smallint('vacation_days').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.year] }),
    check('vacay_user_years_vacation_days_check', sql`${table.vacationDays} between 0 and 366`)
  ]
)

/** Days of vacation. */
export const vacayEntries = pgTable(
  'vacay_entries',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    date: date('date', { mode: 'string' }).notNull(),
    note: text('note').notNull().default('')
  },
  (table) => [unique('vacay_entries_user_date_unique').on(table.userId, table.date)]
)
