import { sql, type SQLWrapper } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { activities, type LoggedEvent } from './activity.table.ts'
import { currentActions, currentActivity } from './recording.ts'

/** Names in the log are shown in one line; longer ones are cut. */
const MAX_NAME = 200

/** Completes the transaction's activity; what is told of it later on is added to its events. The caller runs it. */
export function logEntry(
  tx: Database,
  { userId, client }: Actor,
  {
    tripId,
    events,
    what,
    where,
    visibleTo,
    undoes
  }: {
    tripId: number
    events: LoggedEvent[]
    what: string
    where?: string | undefined
    visibleTo: number | null
    undoes?: number | undefined
  }
): SQLWrapper {
  return tx
    .insert(activities)
    .values({
      id: currentActivity,
      tripId,
      userId,
      clientId: client?.id ?? null,
      clientName: client?.name ?? null,
      events,
      what: shorten(what),
      where: where ?? null,
      actions: currentActions,
      visibleTo,
      undoes: undoes ?? null
    })
    .onConflictDoUpdate({ target: activities.id, set: { events: sql`${activities.events} || excluded.events` } })
}

/** Cut between characters, with a mark where something is missing. */
function shorten(name: string): string {
  const characters = Array.from(name)
  return characters.length > MAX_NAME ? `${characters.slice(0, MAX_NAME - 1).join('')}…` : name
}
