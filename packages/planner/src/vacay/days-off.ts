import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Database } from '../database.ts'
import type { Holiday } from '../holidays/holiday.schema.ts'
import { holidaysIn, type Holidays } from '../holidays/holidays.ts'
import { idsOf, type Plan } from './plan.ts'
import { vacayCompanyHolidays, vacayHolidayCalendars } from './vacay-day-off.table.ts'
import { vacayEntries } from './vacay-person.table.ts'
import type { DayOff, HolidayCalendar } from './vacay.schema.ts'

/** The regions whose holidays a plan observes; none while they are switched off. */
export async function observedRegions(db: Database, { settings }: Plan): Promise<string[]> {
  if (!settings.holidaysEnabled) return []
  return (await loadCalendars(db, settings.id)).map(({ region }) => region)
}

/**
 * Public holidays of these regions, by date. Asked outside of transactions, which hold the plan's lock.
 *
 * @throws {UnavailableError} `upstream_failed`
 */
export async function publicHolidays(
  source: Holidays,
  regions: string[],
  years: readonly number[]
): Promise<Holiday[]> {
  const found: Holiday[][] = []
  // One after the other: a year may be a second's work.
  for (const region of new Set(regions)) for (const year of years) found.push(await holidaysIn(source, region, year))
  const once = new Map(
    found.flat().map((holiday) => [`${holiday.date} ${holiday.countryCode} ${holiday.name}`, holiday])
  )
  return [...once.values()].toSorted((one, other) => (one.date < other.date ? -1 : 1))
}

/** Nobody has to take vacation on these dates, nor has the company to be closed. */
export async function clearPublicHolidays(tx: Database, plan: Plan, holidays: readonly Holiday[]): Promise<void> {
  const dates = [...new Set(holidays.map(({ date }) => date))]
  if (dates.length === 0) return
  await clearEntries(tx, plan, dates)
  await tx
    .delete(vacayCompanyHolidays)
    .where(and(eq(vacayCompanyHolidays.planId, plan.settings.id), inArray(vacayCompanyHolidays.date, dates)))
}

/** Takes everybody's vacation off dates on which the company is closed. */
export async function clearCompanyHolidays(tx: Database, plan: Plan): Promise<void> {
  const closed = tx
    .select({ date: vacayCompanyHolidays.date })
    .from(vacayCompanyHolidays)
    .where(eq(vacayCompanyHolidays.planId, plan.settings.id))
  await tx
    .delete(vacayEntries)
    .where(and(inArray(vacayEntries.userId, idsOf(plan)), inArray(vacayEntries.date, closed)))
}

export async function clearEntries(tx: Database, plan: Plan, dates: string[]): Promise<void> {
  await tx.delete(vacayEntries).where(and(inArray(vacayEntries.userId, idsOf(plan)), inArray(vacayEntries.date, dates)))
}

/** Why nobody of the plan works on a date; `null`: they do. */
export async function dayOff(
  db: Database,
  { settings }: Plan,
  date: string,
  holidays: readonly Holiday[]
): Promise<DayOff | null> {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  if (settings.blockWeekends && settings.weekendDays.includes(String(weekday))) return 'weekend'
  if (holidays.some((holiday) => holiday.date === date)) return 'public_holiday'
  if (!settings.companyHolidaysEnabled) return null
  const closed = await db
    .select({ id: vacayCompanyHolidays.id })
    .from(vacayCompanyHolidays)
    .where(and(eq(vacayCompanyHolidays.planId, settings.id), eq(vacayCompanyHolidays.date, date)))
  return closed.length > 0 ? 'company_holiday' : null
}

/** In their order. */
export async function loadCalendars(db: Database, planId: number): Promise<HolidayCalendar[]> {
  const rows = await db
    .select()
    .from(vacayHolidayCalendars)
    .where(eq(vacayHolidayCalendars.planId, planId))
    .orderBy(asc(vacayHolidayCalendars.sortOrder), asc(vacayHolidayCalendars.id))
  return rows.map(toCalendar)
}

export function toCalendar(row: typeof vacayHolidayCalendars.$inferSelect): HolidayCalendar {
  return {
    id: row.id,
    plan_id: row.planId,
    region: row.region,
    label: row.label,
    color: row.color,
    sort_order: row.sortOrder
  }
}
