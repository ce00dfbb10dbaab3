import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  timestamp,
  unique,
  uniqueIndex
} from 'drizzle-orm/pg-core'
import { users } from '../users/user.table.ts'

/** What everybody's plan is like before somebody changes it. */
export const USUAL_SETTINGS = {
  blockWeekends: true,
  weekendDays: '0,6',
  weekStart: 1,
  holidaysEnabled: false,
  holidaysRegion: null,
  companyHolidaysEnabled: true,
  carryOverEnabled: true
}

/** Vacation plans that somebody has changed. A plan has its owner's id: everybody has one, with or without a row. */
export const vacayPlans = pgTable(
  'vacay_plans',
  {
    id: integer('id')
      .primaryKey()
      .references(() => users.id, { onDelete: 'cascade' }),
    blockWeekends: boolean('block_weekends').notNull().default(USUAL_SETTINGS.blockWeekends),
    /** Numbers of days, 0 is Sunday. */
    weekendDays: text('weekend_days').notNull().default(USUAL_SETTINGS.weekendDays),
    /** 0 Sunday, 1 Monday. */
    weekStart: smallint('week_start').notNull().default(USUAL_SETTINGS.weekStart),
    holidaysEnabled: boolean('holidays_enabled').notNull().default(USUAL_SETTINGS.holidaysEnabled),
    holidaysRegion: text('holidays_region'),
    companyHolidaysEnabled: boolean('company_holidays_enabled')
      .notNull()
      .default(USUAL_SETTINGS.companyHolidaysEnabled),
    carryOverEnabled: boolean('carry_over_enabled').notNull().default(USUAL_SETTINGS.carryOverEnabled),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    check('vacay_plans_weekend_days_check', sql`${table.weekendDays} ~ '^([0-6](,[0-6])*)?$'`),
    check('vacay_plans_week_start_check', sql`${table.weekStart} in (0, 1)`)
  ]
)

/** Who shares a plan with its owner, and who is invited to. */
export const vacayPlanMembers = pgTable(
  'vacay_plan_members',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    planId: integer('plan_id')
      .notNull()
      .references(() => vacayPlans.id, { onDelete: 'cascade' }),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    status: text('status').$type<'pending' | 'accepted'>().notNull().default('pending'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    unique('vacay_plan_members_plan_user_unique').on(table.planId, table.userId),
    index('vacay_plan_members_user_index').on(table.userId),
    uniqueIndex('vacay_plan_members_one_plan_index').on(table.userId).where(sql`${table.status} = 'accepted'`),
    check('vacay_plan_members_status_check', sql`${table.status} in ('pending', 'accepted')`),
    check('vacay_plan_members_owner_check', sql`${table.planId} <> ${table.userId}`)
  ]
)

/** The years a plan is kept for. */
export const vacayYears = pgTable(
  'vacay_years',
  {
    planId: integer('plan_id')
      .notNull()
      .references(() => vacayPlans.id, { onDelete: 'cascade' }),
    year: smallint('year').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.planId, table.year] }),
    check('vacay_years_year_check', sql`${table.year} between 2000 and 2100`)
  ]
)
