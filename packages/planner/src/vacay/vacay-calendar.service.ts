import { and, eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { checkRegion, type Holidays } from '../holidays/holidays.ts'
import { present } from '../values/present.ts'
import { checkColor, USUAL_CALENDAR_COLOR } from './colors.ts'
import { clearPublicHolidays, loadCalendars, publicHolidays, toCalendar } from './days-off.ts'
import { openPlan, type Plan, readPlan, tellPlan } from './plan.ts'
import { vacayHolidayCalendars } from './vacay-day-off.table.ts'
import type { HolidayCalendar, HolidayCalendarChanges, NewHolidayCalendar } from './vacay.schema.ts'

/** More would make switching public holidays on the work of minutes. */
const MAX_CALENDARS = 10

/** The countries and regions whose public holidays a plan observes. Everybody of the plan may change them. */
export interface VacayCalendarService {
  /**
   * Adds one. While public holidays are on, days of vacation and company holidays on its dates go.
   *
   * @throws {InvalidInputError} `invalid_value`, also for an eleventh @throws {UnavailableError} `upstream_failed`
   */
  add(actor: Actor, calendar: NewHolidayCalendar): Promise<HolidayCalendar>
  /** @throws {NotFoundError} `calendar_not_found` @throws {InvalidInputError} `nothing_to_update`, `invalid_value` */
  update(actor: Actor, calendarId: number, changes: HolidayCalendarChanges): Promise<HolidayCalendar>
  /** @throws {NotFoundError} `calendar_not_found` */
  delete(actor: Actor, calendarId: number): Promise<void>
}

export function createVacayCalendarService(db: Database, source: Holidays): VacayCalendarService {
  return {
    async add(actor, { region: text, label = null, color = USUAL_CALENDAR_COLOR, sort_order: sortOrder = 0 }) {
      const region = await checkRegion(source, text, 'region')
      const { settings, years } = await readPlan(db, actor)
      const holidays = settings.holidaysEnabled ? await publicHolidays(source, [region], years) : []
      return db.transaction(async (tx) => {
        const plan = await openPlan(tx, actor)
        const planId = plan.settings.id
        if ((await loadCalendars(tx, planId)).length >= MAX_CALENDARS)
          throw new InvalidInputError(
            'invalid_value',
            `A plan has at most ${MAX_CALENDARS} calendars: delete one first`
          )
        const [row] = await tx
          .insert(vacayHolidayCalendars)
          .values({ planId, region, label: label?.trim() || null, color: checkColor(color), sortOrder })
          .returning()
        if (!row) throw new Error('the calendar was not kept')
        await clearPublicHolidays(tx, plan, holidays)
        await tellCalendar(tx, actor, plan, row)
        return toCalendar(row)
      })
    },

    update: (actor, calendarId, { label, color }) =>
      db.transaction(async (tx) => {
        const plan = await openPlan(tx, actor)
        const columns = present({
          label: typeof label === 'string' ? label.trim() || null : label,
          color: color === undefined ? undefined : checkColor(color)
        })
        if (Object.keys(columns).length === 0)
          throw new InvalidInputError('nothing_to_update', 'Give a label or a color to change')
        const [row] = await tx.update(vacayHolidayCalendars).set(columns).where(isOf(plan, calendarId)).returning()
        if (!row) throw calendarNotFound()
        await tellCalendar(tx, actor, plan, row)
        return toCalendar(row)
      }),

    delete: (actor, calendarId) =>
      db.transaction(async (tx) => {
        const plan = await openPlan(tx, actor)
        const [row] = await tx.delete(vacayHolidayCalendars).where(isOf(plan, calendarId)).returning()
        if (!row) throw calendarNotFound()
        await tellCalendar(tx, actor, plan, row)
      })
  }
}

function isOf({ settings }: Plan, calendarId: number) {
  return and(eq(vacayHolidayCalendars.id, calendarId), eq(vacayHolidayCalendars.planId, settings.id))
}

function calendarNotFound(): NotFoundError {
  return new NotFoundError('calendar_not_found', 'Holiday calendar not found: get_vacay_plan has those of the plan')
}

function tellCalendar(
  tx: Database,
  actor: Actor,
  plan: Plan,
  { id: calendarId }: Pick<typeof vacayHolidayCalendars.$inferSelect, 'id'>
): Promise<void> {
  return tellPlan(tx, actor, plan, {
    type: 'vacay:settings',
    years: plan.years,
    ids: { calendarId }
  })
}
