import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { ConflictError, InvalidInputError } from '../errors.ts'
import type { Holiday } from '../holidays/holiday.schema.ts'
import { checkRegion, type Holidays } from '../holidays/holidays.ts'
import { users } from '../users/user.table.ts'
import { present } from '../values/present.ts'
import { checkColor, USUAL_CALENDAR_COLOR } from './colors.ts'
import {
  clearCompanyHolidays,
  clearPublicHolidays,
  loadCalendars,
  observedRegions,
  publicHolidays
} from './days-off.ts'
import { openPlan, type Plan, readPlan, shownName, tellPlan } from './plan.ts'
import { vacayHolidayCalendars } from './vacay-day-off.table.ts'
import { vacayUserColors } from './vacay-person.table.ts'
import { vacayPlanMembers, vacayPlans } from './vacay-plan.table.ts'
import type { VacayPlan, VacayPlanData, VacaySettings } from './vacay.schema.ts'

export interface VacayPlanService {
  /** The plan with its people and invitations. A plan nobody has changed yet has the usual settings and this year. */
  get(actor: Actor): Promise<VacayPlanData>
  /**
   * Changes what is given; everybody of the plan may. Days of vacation on what becomes a day off by it go; public holidays
   * that are switched on without a calendar get one of `holidays_region`.
   *
   * @throws {InvalidInputError} `nothing_to_update`, `invalid_value` @throws {UnavailableError} `upstream_failed`
   */
  update(actor: Actor, changes: VacaySettings): Promise<VacayPlan>
  /**
   * The colour of the actor's days, written as #rrggbb.
   *
   * @throws {InvalidInputError} `invalid_value` @throws {ConflictError} `color_taken` by somebody else of the plan.
   */
  setColor(actor: Actor, color: string): Promise<string>
  /** The public holidays of a year in the plan's calendars; none while they are switched off. */
  publicHolidays(actor: Actor, year: number): Promise<Holiday[]>
}

export function createVacayPlanService(db: Database, source: Holidays): VacayPlanService {
  return {
    async get(actor) {
      const plan = await readPlan(db, actor)
      const { id } = plan.settings
      return {
        plan: await toVacayPlan(db, plan),
        users: plan.people,
        pendingInvites: await loadInvitations(db, id),
        incomingInvites: await loadIncomingInvitations(db, actor),
        isOwner: id === actor.userId,
        isFused: plan.people.length > 1
      }
    },

    async update(actor, changes) {
      const columns = await toColumns(source, changes)
      if (Object.keys(columns).length === 0)
        throw new InvalidInputError('nothing_to_update', 'Give at least one setting to change')
      const holidays = await holidaysAfter(db, source, await readPlan(db, actor), columns)
      return db.transaction(async (tx) => {
        const before = await openPlan(tx, actor)
        await tx.update(vacayPlans).set(columns).where(eq(vacayPlans.id, before.settings.id))
        const plan = { ...before, settings: { ...before.settings, ...columns } }
        await keepFirstCalendar(tx, plan)
        await clearPublicHolidays(tx, plan, holidays)
        if (columns.companyHolidaysEnabled) await clearCompanyHolidays(tx, plan)
        await tellPlan(tx, actor, plan, { type: 'vacay:settings', years: plan.years })
        return toVacayPlan(tx, plan)
      })
    },

    setColor: (actor, given) =>
      db.transaction(async (tx) => {
        const plan = await openPlan(tx, actor)
        const color = checkColor(given)
        const owner = plan.people.find((person) => person.color === color && person.id !== actor.userId)
        if (owner) throw new ConflictError('color_taken', `${color} is the colour of ${owner.username}: choose another`)
        await tx
          .insert(vacayUserColors)
          .values({ userId: actor.userId, color })
          .onConflictDoUpdate({ target: vacayUserColors.userId, set: { color } })
        await tellPlan(tx, actor, plan, { type: 'vacay:update', years: plan.years })
        return color
      }),

    async publicHolidays(actor, year) {
      const plan = await readPlan(db, actor)
      return publicHolidays(source, await observedRegions(db, plan), [year])
    }
  }
}

async function toColumns(source: Holidays, changes: VacaySettings) {
  const { weekend_days: weekendDays, week_start: weekStart, holidays_region: region } = changes
  if (weekendDays !== undefined && !/^([0-6](,[0-6])*)?$/.test(weekendDays))
    throw new InvalidInputError('invalid_value', 'weekend_days: write numbers of days with commas, such as 0,6')
  if (weekStart !== undefined && weekStart !== 0 && weekStart !== 1)
    throw new InvalidInputError('invalid_value', 'week_start: 0 is Sunday, 1 is Monday')
  return present({
    blockWeekends: changes.block_weekends,
    weekendDays,
    weekStart,
    holidaysEnabled: changes.holidays_enabled,
    holidaysRegion: region == null ? region : await checkRegion(source, region, 'holidays_region'),
    companyHolidaysEnabled: changes.company_holidays_enabled,
    carryOverEnabled: changes.carry_over_enabled
  })
}

/** The public holidays there will be once the plan has these settings. */
async function holidaysAfter(db: Database, source: Holidays, before: Plan, changes: Partial<Plan['settings']>) {
  const settings = { ...before.settings, ...changes }
  const regions = await observedRegions(db, { ...before, settings })
  const first = settings.holidaysEnabled && settings.holidaysRegion !== null ? [settings.holidaysRegion] : []
  return publicHolidays(source, regions.length > 0 ? regions : first, before.years)
}

async function keepFirstCalendar(tx: Database, { settings }: Plan): Promise<void> {
  const { id: planId, holidaysEnabled, holidaysRegion: region } = settings
  if (!holidaysEnabled || region === null || (await loadCalendars(tx, planId)).length > 0) return
  await tx.insert(vacayHolidayCalendars).values({ planId, region, color: USUAL_CALENDAR_COLOR, sortOrder: 0 })
}

async function toVacayPlan(db: Database, { settings }: Plan): Promise<VacayPlan> {
  return {
    id: settings.id,
    owner_id: settings.id,
    block_weekends: settings.blockWeekends,
    weekend_days: settings.weekendDays,
    week_start: settings.weekStart,
    holidays_enabled: settings.holidaysEnabled,
    holidays_region: settings.holidaysRegion,
    company_holidays_enabled: settings.companyHolidaysEnabled,
    carry_over_enabled: settings.carryOverEnabled,
    created_at: settings.createdAt?.toISOString() ?? null,
    holiday_calendars: await loadCalendars(db, settings.id)
  }
}

const invitationColumns = {
  id: vacayPlanMembers.id,
  username: shownName,
  email: users.email,
  createdAt: vacayPlanMembers.createdAt
}

async function loadInvitations(db: Database, planId: number): Promise<VacayPlanData['pendingInvites']> {
  const rows = await db
    .select({ ...invitationColumns, userId: vacayPlanMembers.userId })
    .from(vacayPlanMembers)
    .innerJoin(users, eq(users.id, vacayPlanMembers.userId))
    .where(and(eq(vacayPlanMembers.planId, planId), eq(vacayPlanMembers.status, 'pending')))
    .orderBy(asc(vacayPlanMembers.id))
  return rows.map(({ userId, createdAt, ...row }) => ({ ...row, user_id: userId, created_at: createdAt.toISOString() }))
}

async function loadIncomingInvitations(db: Database, { userId }: Actor): Promise<VacayPlanData['incomingInvites']> {
  const rows = await db
    .select({ ...invitationColumns, planId: vacayPlanMembers.planId })
    .from(vacayPlanMembers)
    .innerJoin(users, eq(users.id, vacayPlanMembers.planId))
    .where(and(eq(vacayPlanMembers.userId, userId), eq(vacayPlanMembers.status, 'pending')))
    .orderBy(asc(vacayPlanMembers.id))
  return rows.map(({ planId, createdAt, ...row }) => ({ ...row, plan_id: planId, created_at: createdAt.toISOString() }))
}
