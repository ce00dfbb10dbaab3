import { eq, sql } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import { logEntry } from './activity/log.ts'
import type { Actor } from './actor.ts'
import type { Database } from './database.ts'
import { tripMembers } from './members/trip-member.table.ts'
import { trips } from './trips/trip.table.ts'

/** What happens to a trip. */
export type TripEventType =
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

export type PlannerEventType = TripEventType | PersonalEventType

/** That something changed, who did it and who may know. Whoever needs the thing itself asks for it. */
export interface PlannerEvent {
  type: PlannerEventType
  /** Null: it is of no trip, but of the people of the audience. */
  tripId: number | null
  /** Ids of what changed, such as `{ placeId: 7 }`. */
  ids: Record<string, number>
  /** Null: nobody did it, it was time. */
  actor: { userId: number; clientName?: string } | null
  /** Ids of the people who may see it. */
  audience: number[]
}

/** The Postgres notification channel of planner events. */
export const PLANNER_EVENTS_CHANNEL = 'planner_events'

/** A notification holds less than 8000 bytes; this many ids of ten digits stay well below. */
const AUDIENCE_LIMIT = 500

/** One thing that happened in a trip. */
export interface TripEvent {
  type: TripEventType
  ids: Record<string, number>
}

interface Told {
  tripId: number
  /** The name of what changed, as people know it; for the activity log. */
  what: string
  /** Where it is, where that says more: "day 2". */
  where?: string | undefined
  /** The only person who may know of it; absent: everybody on the trip. */
  visibleTo?: number | null | undefined
  alsoTell?: number[]
  audience?: number[]
}

/**
 * Writes what happened into the activity log and tells every node, when the transaction commits and only then. Of several
 * in one transaction the first is the headline. The audience is read inside the transaction; a caller that removes
 * somebody names them, so that they hear of it as well.
 */
export function publish(
  tx: Database,
  actor: Actor,
  { type, ids = {}, ...told }: Told & { type: TripEventType; ids?: Record<string, number> }
): Promise<void> {
  return publishAll(tx, actor, { ...told, events: [{ type, ids }] })
}

/** The same for many things that changed at once, in the same few queries however many there are. */
export async function publishAll(
  tx: Database,
  actor: Actor,
  { events, undoes, ...told }: Told & { events: TripEvent[]; undoes?: number }
): Promise<void> {
  const [headline] = events
  if (!headline) return
  const { tripId, what, where, visibleTo = null } = told
  const audience = new Set([
    ...(told.audience ?? (visibleTo === null ? await peopleOf(tx, tripId) : [visibleTo])),
    ...(told.alsoTell ?? [])
  ])
  const tell = notifyOf(
    actor,
    events.map(({ type, ids }) => ({ type, tripId, ids })),
    audience
  )
  // With the trip goes its log.
  if (headline.type === 'trip:deleted') await tx.execute(tell)
  else {
    const entry = logEntry(tx, actor, { tripId, events, what, where, visibleTo, undoes })
    await tx.execute(sql`with logged as ${entry} ${tell}`)
  }
}

/** Tells what concerns people and no trip: only they hear of it, and no log says it. */
export async function publishTo(
  tx: Database,
  actor: Actor | null,
  audience: readonly number[],
  { type, ids = {} }: { type: PersonalEventType; ids?: Record<string, number> }
): Promise<void> {
  await tx.execute(notifyOf(actor, [{ type, tripId: null, ids }], new Set(audience)))
}

function notifyOf(
  who: Actor | null,
  events: Pick<PlannerEvent, 'type' | 'tripId' | 'ids'>[],
  audience: ReadonlySet<number>
) {
  const clientName = who?.client?.name.slice(0, 100)
  const actor = who && { userId: who.userId, ...(clientName !== undefined && { clientName }) }
  const payloads = events.flatMap((event) =>
    inPieces([...audience]).map((piece): PlannerEvent => ({ ...event, actor, audience: piece }))
  )
  const texts = JSON.stringify(payloads.map((payload) => JSON.stringify(payload)))
  return sql`select pg_notify(${PLANNER_EVENTS_CHANNEL}, payload) from json_array_elements_text(${texts}::json) payload`
}

function inPieces(audience: number[]): number[][] {
  const pieces = Math.ceil(audience.length / AUDIENCE_LIMIT)
  return Array.from({ length: pieces }, (_, i) => audience.slice(i * AUDIENCE_LIMIT, (i + 1) * AUDIENCE_LIMIT))
}

/** Reads a notification's payload; only this package writes them. */
export function parsePlannerEvent(payload: string): PlannerEvent {
  return JSON.parse(payload) as PlannerEvent
}

/** Owner, then members. */
export async function peopleOf(db: Database, tripId: number): Promise<number[]> {
  const owner = db
    .select({ userId: trips.userId, place: sql<number>`0`.as('place') })
    .from(trips)
    .where(eq(trips.id, tripId))
  const members = db
    .select({ userId: tripMembers.userId, place: sql<number>`1`.as('place') })
    .from(tripMembers)
    .where(eq(tripMembers.tripId, tripId))
  const people = await unionAll(owner, members).orderBy(sql`place`, sql`user_id`)
  return people.map(({ userId }) => userId)
}
