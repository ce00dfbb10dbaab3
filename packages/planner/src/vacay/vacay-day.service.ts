import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import type { Holidays } from '../holidays/holidays.ts'
import { users } from '../users/user.table.ts'
import { clearEntries, dayOff, observedRegions, publicHolidays } from './days-off.ts'
import { idsOf, openPlan, type Plan, readPlan, shownColor, shownName, tellPlan } from './plan.ts'
import { vacayCompanyHolidays } from './vacay-day-off.table.ts'
import { vacayEntries, vacayUserColors } from './vacay-person.table.ts'
import { inYear } from './vacay-year.service.ts'
import type { CompanyHoliday, DayOff, VacayEntry, VacayYearEntries } from './vacay.schema.ts'
import { checkedYearOf } from './years.ts'

type Toggled = 'added' | 'removed'

/** Writes throw `invalid_date`, unless the date is a real day as YYYY-MM-DD, and `invalid_value` outside of 2000 to 2100. */
export interface VacayDayService {
  /** Everybody's days of vacation and the company holidays of a year, by date. */
  list(actor: Actor, year: number): Promise<VacayYearEntries>
  /**
   * Adds or removes a day of vacation of the actor's. Nothing keeps anybody from taking more than they have, or a day on
   * which nobody works anyway: `day_off` says why that is so.
   */
  toggle(actor: Actor, date: string): Promise<{ action: Toggled; day_off: DayOff | null }>
  /**
   * Adds or removes a day on which the company is closed; everybody of the plan may. Adding takes everybody's vacation off
   * that day, unless the plan has company holidays switched off.
   */
  toggleCompanyHoliday(actor: Actor, date: string, note?: string): Promise<Toggled>
}

export function createVacayDayService(db: Database, source: Holidays): VacayDayService {
  return {
    async list(actor, year) {
      const plan = await readPlan(db, actor)
      return { entries: await loadEntries(db, plan, year), companyHolidays: await loadCompanyHolidays(db, plan, year) }
    },

    async toggle(actor, date) {
      const years = [checkedYearOf(date)]
      const regions = await observedRegions(db, await readPlan(db, actor))
      const holidays = await publicHolidays(source, regions, years)
      return db.transaction(async (tx) => {
        const plan = await openPlan(tx, actor)
        const { userId } = actor
        const removed = await tx
          .delete(vacayEntries)
          .where(and(eq(vacayEntries.userId, userId), eq(vacayEntries.date, date)))
          .returning({ id: vacayEntries.id })
        if (removed.length === 0) {
          // A trip that moves may have put it there just now.
          await tx.insert(vacayEntries).values({ userId, date }).onConflictDoNothing()
        }
        await tellPlan(tx, actor, plan, { type: 'vacay:update', years, ids: { userId } })
        return { action: removed.length > 0 ? 'removed' : 'added', day_off: await dayOff(tx, plan, date, holidays) }
      })
    },

    toggleCompanyHoliday: (actor, date, note = '') =>
      db.transaction(async (tx) => {
        const year = checkedYearOf(date)
        const plan = await openPlan(tx, actor)
        const planId = plan.settings.id
        const removed = await tx
          .delete(vacayCompanyHolidays)
          .where(and(eq(vacayCompanyHolidays.planId, planId), eq(vacayCompanyHolidays.date, date)))
          .returning({ id: vacayCompanyHolidays.id })
        if (removed.length === 0) {
          await tx.insert(vacayCompanyHolidays).values({ planId, date, note: note.trim() })
          if (plan.settings.companyHolidaysEnabled) await clearEntries(tx, plan, [date])
        }
        await tellPlan(tx, actor, plan, { type: 'vacay:update', years: [year] })
        return removed.length > 0 ? 'removed' : 'added'
      })
  }
}

async function loadEntries(db: Database, plan: Plan, year: number): Promise<VacayEntry[]> {
  return db
    .select({
      id: vacayEntries.id,
      plan_id: sql<number>`${plan.settings.id}::int`,
      user_id: vacayEntries.userId,
      date: vacayEntries.date,
      note: vacayEntries.note,
      person_name: shownName,
      person_color: shownColor
    })
    .from(vacayEntries)
    .innerJoin(users, eq(users.id, vacayEntries.userId))
    .leftJoin(vacayUserColors, eq(vacayUserColors.userId, vacayEntries.userId))
    .where(and(inArray(vacayEntries.userId, idsOf(plan)), inYear(vacayEntries.date, year)))
    .orderBy(asc(vacayEntries.date), asc(vacayEntries.userId))
}

async function loadCompanyHolidays(db: Database, { settings }: Plan, year: number): Promise<CompanyHoliday[]> {
  const rows = await db
    .select()
    .from(vacayCompanyHolidays)
    .where(and(eq(vacayCompanyHolidays.planId, settings.id), inYear(vacayCompanyHolidays.date, year)))
    .orderBy(asc(vacayCompanyHolidays.date))
  return rows.map(({ id, planId, date, note }) => ({ id, plan_id: planId, date, note }))
}
