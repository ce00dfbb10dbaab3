import { eq, sql } from 'drizzle-orm'
import type { Actor } from './actor.ts'
import type { Database } from './database.ts'
import { tripMembers } from './members/trip-member.table.ts'
import { trips } from './trips/trip.table.ts'

export type PlannerEventType =
  | `trip:${'created' | 'updated' | 'deleted'}`
  | `member:${'added' | 'removed'}`
  | `day:${'created' | 'updated' | 'deleted'}`
  | `dayNote:${'created' | 'updated' | 'deleted'}`
  | `place:${'created' | 'updated' | 'deleted'}`
  | `assignment:${'created' | 'updated' | 'deleted' | 'moved' | 'reordered' | 'participants'}`
  | `accommodation:${'created' | 'updated' | 'deleted'}`
  | `reservation:${'created' | 'updated' | 'deleted' | 'positions'}`
  | `budget:${'created' | 'updated' | 'deleted' | 'members-updated' | 'member-paid-updated'}`
  | `budget:settlement-${'created' | 'updated' | 'deleted'}`
  | `packing:${'created' | 'updated' | 'deleted' | 'reordered' | 'assignees' | 'template-applied'}`
  | `packing:bag-${'created' | 'updated' | 'deleted' | 'members-updated'}`
  | `todo:${'created' | 'updated' | 'deleted' | 'reordered' | 'assignees'}`
  | `collab:note:${'created' | 'updated' | 'deleted'}`
  | `collab:poll:${'created' | 'voted' | 'closed' | 'deleted'}`
  | `collab:message:${'created' | 'deleted' | 'reacted'}`
  | PersonalEventType

/** What happens to people, and on no trip. */
export type PersonalEventType =
  | `atlas:${'country' | 'region'}-${'marked' | 'unmarked'}`
  | `bucketList:${'created' | 'updated' | 'deleted'}`
  | `journey:${'created' | 'updated' | 'deleted'}`
  | `journey:trip:${'synced' | 'removed'}`
  | `journey:entry:${'created' | 'updated' | 'deleted'}`
  | 'journey:entries:reordered'
  | 'journey:contributor:changed'
  | `journey:share:${'created' | 'deleted'}`
  | `vacay:${'update' | 'settings' | 'invite' | 'accepted' | 'declined' | 'cancelled' | 'dissolved'}`
  | `notification:${'new' | 'updated'}`

/** That something changed, who did it and who may know. Whoever needs the thing itself asks for it. */
export interface PlannerEvent {
  type: PlannerEventType
  /** Null: it is of no trip, but of the people of the audience. */
  tripId: number | null
  /** Ids of what changed, such as `{ placeId: 7 }`. */
  ids: Record<string, number>
  actor: { userId: number; clientName?: string }
  /** Ids of the people who may see it. */
  audience: number[]
}

/** The Postgres notification channel of planner events. */
export const PLANNER_EVENTS_CHANNEL = 'planner_events'

/** A notification holds less than 8000 bytes; this many ids of ten digits stay well below. */
const AUDIENCE_LIMIT = 500

/**
 * Tells every node, when the transaction commits and only then. The audience is read inside the transaction; a caller
 * that removes somebody names them, so that they hear of it as well.
 */
export async function publish(
  tx: Database,
  actor: Actor,
  event: {
    type: Exclude<PlannerEventType, PersonalEventType>
    tripId: number
    ids?: Record<string, number>
    /** The name of what changed, as people know it; for the activity log. */
    what?: string
    /** Where it is, where that says more: "day 2". */
    where?: string
    alsoTell?: number[]
    audience?: number[]
  }
): Promise<void> {
  const audience = [...new Set([...(event.audience ?? (await peopleOf(tx, event.tripId))), ...(event.alsoTell ?? [])])]
  await send(tx, actor, { type: event.type, tripId: event.tripId, ids: event.ids ?? {}, audience })
}

/** The same for what concerns people and no trip: only they hear of it. */
export async function publishTo(
  tx: Database,
  actor: Actor,
  audience: number[],
  { type, ids = {} }: { type: PersonalEventType; ids?: Record<string, number> }
): Promise<void> {
  await send(tx, actor, { type, tripId: null, ids, audience })
}

async function send(
  tx: Database,
  { userId, client }: Actor,
  { audience, ...event }: Omit<PlannerEvent, 'actor'>
): Promise<void> {
  const clientName = client?.name.slice(0, 100)
  for (let start = 0; start < audience.length; start += AUDIENCE_LIMIT) {
    const payload: PlannerEvent = {
      ...event,
      actor: { userId, ...(clientName !== undefined && { clientName }) },
      audience: audience.slice(start, start + AUDIENCE_LIMIT)
    }
    await tx.execute(sql`select pg_notify(${PLANNER_EVENTS_CHANNEL}, ${JSON.stringify(payload)})`)
  }
}

/** Reads a notification's payload; only this package writes them. */
export function parsePlannerEvent(payload: string): PlannerEvent {
  return JSON.parse(payload) as PlannerEvent
}

/** Owner and members. */
export async function peopleOf(db: Database, tripId: number): Promise<number[]> {
  const owners = await db.select({ userId: trips.userId }).from(trips).where(eq(trips.id, tripId))
  const members = await db
    .select({ userId: tripMembers.userId })
    .from(tripMembers)
    .where(eq(tripMembers.tripId, tripId))
  return [...owners, ...members].map(({ userId }) => userId)
}
