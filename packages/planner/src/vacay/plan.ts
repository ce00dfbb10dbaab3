import { and, asc, eq, inArray, or, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { publishTo, type PersonalEventType } from '../events.ts'
import { users } from '../users/user.table.ts'
import { USUAL_COLOR } from './colors.ts'
import { vacayUserColors } from './vacay-person.table.ts'
import { USUAL_SETTINGS, vacayPlanMembers, vacayPlans, vacayYears } from './vacay-plan.table.ts'
import type { VacayPerson } from './vacay.schema.ts'

export interface Plan {
  settings: Omit<typeof vacayPlans.$inferSelect, 'createdAt'> & { createdAt: Date | null }
  /** The owner first. */
  people: VacayPerson[]
  /** Ascending. */
  years: number[]
}

/** The plan somebody has joined, else their own. */
export async function activePlanId(db: Database, userId: number): Promise<number> {
  const [joined] = await db
    .select({ planId: vacayPlanMembers.planId })
    .from(vacayPlanMembers)
    .where(and(eq(vacayPlanMembers.userId, userId), eq(vacayPlanMembers.status, 'accepted')))
  return joined?.planId ?? userId
}

/** The plan the actor acts on, as it is; of a plan that nobody has changed yet, what is usual. */
export async function readPlan(db: Database, { userId }: Actor): Promise<Plan> {
  return loadPlan(db, await activePlanId(db, userId))
}

/**
 * The plan the actor acts on, to change it: it has a row from here on, which is locked until the transaction ends, so that
 * changes to one plan happen one after the other.
 */
export async function openPlan(tx: Database, actor: Actor): Promise<Plan> {
  const planId = await activePlanId(tx, actor.userId)
  await keepPlans(tx, [planId])
  await lockPlans(tx, [planId])
  // While this waited the plan may have been dissolved, or joined to another.
  return (await activePlanId(tx, actor.userId)) === planId ? loadPlan(tx, planId) : openPlan(tx, actor)
}

/** Gives these people's own plans rows, where they have none. */
export async function keepPlans(tx: Database, ownerIds: number[]): Promise<void> {
  const made = await tx
    .insert(vacayPlans)
    .values(ownerIds.map((id) => ({ id })))
    .onConflictDoNothing()
    .returning({ planId: vacayPlans.id })
  if (made.length > 0) await tx.insert(vacayYears).values(made.map(({ planId }) => ({ planId, year: thisYear() })))
}

/** In the order of their ids, so that nobody waits for who waits for them. */
export async function lockPlans(tx: Database, ids: number[]): Promise<void> {
  await tx
    .select({ id: vacayPlans.id })
    .from(vacayPlans)
    .where(inArray(vacayPlans.id, ids))
    .orderBy(asc(vacayPlans.id))
    .for('no key update')
}

export async function loadPlan(db: Database, id: number): Promise<Plan> {
  const [row] = await db.select().from(vacayPlans).where(eq(vacayPlans.id, id))
  return {
    settings: row ?? { id, ...USUAL_SETTINGS, createdAt: null },
    people: await loadPeople(db, id),
    years: row ? await loadYears(db, id) : [thisYear()]
  }
}

export async function loadYears(db: Database, planId: number): Promise<number[]> {
  const rows = await db
    .select({ year: vacayYears.year })
    .from(vacayYears)
    .where(eq(vacayYears.planId, planId))
    .orderBy(asc(vacayYears.year))
  return rows.map(({ year }) => year)
}

async function loadPeople(db: Database, planId: number): Promise<VacayPerson[]> {
  const isMember = and(
    eq(vacayPlanMembers.userId, users.id),
    eq(vacayPlanMembers.planId, planId),
    eq(vacayPlanMembers.status, 'accepted')
  )
  return db
    .select({
      id: users.id,
      username: shownName,
      email: users.email,
      color: shownColor
    })
    .from(users)
    .leftJoin(vacayPlanMembers, isMember)
    .leftJoin(vacayUserColors, eq(vacayUserColors.userId, users.id))
    .where(or(eq(users.id, planId), eq(vacayPlanMembers.planId, planId)))
    .orderBy(sql`${users.id} <> ${planId}`, asc(vacayPlanMembers.id))
}

/** What others see of a person's name. */
export const shownName = sql<string>`coalesce(${users.displayName}, ${users.username})`

/** The colour of a person's days. */
export const shownColor = sql<string>`coalesce(${vacayUserColors.color}, ${USUAL_COLOR})`

export const idsOf = ({ people }: Plan): number[] => people.map(({ id }) => id)

/**
 * Tells the people of a plan, and who else is concerned.
 *
 * @param years Those whose days, holidays or figures are different now; none: only the plan itself is.
 */
export async function tellPlan(
  tx: Database,
  actor: Actor,
  plan: Plan,
  event: {
    type: PersonalEventType & `vacay:${string}`
    years?: readonly number[]
    ids?: Record<string, number>
    alsoTell?: number[]
  }
): Promise<void> {
  const { years = [], ids, type, alsoTell = [] } = event
  const range = years.length > 0 && { firstYear: Math.min(...years), lastYear: Math.max(...years) }
  const audience = [...new Set([...idsOf(plan), ...alsoTell])]
  await publishTo(tx, actor, audience, { type, ids: { planId: plan.settings.id, ...range, ...ids } })
}

function thisYear(): number {
  return new Date().getUTCFullYear()
}
