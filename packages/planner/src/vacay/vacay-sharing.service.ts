import { and, asc, eq, exists, ilike, inArray, not, or, type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { ConflictError, NotFoundError } from '../errors.ts'
import { notify } from '../notifications/notify.ts'
import { users } from '../users/user.table.ts'
import { freeColor, USUAL_COLOR } from './colors.ts'
import { takeAlong } from './leaving.ts'
import {
  activePlanId,
  idsOf,
  keepPlans,
  loadPlan,
  lockPlans,
  openPlan,
  type Plan,
  readPlan,
  shownName,
  tellPlan
} from './plan.ts'
import { vacayUserColors } from './vacay-person.table.ts'
import { vacayPlanMembers } from './vacay-plan.table.ts'
import type { VacayCandidate } from './vacay.schema.ts'

/** The most people that `candidates` lists. */
const MAX_CANDIDATES = 100

/** Sharing a plan. Days, allowances and colour are a person's own: they come along into a plan and leave with them. */
export interface VacaySharingService {
  /** Who can still be invited, by name; `search` is part of it. At most 100. */
  candidates(actor: Actor, search?: string): Promise<VacayCandidate[]>
  /**
   * Invites somebody to the actor's plan; everybody of it may.
   *
   * @throws {ConflictError} `invite_self`; `already_invited`, also who is in the plan; `already_fused`, who shares another
   * @throws {NotFoundError} `user_not_found`
   */
  invite(actor: Actor, userId: number): Promise<void>
  /**
   * Joins the plan. A colour that somebody has there is changed; invitations to the actor's own plan are withdrawn.
   *
   * @throws {NotFoundError} `no_pending_invite` @throws {ConflictError} `already_fused`, who shares a plan already
   */
  accept(actor: Actor, planId: number): Promise<void>
  /** Nothing happens without an invitation. */
  decline(actor: Actor, planId: number): Promise<void>
  /** Withdraws an invitation to the actor's plan; everybody of it may. Nothing happens if there is none. */
  cancel(actor: Actor, userId: number): Promise<void>
  /**
   * Ends sharing: the owner's for everybody, a member's for themselves. Who leaves takes years and company holidays along
   * into their own plan. Nothing happens if nobody shares it.
   */
  dissolve(actor: Actor): Promise<void>
}

export function createVacaySharingService(db: Database): VacaySharingService {
  return {
    async candidates(actor, search = '') {
      const { settings } = await readPlan(db, actor)
      return db
        .select({ id: users.id, username: shownName })
        .from(users)
        .where(
          and(
            eq(users.isGuest, false),
            not(inArray(users.id, [actor.userId, settings.id])),
            not(hasPlace(db, eq(vacayPlanMembers.planId, settings.id))),
            not(shares(db)),
            ilike(shownName, `%${search.replace(/[\\%_]/g, '\\$&')}%`)
          )
        )
        .orderBy(asc(sql`lower(${shownName})`), asc(users.id))
        .limit(MAX_CANDIDATES)
    },

    invite: (actor, userId) =>
      db.transaction(async (tx) => {
        const plan = await openPlan(tx, actor)
        if (userId === actor.userId) throw new ConflictError('invite_self', 'You cannot invite yourself')
        const invited = await findInvited(tx, plan, userId)
        if (invited.isInPlan || idsOf(plan).includes(userId))
          throw new ConflictError('already_invited', `${invited.username} is invited already, or shares the plan`)
        if (invited.sharesPlan)
          throw new ConflictError(
            'already_fused',
            `${invited.username} shares a plan with others and has to leave it first`
          )
        await tx.insert(vacayPlanMembers).values({ planId: plan.settings.id, userId })
        await tellPlan(tx, actor, plan, {
          type: 'vacay:invite',
          ids: { userId },
          alsoTell: [userId]
        })
        await notify(tx, actor, { event: 'vacay_invite', recipients: [userId], target: '/vacay' })
      }),

    accept: (actor, planId) =>
      db.transaction(async (tx) => {
        await keepPlans(tx, [actor.userId])
        await lockPlans(tx, [planId, actor.userId])
        await requireInvitation(tx, actor, planId)
        const [me, ...others] = (await readPlan(tx, actor)).people
        if (others.length > 0)
          throw new ConflictError('already_fused', 'You share a plan already: leave it with dissolve_vacay_plan first')
        const before = await loadPlan(tx, planId)
        await tx
          .update(vacayPlanMembers)
          .set({ status: 'accepted' })
          .where(and(eq(vacayPlanMembers.planId, planId), eq(vacayPlanMembers.userId, actor.userId)))
        await chooseColor(tx, actor, before, me?.color ?? USUAL_COLOR)
        const plan = await loadPlan(tx, planId)
        const withdrawn = await withdraw(tx, eq(vacayPlanMembers.planId, actor.userId))
        if (withdrawn.length > 0)
          await tellPlan(tx, actor, await loadPlan(tx, actor.userId), { type: 'vacay:cancelled', alsoTell: withdrawn })
        await tellPlan(tx, actor, plan, { type: 'vacay:accepted', years: plan.years, ids: { userId: actor.userId } })
      }),

    decline: (actor, planId) =>
      db.transaction(async (tx) => {
        const declined = await withdraw(
          tx,
          and(eq(vacayPlanMembers.planId, planId), eq(vacayPlanMembers.userId, actor.userId))
        )
        if (declined.length > 0)
          await tellPlan(tx, actor, await loadPlan(tx, planId), {
            type: 'vacay:declined',
            ids: { userId: actor.userId },
            alsoTell: declined
          })
      }),

    cancel: (actor, userId) =>
      db.transaction(async (tx) => {
        const planId = await activePlanId(tx, actor.userId)
        const withdrawn = await withdraw(
          tx,
          and(eq(vacayPlanMembers.planId, planId), eq(vacayPlanMembers.userId, userId))
        )
        if (withdrawn.length > 0)
          await tellPlan(tx, actor, await loadPlan(tx, planId), {
            type: 'vacay:cancelled',
            ids: { userId },
            alsoTell: withdrawn
          })
      }),

    dissolve: (actor) =>
      db.transaction(async (tx) => {
        if (!(await hasMembers(tx, await activePlanId(tx, actor.userId)))) return
        const plan = await openPlan(tx, actor)
        const { id } = plan.settings
        const isOwner = id === actor.userId
        const gone = await tx
          .delete(vacayPlanMembers)
          .where(and(eq(vacayPlanMembers.planId, id), isOwner ? undefined : eq(vacayPlanMembers.userId, actor.userId)))
          .returning({ userId: vacayPlanMembers.userId, status: vacayPlanMembers.status })
        const leaving = gone.filter(({ status }) => status === 'accepted').map(({ userId }) => userId)
        const invited = gone.filter(({ status }) => status === 'pending').map(({ userId }) => userId)
        if (invited.length > 0) await tellPlan(tx, actor, plan, { type: 'vacay:cancelled', alsoTell: invited })
        if (leaving.length === 0) return
        await takeAlong(tx, id, leaving)
        await tellPlan(tx, actor, plan, { type: 'vacay:dissolved', years: plan.years })
      })
  }
}

/** Whether a row of `users` is a member, invited or not, of a plan of which this holds. */
function hasPlace(db: Database, condition: SQL | undefined) {
  return exists(
    db
      .select({ one: sql`1` })
      .from(vacayPlanMembers)
      .where(and(eq(vacayPlanMembers.userId, users.id), condition))
  )
}

/** Whether a row of `users` shares a plan with others, theirs or another. */
function shares(db: Database) {
  return exists(
    db
      .select({ one: sql`1` })
      .from(vacayPlanMembers)
      .where(
        and(
          or(eq(vacayPlanMembers.userId, users.id), eq(vacayPlanMembers.planId, users.id)),
          eq(vacayPlanMembers.status, 'accepted')
        )
      )
  )
}

async function findInvited(tx: Database, plan: Plan, userId: number) {
  const [invited] = await tx
    .select({
      username: shownName,
      isInPlan: sql<boolean>`${hasPlace(tx, eq(vacayPlanMembers.planId, plan.settings.id))}`,
      sharesPlan: sql<boolean>`${shares(tx)}`
    })
    .from(users)
    .where(and(eq(users.id, userId), eq(users.isGuest, false)))
  if (!invited)
    throw new NotFoundError(
      'user_not_found',
      'Nobody here has that id: get_available_vacay_users has those who can be invited'
    )
  return invited
}

/** Whether anybody shares a plan with its owner, or is invited to. */
async function hasMembers(tx: Database, planId: number): Promise<boolean> {
  const found = await tx
    .select({ id: vacayPlanMembers.id })
    .from(vacayPlanMembers)
    .where(eq(vacayPlanMembers.planId, planId))
    .limit(1)
  return found.length > 0
}

/** Locked, so that nobody withdraws it meanwhile. */
async function requireInvitation(tx: Database, actor: Actor, planId: number): Promise<void> {
  const invitations = await tx
    .select({ id: vacayPlanMembers.id })
    .from(vacayPlanMembers)
    .where(
      and(
        eq(vacayPlanMembers.planId, planId),
        eq(vacayPlanMembers.userId, actor.userId),
        eq(vacayPlanMembers.status, 'pending')
      )
    )
    .for('update')
  if (invitations.length === 0)
    throw new NotFoundError(
      'no_pending_invite',
      'No open invitation to that plan: get_vacay_plan has the incoming ones'
    )
}

/** Removes open invitations. Answers with who was invited. */
async function withdraw(tx: Database, condition: SQL | undefined): Promise<number[]> {
  const withdrawn = await tx
    .delete(vacayPlanMembers)
    .where(and(condition, eq(vacayPlanMembers.status, 'pending')))
    .returning({ userId: vacayPlanMembers.userId })
  return withdrawn.map(({ userId }) => userId)
}

async function chooseColor(tx: Database, { userId }: Actor, { people }: Plan, wanted: string): Promise<void> {
  const color = freeColor(wanted, new Set(people.map((person) => person.color)))
  if (color === wanted) return
  await tx
    .insert(vacayUserColors)
    .values({ userId, color })
    .onConflictDoUpdate({ target: vacayUserColors.userId, set: { color } })
}
