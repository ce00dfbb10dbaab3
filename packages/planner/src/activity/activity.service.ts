import { and, asc, desc, eq, exists, inArray, isNull, or, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { ConflictError, NotFoundError } from '../errors.ts'
import { peopleOf, type TripEventType, publishAll } from '../events.ts'
import { journeyTrips } from '../journeys/journey.table.ts'
import { unlinkUnreached } from '../journeys/linked-trips.ts'
import { followVisits } from '../journeys/suggestions.ts'
import { type Action, requireAccess, requirePermission } from '../permissions.ts'
import { requireOwnPrivacy } from '../packing/undone-privacy.ts'
import { requireOwnVote } from '../polls/undone-vote.ts'
import type { Trip } from '../trips/trip.schema.ts'
import { trips } from '../trips/trip.table.ts'
import { toPerson } from '../users/person.ts'
import { users } from '../users/user.table.ts'
import { moveVacation } from '../vacay/trip-dates.ts'
import { isOlder, type Page, type PageRequest, readPage, toPage } from '../values/page.ts'
import type { Activity } from './activity.schema.ts'
import { activities, activityChanges } from './activity.table.ts'
import { currentActivity } from './recording.ts'
import { findObstacles, type RowChange } from './row-change.ts'

/** How long activities are kept, and can be undone, in days. */
export const ACTIVITY_DAYS = 90

/** Every method throws `trip_not_found` for a trip the actor does not reach. */
export interface ActivityService {
  /**
   * Who changed what, newest first; not what only others may know of. `kinds` are the first halves of types, such as
   * "place"; absent: all.
   *
   * @throws {InvalidInputError} `invalid_value` for a cursor that no page gave
   */
  list(actor: Actor, tripId: number, options?: PageRequest & { kinds?: string[] | undefined }): Promise<Page<Activity>>
  /**
   * The kinds of all that an activity changed, its own first.
   *
   * @throws {NotFoundError} `activity_not_found`, also for what only others may know of.
   */
  kindsOf(actor: Actor, tripId: number, activityId: number): Promise<string[]>
  /**
   * Takes everything back that an activity did, or nothing. Needs the permissions that the change needed. It is an activity
   * itself: to do it again, undo that. Answers with it.
   *
   * @throws {NotFoundError} `activity_not_found`
   * @throws {ForbiddenError} `permission_denied`, also for the vote of somebody else, and for who sees an item of theirs
   * @throws {ConflictError} `not_undoable` where there is nothing to take back, `already_undone`, `poll_closed` for a vote,
   * and `undo_conflict` when what it changed has changed again, or something would go with it
   */
  undo(actor: Actor, tripId: number, activityId: number): Promise<Activity>
}

export function createActivityService(db: Database): ActivityService {
  return {
    async list(actor, tripId, { kinds, ...request } = {}) {
      await requireAccess(db, actor, tripId)
      const { before, limit, rows } = readPage(request)
      const isWanted = and(isOlder(activities.id, before), kinds && inArray(KIND, kinds))
      const found = await selectActivities(db, actor, tripId, isWanted).limit(rows)
      return toPage(found.map(toActivity), limit)
    },

    async kindsOf(actor, tripId, activityId) {
      await requireAccess(db, actor, tripId)
      const { activity } = await findActivity(db, actor, tripId, activityId)
      return [...new Set(activity.events.map(({ type }) => type.split(':')[0] ?? ''))]
    },

    undo: (actor, tripId, activityId) =>
      db.transaction(async (tx) => {
        const undoable = await findUndoable(tx, actor, tripId, activityId)
        const { events, what, where, visibleTo, actions } = undoable
        for (const action of actions) await requirePermission(tx, actor, action as Action, tripId)
        await requireOwnVote(tx, actor, undoable)
        const undoingId = await markUndone(tx, activityId)
        const people = await peopleOf(tx, tripId)
        const before = await datesOf(tx, tripId)
        await refuseClashes(async () => {
          await tx.execute(sql`set constraints all deferred`)
          await tx.execute(sql`select planner_undo_changes(${activityId})`)
          const change = await loadChanges(tx, activityId)
          requireOwnPrivacy(actor, change)
          const obstacles = findObstacles(change, await loadChanges(tx, undoingId))
          if (obstacles.length > 0) throw clash(obstacles.slice(0, MAX_TOLD).join('; '))
          await unlinkUnreached(tx, actor, eq(journeyTrips.tripId, tripId))
          await takeVacationAlong(tx, actor, tripId, before)
          await followVisits(tx, actor, tripId)
          await publishAll(tx, actor, {
            tripId,
            events: events.map(({ type, ids }) => ({ type: reversed(type), ids })),
            what,
            where: where ?? undefined,
            visibleTo,
            undoes: activityId,
            // Whoever is off the trip by this hears of it as well.
            ...(visibleTo === null && { alsoTell: people })
          })
          await tx.execute(sql`set constraints all immediate`)
        })
        return toActivity(await findActivity(tx, actor, tripId, undoingId))
      })
  }
}

/** More obstacles than this are no help. */
const MAX_TOLD = 5

const KIND = sql`split_part(${activities.events} -> 0 ->> 'type', ':', 1)`

const opposites: readonly (readonly [string, string])[] = [
  ['created', 'deleted'],
  ['added', 'removed']
]

/** What listeners are told when that is taken back: what was created is deleted; a change is a change either way. */
function reversed(type: string): TripEventType {
  for (const [one, other] of opposites) {
    if (type.endsWith(one)) return `${type.slice(0, -one.length)}${other}` as TripEventType
    if (type.endsWith(other)) return `${type.slice(0, -other.length)}${one}` as TripEventType
  }
  return type as TripEventType
}

/** An activity the actor may see and something came of. */
async function findUndoable(tx: Database, actor: Actor, tripId: number, activityId: number) {
  await requireAccess(tx, actor, tripId)
  const found = await findActivity(tx, actor, tripId, activityId)
  if (!found.hasChanges) throw new ConflictError('not_undoable', 'There is nothing in it that could be taken back')
  return found.activity
}

/** Answers with the activity that undoes it. What had been undone by it is so no longer. */
async function markUndone(tx: Database, activityId: number): Promise<number> {
  const [undone] = await tx
    .update(activities)
    .set({ undoneBy: currentActivity })
    .where(and(eq(activities.id, activityId), isNull(activities.undoneBy)))
    .returning({ undoneBy: activities.undoneBy })
  if (!undone || undone.undoneBy === null) {
    throw new ConflictError('already_undone', 'It has been undone already; to do it again, undo the activity that did')
  }
  await tx.update(activities).set({ undoneBy: null }).where(eq(activities.undoneBy, activityId))
  return undone.undoneBy
}

/** What the database does not allow, such as a number that is taken or a parent that is gone, is a clash too. */
async function refuseClashes(undo: () => Promise<void>): Promise<void> {
  try {
    await undo()
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error
    const isIntegrityViolation =
      cause instanceof Error && 'code' in cause && typeof cause.code === 'string' && cause.code.startsWith('23')
    throw isIntegrityViolation ? clash('what is there now leaves no room for what was there before') : error
  }
}

function clash(obstacles: string): ConflictError {
  return new ConflictError('undo_conflict', `This cannot be undone any more: ${obstacles}`)
}

/** A trip whose start moves takes its owner's vacation along, which is no part of the trip, and so of what is undone. */
async function takeVacationAlong(tx: Database, actor: Actor, tripId: number, before: TripDates | undefined) {
  const after = await datesOf(tx, tripId)
  if (before && after) await moveVacation(tx, actor, before, after.start_date)
}

type TripDates = Pick<Trip, 'user_id' | 'start_date' | 'end_date'>

async function datesOf(tx: Database, tripId: number): Promise<TripDates | undefined> {
  const [dates] = await tx
    .select({ user_id: trips.userId, start_date: trips.startDate, end_date: trips.endDate })
    .from(trips)
    .where(eq(trips.id, tripId))
  return dates
}

function loadChanges(tx: Database, activityId: number): Promise<RowChange[]> {
  return tx
    .select({ table: activityChanges.table, before: activityChanges.before, after: activityChanges.after })
    .from(activityChanges)
    .where(eq(activityChanges.activityId, activityId))
    .orderBy(asc(activityChanges.seq))
}

async function findActivity(db: Database, actor: Actor, tripId: number, activityId: number) {
  const [found] = await selectActivities(db, actor, tripId, eq(activities.id, activityId))
  if (!found) throw new NotFoundError('activity_not_found', 'Activity not found: see the activity of the trip')
  return found
}

/** What the actor may know of that happened in a trip, newest first, in one query. */
function selectActivities(db: Database, { userId }: Actor, tripId: number, condition: SQL | undefined) {
  const changes = db.select({ one: sql`1` }).from(activityChanges).where(eq(activityChanges.activityId, activities.id))
  return db
    .select({ activity: activities, user: users, hasChanges: sql<boolean>`${exists(changes)}` })
    .from(activities)
    .leftJoin(users, eq(users.id, activities.userId))
    .where(
      and(eq(activities.tripId, tripId), or(isNull(activities.visibleTo), eq(activities.visibleTo, userId)), condition)
    )
    .orderBy(desc(activities.id))
    .$dynamic()
}

function toActivity({ activity, user, hasChanges }: Awaited<ReturnType<typeof selectActivities>>[number]): Activity {
  return {
    id: activity.id,
    trip_id: activity.tripId,
    at: activity.at.toISOString(),
    type: activity.events[0]?.type ?? '',
    what: activity.what,
    where: activity.where,
    user: user && toPerson(user),
    client_name: activity.clientName,
    can_undo: hasChanges && activity.undoneBy === null,
    undoes: activity.undoes,
    undone_by: activity.undoneBy
  }
}
