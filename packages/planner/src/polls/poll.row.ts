import { and, asc, desc, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { NotFoundError } from '../errors.ts'
import { personColumns, toPerson } from '../users/person.ts'
import { users } from '../users/user.table.ts'
import type { Poll } from './poll.schema.ts'
import { collabPolls, collabPollVotes } from './poll.table.ts'

/** Whether a poll's deadline has passed, by the database's clock. */
const isOver = sql<boolean>`coalesce(${collabPolls.deadline} <= clock_timestamp(), false)`

/** The polls that match, newest first, in two queries however many there are. */
export async function loadPolls(db: Database, condition: SQL | undefined, limit: number): Promise<Poll[]> {
  const rows = await db
    .select({ poll: collabPolls, isOver, author: personColumns })
    .from(collabPolls)
    .innerJoin(users, eq(users.id, collabPolls.userId))
    .where(condition)
    .orderBy(desc(collabPolls.id))
    .limit(limit)
  const votes = await loadVotes(
    db,
    rows.map(({ poll }) => poll.id)
  )
  return rows.map(({ poll, isOver: isPastDeadline, author }) => ({
    id: poll.id,
    trip_id: poll.tripId,
    ...toPerson(author),
    question: poll.question,
    options: poll.options.map((text, option) => ({
      text,
      voters: votes
        .filter(({ vote }) => vote.pollId === poll.id && vote.optionIndex === option)
        .map(({ voter }) => toPerson(voter))
    })),
    multiple: poll.isMultiple,
    closed: poll.isClosed,
    is_closed: poll.isClosed || isPastDeadline,
    deadline: poll.deadline?.toISOString() ?? null,
    created_at: poll.createdAt.toISOString()
  }))
}

/** A poll of this trip. @throws {NotFoundError} `poll_not_found` for any other. */
export async function getPoll(db: Database, tripId: number, pollId: number): Promise<Poll> {
  const [poll] = await loadPolls(db, and(eq(collabPolls.id, pollId), eq(collabPolls.tripId, tripId)), 1)
  if (!poll) throw new NotFoundError('poll_not_found', 'Poll not found')
  return poll
}

async function loadVotes(db: Database, pollIds: number[]) {
  if (pollIds.length === 0) return []
  return db
    .select({ vote: collabPollVotes, voter: personColumns })
    .from(collabPollVotes)
    .innerJoin(users, eq(users.id, collabPollVotes.userId))
    .where(inArray(collabPollVotes.pollId, pollIds))
    .orderBy(asc(collabPollVotes.createdAt), asc(collabPollVotes.userId))
}
