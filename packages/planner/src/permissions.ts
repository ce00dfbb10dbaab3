import { and, eq, exists, or, sql, type Placeholder } from 'drizzle-orm'
import { startRecording } from './activity/recording.ts'
import type { Actor } from './actor.ts'
import { appSettings } from './app-setting.table.ts'
import type { Database } from './database.ts'
import { ForbiddenError, NotFoundError } from './errors.ts'
import { tripMembers } from './members/trip-member.table.ts'
import { trips } from './trips/trip.table.ts'
import { users } from './users/user.table.ts'

export type PermissionLevel = 'admin' | 'trip_owner' | 'trip_member' | 'everybody'

interface ActionRule {
  default: PermissionLevel
  /** Levels an administrator may choose instead. */
  levels: readonly PermissionLevel[]
}

const ownerOrMember = ['trip_owner', 'trip_member'] as const

/** What can be done and who may, unless the instance says otherwise (setting `perm_<action>`). */
export const actions = {
  trip_create: { default: 'everybody', levels: ['admin', 'everybody'] },
  trip_edit: { default: 'trip_owner', levels: ownerOrMember },
  trip_delete: { default: 'trip_owner', levels: ['admin', 'trip_owner'] },
  trip_archive: { default: 'trip_owner', levels: ownerOrMember },
  trip_cover_upload: { default: 'trip_owner', levels: ownerOrMember },
  member_manage: { default: 'trip_owner', levels: ['admin', 'trip_owner', 'trip_member'] },
  place_edit: { default: 'trip_member', levels: ownerOrMember },
  day_edit: { default: 'trip_member', levels: ownerOrMember },
  reservation_edit: { default: 'trip_member', levels: ownerOrMember },
  budget_edit: { default: 'trip_member', levels: ownerOrMember },
  /** Packing lists and to-dos. */
  packing_edit: { default: 'trip_member', levels: ownerOrMember },
  collab_edit: { default: 'trip_member', levels: ownerOrMember },
  share_manage: { default: 'trip_owner', levels: ownerOrMember }
} satisfies Record<string, ActionRule>

export type Action = keyof typeof actions

/** Outside a trip: whether the actor may do this at all. @throws {ForbiddenError} `permission_denied`. */
export async function requireAction(db: Database, actor: Actor, action: Action): Promise<void> {
  const [setting] = await settingOf(db, action)
  const level = levelOf(action, setting?.value)
  if (level !== 'everybody' && !(await isAdministrator(db, actor))) throw denied(action)
}

/**
 * Whether the actor reaches the trip: as owner or member, nothing else, administrator or not.
 *
 * @throws {NotFoundError} `trip_not_found`, the same for a trip that does not exist.
 */
export async function requireAccess(db: Database, actor: Actor, tripId: number): Promise<{ isOwner: boolean }> {
  const [trip] = await db
    .select({ ownerId: trips.userId })
    .from(trips)
    .where(and(eq(trips.id, tripId), reaches(db, actor)))
  if (!trip) throw tripNotFound()
  return { isOwner: trip.ownerId === actor.userId }
}

/**
 * Whether the actor may do this to the trip; asked by every write, first thing in its transaction. Locks the trip until
 * the transaction ends, so that writes to one trip happen one after the other. From here on what the transaction changes
 * is recorded, so that it can be undone, except where nothing of the trip is left to undo it in.
 *
 * @throws {NotFoundError} `trip_not_found` without access.
 * @throws {ForbiddenError} `permission_denied` when the action's level is above the actor.
 */
export async function requirePermission(
  tx: Database,
  actor: Actor,
  action: Action,
  tripId: number
): Promise<{ isOwner: boolean }> {
  const [trip] = await tx
    .select({
      ownerId: trips.userId,
      setting: sql<string | null>`${settingOf(tx, action)}`,
      recording: action === 'trip_delete' ? sql`null` : startRecording(action)
    })
    .from(trips)
    .where(and(eq(trips.id, tripId), reaches(tx, actor)))
    .for('no key update')
  if (!trip) throw tripNotFound()
  const isOwner = trip.ownerId === actor.userId
  const level = levelOf(action, trip.setting)
  const isAllowed = level === 'everybody' || level === 'trip_member' || (level === 'trip_owner' && isOwner)
  if (!isAllowed && !(await isAdministrator(tx, actor))) throw denied(action)
  return { isOwner }
}

/** The condition under which a row of `trips` is somebody's to see; in a prepared statement, of whom it is told later. */
export function reaches(db: Database, { userId }: { userId: number | Placeholder }) {
  const membership = db
    .select({ one: sql`1` })
    .from(tripMembers)
    .where(and(eq(tripMembers.tripId, trips.id), eq(tripMembers.userId, userId)))
  return or(eq(trips.userId, userId), exists(membership))
}

/** Whether the actor administers the instance. */
export async function isAdministrator(db: Database, { userId, role }: Actor): Promise<boolean> {
  if (role !== undefined) return role === 'admin'
  const [user] = await db.select({ role: users.role }).from(users).where(eq(users.id, userId))
  return user?.role === 'admin'
}

function settingOf(db: Database, action: Action) {
  return db
    .select({ value: appSettings.value })
    .from(appSettings)
    .where(eq(appSettings.key, `perm_${action}`))
}

/** What the instance chose, or the default where that is none of the levels there are. */
function levelOf(action: Action, setting: string | null | undefined): PermissionLevel {
  const rule: ActionRule = actions[action]
  return rule.levels.find((level) => level === setting) ?? rule.default
}

export function tripNotFound(): NotFoundError {
  return new NotFoundError('trip_not_found', 'Trip not found')
}

function denied(action: Action): ForbiddenError {
  return new ForbiddenError('permission_denied', `You may not do that here (${action})`)
}
