import { and, asc, eq, or, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { ConflictError, NotFoundError } from '../errors.ts'
import { publish } from '../events.ts'
import { journeyTrips } from '../journeys/journey.table.ts'
import { unlinkUnreached } from '../journeys/linked-trips.ts'
import { notify } from '../notifications/notify.ts'
import { requireAccess, requirePermission, tripNotFound } from '../permissions.ts'
import { trips } from '../trips/trip.table.ts'
import { avatarUrl } from '../users/person.ts'
import { users } from '../users/user.table.ts'
import type { TripMember, TripPeople } from './member.schema.ts'
import { tripMembers } from './trip-member.table.ts'

/** Every method throws `trip_not_found` for a trip the actor does not reach. */
export interface MemberService {
  /** Owner, then members in the order they were added. */
  list(actor: Actor, tripId: number): Promise<TripPeople>
  /**
   * Adds an account by exact user name or e-mail address, and tells that person. Asks `member_manage`.
   *
   * @throws {NotFoundError} `user_not_found` @throws {ConflictError} `already_member`, `is_owner`
   */
  add(actor: Actor, tripId: number, identifier: string): Promise<TripMember>
  /**
   * Asks `member_manage`, except of members who leave by themselves. Their journeys follow the trip no longer. Nothing
   * happens if the person is no member.
   */
  remove(actor: Actor, tripId: number, userId: number): Promise<void>
}

export function createMemberService(db: Database): MemberService {
  return {
    async list(actor, tripId) {
      await requireAccess(db, actor, tripId)
      return loadPeople(db, tripId)
    },

    add: (actor, tripId, identifier) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'member_manage', tripId)
        const found = await findAccount(tx, identifier.trim())
        const { owner } = await loadPeople(tx, tripId)
        if (found.id === owner.id) throw new ConflictError('is_owner', 'The owner has access already')
        const added = await tx
          .insert(tripMembers)
          .values({ tripId, userId: found.id, invitedBy: actor.userId })
          .onConflictDoNothing()
          .returning({ userId: tripMembers.userId })
        if (added.length === 0) throw new ConflictError('already_member', 'That person has access already')
        const member = (await loadPeople(tx, tripId)).members.find(({ id }) => id === found.id)
        if (!member) throw new Error('the member was not kept')
        await publish(tx, actor, { type: 'member:added', tripId, ids: { userId: found.id }, what: member.username })
        await notify(tx, actor, { event: 'trip_invite', tripId, recipients: [found.id] })
        return member
      }),

    remove: (actor, tripId, userId) =>
      db.transaction(async (tx) => {
        // Nobody brings back who left by themselves: it is not recorded.
        if (userId === actor.userId) await requireAccess(tx, actor, tripId)
        else await requirePermission(tx, actor, 'member_manage', tripId)
        const member = (await loadPeople(tx, tripId)).members.find(({ id }) => id === userId)
        const removed = await tx
          .delete(tripMembers)
          .where(and(eq(tripMembers.tripId, tripId), eq(tripMembers.userId, userId)))
          .returning({ userId: tripMembers.userId })
        if (!member || removed.length === 0) return
        await publish(tx, actor, {
          type: 'member:removed',
          tripId,
          ids: { userId },
          what: member.username,
          alsoTell: [userId]
        })
        await unlinkUnreached(tx, actor, eq(journeyTrips.tripId, tripId))
      })
  }
}

async function findAccount(tx: Database, identifier: string) {
  const [found] = await tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        or(eq(users.username, identifier), sql`lower(${users.email}) = lower(${identifier})`),
        eq(users.isGuest, false)
      )
    )
  if (!found) throw new NotFoundError('user_not_found', 'Nobody here has that user name or e-mail address')
  return found
}

/** Owner and members of a trip the caller was let into. */
export async function loadPeople(db: Database, tripId: number): Promise<TripPeople> {
  const inviter = alias(users, 'inviter')
  const [owner] = await db
    .select({ user: users })
    .from(trips)
    .innerJoin(users, eq(users.id, trips.userId))
    .where(eq(trips.id, tripId))
  const members = await db
    .select({ user: users, addedAt: tripMembers.addedAt, invitedBy: inviter.username })
    .from(tripMembers)
    .innerJoin(users, eq(users.id, tripMembers.userId))
    .leftJoin(inviter, eq(inviter.id, tripMembers.invitedBy))
    .where(eq(tripMembers.tripId, tripId))
    .orderBy(asc(tripMembers.addedAt), asc(tripMembers.userId))
  if (!owner) throw tripNotFound()
  return {
    owner: { ...toPerson(owner.user), role: 'owner', is_guest: false },
    members: members.map(({ user, addedAt, invitedBy }) => ({
      ...toPerson(user),
      role: 'member',
      is_guest: user.isGuest,
      added_at: addedAt.toISOString(),
      invited_by_username: invitedBy
    }))
  }
}

function toPerson({ id, username, displayName, email, avatar }: typeof users.$inferSelect) {
  return { id, username: displayName ?? username, email, avatar, avatar_url: avatarUrl(avatar) }
}
