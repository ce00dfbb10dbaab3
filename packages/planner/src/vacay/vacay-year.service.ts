import { and, between, count, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { carriedOver, type PersonYear } from './carry-over.ts'
import { idsOf, loadYears, openPlan, type Plan, readPlan, tellPlan } from './plan.ts'
import { vacayCompanyHolidays } from './vacay-day-off.table.ts'
import { vacayEntries, vacayUserYears } from './vacay-person.table.ts'
import { vacayYears } from './vacay-plan.table.ts'
import type { VacayStat } from './vacay.schema.ts'
import { checkYear } from './years.ts'

/** Days of vacation a year, unless somebody says otherwise. */
const USUAL_VACATION_DAYS = 30
const MAX_VACATION_DAYS = 366

export interface VacayYearService {
  /** Years the plan is kept for, ascending. */
  list(actor: Actor): Promise<number[]>
  /**
   * Adds a year, in which everybody has 30 days and what earlier years leave over. A year that is there stays as it is.
   *
   * @throws {InvalidInputError} `invalid_value` outside of 2000 to 2100
   */
  add(actor: Actor, year: number): Promise<number[]>
  /** Removes a year with everybody's days and allowances and the company holidays in it. */
  delete(actor: Actor, year: number): Promise<number[]>
  /**
   * What everybody has, used and has left in a year. What is carried over is worked out from the plan's years before it,
   * so it is always true; a year the plan is not kept for counts as if it were.
   */
  stats(actor: Actor, year: number): Promise<VacayStat[]>
  /**
   * The actor's own allowance, in whole days.
   *
   * @throws {InvalidInputError} `invalid_value`, unless it is 0 to 366 in a year from 2000 to 2100
   */
  setAllowance(actor: Actor, year: number, vacationDays: number): Promise<void>
}

export function createVacayYearService(db: Database): VacayYearService {
  return {
    list: async (actor) => (await readPlan(db, actor)).years,

    add: (actor, year) =>
      db.transaction(async (tx) => {
        checkYear(year)
        const plan = await openPlan(tx, actor)
        const planId = plan.settings.id
        const added = await tx.insert(vacayYears).values({ planId, year }).onConflictDoNothing().returning()
        if (added.length > 0) await tellPlan(tx, actor, plan, { type: 'vacay:settings', years: [year] })
        return loadYears(tx, planId)
      }),

    delete: (actor, year) =>
      db.transaction(async (tx) => {
        const plan = await openPlan(tx, actor)
        const { id: planId } = plan.settings
        const people = idsOf(plan)
        await tx.delete(vacayYears).where(and(eq(vacayYears.planId, planId), eq(vacayYears.year, year)))
        await tx.delete(vacayEntries).where(and(inArray(vacayEntries.userId, people), inYear(vacayEntries.date, year)))
        await tx
          .delete(vacayUserYears)
          .where(and(inArray(vacayUserYears.userId, people), eq(vacayUserYears.year, year)))
        await tx
          .delete(vacayCompanyHolidays)
          .where(and(eq(vacayCompanyHolidays.planId, planId), inYear(vacayCompanyHolidays.date, year)))
        await tellPlan(tx, actor, plan, { type: 'vacay:settings', years: [year] })
        return loadYears(tx, planId)
      }),

    async stats(actor, year) {
      const plan = await readPlan(db, actor)
      const earlier = plan.years.filter((kept) => kept < year)
      const [used, allowances] = [await countEntries(db, plan), await loadAllowances(db, plan)]
      return plan.people.map((person) => {
        const personYear = (one: number): PersonYear => ({
          vacationDays: allowances.get(`${person.id} ${one}`) ?? USUAL_VACATION_DAYS,
          used: used.get(`${person.id} ${one}`) ?? 0
        })
        const { vacationDays, used: days } = personYear(year)
        const carried = plan.settings.carryOverEnabled ? carriedOver(earlier.map(personYear)) : 0
        return {
          user_id: person.id,
          person_name: person.username,
          person_color: person.color,
          year,
          vacation_days: vacationDays,
          carried_over: carried,
          total_available: vacationDays + carried,
          used: days,
          remaining: vacationDays + carried - days
        }
      })
    },

    setAllowance: (actor, year, vacationDays) =>
      db.transaction(async (tx) => {
        checkYear(year)
        const plan = await openPlan(tx, actor)
        if (!Number.isInteger(vacationDays) || vacationDays < 0 || vacationDays > MAX_VACATION_DAYS)
          throw new InvalidInputError('invalid_value', `vacationDays: give whole days from 0 to ${MAX_VACATION_DAYS}`)
        await tx
          .insert(vacayUserYears)
          .values({ userId: actor.userId, year, vacationDays })
          .onConflictDoUpdate({ target: [vacayUserYears.userId, vacayUserYears.year], set: { vacationDays } })
        await tellPlan(tx, actor, plan, { type: 'vacay:update', years: [year] })
      })
  }
}

/** The dates of a year. */
export function inYear(column: typeof vacayEntries.date | typeof vacayCompanyHolidays.date, year: number) {
  return between(column, `${year}-01-01`, `${year}-12-31`)
}

/** Days of vacation by person and year. */
async function countEntries(db: Database, plan: Plan): Promise<ReadonlyMap<string, number>> {
  const year = sql<number>`extract(year from ${vacayEntries.date})::int`
  const rows = await db
    .select({ userId: vacayEntries.userId, year, days: count() })
    .from(vacayEntries)
    .where(inArray(vacayEntries.userId, idsOf(plan)))
    .groupBy(vacayEntries.userId, year)
  return new Map(rows.map((row) => [`${row.userId} ${row.year}`, row.days]))
}

async function loadAllowances(db: Database, plan: Plan): Promise<ReadonlyMap<string, number>> {
  const rows = await db
    .select()
    .from(vacayUserYears)
    .where(inArray(vacayUserYears.userId, idsOf(plan)))
  return new Map(rows.map(({ userId, year, vacationDays }) => [`${userId} ${year}`, vacationDays]))
}
