import { sql } from 'drizzle-orm'
import { check, date, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core'
import { vacayPlans } from './vacay-plan.table.ts'

/** Days on which nobody of a plan works. */
export const vacayCompanyHolidays = pgTable(
  'vacay_company_holidays',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    planId: integer('plan_id')
      .notNull()
      .references(() => vacayPlans.id, { onDelete: 'cascade' }),
    date: date('date', { mode: 'string' }).notNull(),
    note: text('note').notNull().default('')
  },
  (table) => [unique('vacay_company_holidays_plan_date_unique').on(table.planId, table.date)]
)

/** The countries and regions whose public holidays a plan observes. */
export const vacayHolidayCalendars = pgTable(
  'vacay_holiday_calendars',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    planId: integer('plan_id')
      .notNull()
      .references(() => vacayPlans.id, { onDelete: 'cascade' }),
    /** `DE`, or `DE-BY`. */
    region: text('region').notNull(),
    label: text('label'),
    color: text('color').notNull(),
    sortOrder: integer('sort_order').notNull()
  },
  (table) => [
    index('vacay_holiday_calendars_plan_index').on(table.planId, table.sortOrder),
    check('vacay_holiday_calendars_color_check', sql`${table.color} ~ '^#[0-9a-f]{6}$'`)
  ]
)
