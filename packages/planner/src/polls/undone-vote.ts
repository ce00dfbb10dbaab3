import { and, eq } from 'drizzle-orm'
import type { LoggedEvent } from '../activity/activity.table.ts'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { ConflictError, ForbiddenError } from '../errors.ts'
import { loadPolls } from './poll.row.ts'
import { collabPolls } from './poll.table.ts'

/**
 * Undoing a vote is voting: for oneself only, and while the poll is open. Anything else may be undone.
 *
 * @throws {ForbiddenError} `permission_denied` for the vote of somebody else @throws {ConflictError} `poll_closed`
 */
export async function requireOwnVote(
  tx: Database,
  actor: Actor,
  { tripId, userId, events }: { tripId: number; userId: number | null; events: LoggedEvent[] }
): Promise<void> {
  const [event] = events
  if (event?.type !== 'collab:poll:voted') return
  if (userId !== actor.userId) throw new ForbiddenError('permission_denied', 'Only who voted may take a vote back')
  const isVotedOn = and(eq(collabPolls.id, event.ids.pollId ?? 0), eq(collabPolls.tripId, tripId))
  const [poll] = await loadPolls(tx, isVotedOn, 1)
  if (poll?.is_closed) throw pollClosed()
}

export function pollClosed(): ConflictError {
  return new ConflictError('poll_closed', 'Voting on this poll has ended')
}
