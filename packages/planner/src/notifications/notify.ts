import { and, asc, eq, inArray, ne, notExists, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { peopleOf, publishTo } from '../events.ts'
import { trips } from '../trips/trip.table.ts'
import { users } from '../users/user.table.ts'
import { notificationPreferences, notifications } from './notification.table.ts'
import type { NotificationEvent, NotificationParams } from './wording.ts'

interface NotificationContent {
  event: NotificationEvent
  /** The names in its text, beside those of the actor and the trip. */
  params?: NotificationParams
  /** Path of the page it leads to. Default: the trip's, if there is one. */
  target?: string
}

/** On a trip, everybody on it is told unless recipients are named. */
export type NewNotification = NotificationContent &
  ({ tripId: number; recipients?: undefined } | { tripId?: number; recipients: readonly number[] })

/**
 * Tells people of something, when the caller's transaction commits: never the actor, never guests, and nobody who has
 * switched this off. They, and only they, hear of it at once.
 *
 * @param actor who did it; `null`: nobody, it was time.
 */
export async function notify(tx: Database, actor: Actor | null, notification: NewNotification): Promise<void> {
  const { event, tripId, params, target } = notification
  const candidates = notification.recipients ?? (await peopleOf(tx, notification.tripId))
  const recipientIds = await whoWants(tx, actor, event, candidates)
  if (recipientIds.length === 0) return
  const names = await namesOf(tx, actor, tripId)
  const navigateTarget = target ?? (tripId === undefined ? null : `/trips/${tripId}`)
  await tx.insert(notifications).values(
    recipientIds.map((recipientId) => ({
      recipientId,
      senderId: actor?.userId ?? null,
      event,
      scope: tripId === undefined ? ('user' as const) : ('trip' as const),
      target: tripId ?? recipientId,
      params: { ...names, ...params },
      navigateTarget
    }))
  )
  await publishTo(tx, actor, recipientIds, { type: 'notification:new' })
}

async function whoWants(
  tx: Database,
  actor: Actor | null,
  event: NotificationEvent,
  candidates: readonly number[]
): Promise<number[]> {
  if (candidates.length === 0) return []
  const refusal = tx
    .select({ one: sql`1` })
    .from(notificationPreferences)
    .where(
      and(
        eq(notificationPreferences.userId, users.id),
        eq(notificationPreferences.event, event),
        eq(notificationPreferences.channel, 'inapp'),
        eq(notificationPreferences.isEnabled, false)
      )
    )
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(
      and(
        inArray(users.id, [...candidates]),
        actor ? ne(users.id, actor.userId) : undefined,
        eq(users.isGuest, false),
        notExists(refusal)
      )
    )
    .orderBy(asc(users.id))
    // Somebody who is being deleted is waited for and then left out: the write must not fail because of them.
    .for('key share')
  return rows.map(({ id }) => id)
}

async function namesOf(tx: Database, actor: Actor | null, tripId: number | undefined): Promise<NotificationParams> {
  const name = actor ? { actor: await shownNameOf(tx, actor) } : {}
  if (tripId === undefined) return name
  const [trip] = await tx.select({ title: trips.title }).from(trips).where(eq(trips.id, tripId))
  return { ...name, trip: trip?.title ?? '' }
}

async function shownNameOf(tx: Database, { userId }: Actor): Promise<string> {
  const [person] = await tx
    .select({ username: users.username, displayName: users.displayName })
    .from(users)
    .where(eq(users.id, userId))
  return person?.displayName ?? person?.username ?? ''
}
