import { and, eq, ne } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { ConflictError, NotFoundError } from '../errors.ts'
import { notify } from '../notifications/notify.ts'
import { users } from '../users/user.table.ts'
import { isContributor, requireJourney, requireJourneyRole, tellContributors } from './journey-access.ts'
import { loadContributors } from './journey.row.ts'
import type { JourneyContributor } from './journey.schema.ts'
import { journeyContributors, journeyTrips } from './journey.table.ts'
import { unlinkUnreached } from './linked-trips.ts'

export type ContributorRole = 'editor' | 'viewer'

/**
 * Every method throws `journey_not_found` for a journey the actor neither owns nor contributes to; changes are for the
 * owner (`permission_denied`), whose own role stays (`is_owner`).
 */
export interface JourneyContributorService {
  /** Owner first, then in the order in which they were added. */
  list(actor: Actor, journeyId: number): Promise<JourneyContributor[]>
  /** Gives somebody a role, or another one; who is new is told. @throws {NotFoundError} `user_not_found` @throws {ConflictError} `is_owner` */
  add(actor: Actor, journeyId: number, userId: number, role: ContributorRole): Promise<void>
  /** @throws {NotFoundError} `user_not_found` for who is no contributor @throws {ConflictError} `is_owner` */
  setRole(actor: Actor, journeyId: number, userId: number, role: ContributorRole): Promise<void>
  /**
   * Contributors may leave by themselves; trips that nobody left in the journey reaches go with them. Nothing happens if
   * the person is none.
   *
   * @throws {ConflictError} `is_owner`
   */
  remove(actor: Actor, journeyId: number, userId: number): Promise<void>
}

export function createJourneyContributorService(db: Database): JourneyContributorService {
  return {
    async list(actor, journeyId) {
      await requireJourney(db, actor, journeyId)
      return loadContributors(db, journeyId)
    },

    add: (actor, journeyId, userId, role) =>
      db.transaction(async (tx) => {
        const journey = await requireJourneyRole(tx, actor, journeyId, 'owner')
        checkNotOwner(journey.ownerId, userId)
        const [person] = await tx
          .select({ id: users.id })
          .from(users)
          .where(and(eq(users.id, userId), eq(users.isGuest, false)))
        if (!person) throw new NotFoundError('user_not_found', 'Nobody with an account has this id')
        const added = await tx
          .insert(journeyContributors)
          .values({ journeyId, userId, role })
          .onConflictDoNothing()
          .returning({ userId: journeyContributors.userId })
        if (added.length > 0) await notifyOfJourney(tx, actor, { journeyId, title: journey.title, userId })
        else await tx.update(journeyContributors).set({ role }).where(isContributor(journeyId, userId))
        await tell(tx, actor, journeyId, userId)
      }),

    setRole: (actor, journeyId, userId, role) =>
      db.transaction(async (tx) => {
        const journey = await requireJourneyRole(tx, actor, journeyId, 'owner')
        checkNotOwner(journey.ownerId, userId)
        const changed = await tx
          .update(journeyContributors)
          .set({ role })
          .where(isContributor(journeyId, userId))
          .returning({ userId: journeyContributors.userId })
        if (changed.length === 0)
          throw new NotFoundError('user_not_found', 'That person does not contribute: add them first')
        await tell(tx, actor, journeyId, userId)
      }),

    remove: (actor, journeyId, userId) =>
      db.transaction(async (tx) => {
        const leaves = userId === actor.userId && (await requireJourney(tx, actor, journeyId)).role !== 'owner'
        if (!leaves) checkNotOwner((await requireJourneyRole(tx, actor, journeyId, 'owner')).ownerId, userId)
        const removed = await tx
          .delete(journeyContributors)
          .where(and(isContributor(journeyId, userId), ne(journeyContributors.role, 'owner')))
          .returning({ userId: journeyContributors.userId })
        if (removed.length === 0) return
        await tell(tx, actor, journeyId, userId)
        await unlinkUnreached(tx, actor, eq(journeyTrips.journeyId, journeyId))
      })
  }
}

function checkNotOwner(ownerId: number, userId: number): void {
  if (userId === ownerId) throw new ConflictError('is_owner', 'That is the owner, who has every right already')
}

function notifyOfJourney(
  tx: Database,
  actor: Actor,
  { journeyId, title, userId }: { journeyId: number; title: string; userId: number }
): Promise<void> {
  const target = `/journeys/${journeyId}`
  return notify(tx, actor, { event: 'journey_invite', recipients: [userId], params: { journey: title }, target })
}

function tell(tx: Database, actor: Actor, journeyId: number, userId: number): Promise<void> {
  return tellContributors(tx, actor, [journeyId], {
    type: 'journey:contributor:changed',
    ids: { userId },
    alsoTell: [userId]
  })
}
