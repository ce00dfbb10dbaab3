import { and, count, eq, lt } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { publish } from '../events.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import { checkText } from '../values/text.ts'
import { parseDeadline } from './deadline.ts'
import { getPoll, loadPolls } from './poll.row.ts'
import type { NewPoll, Poll } from './poll.schema.ts'
import { collabPolls, collabPollVotes } from './poll.table.ts'
import { pollClosed } from './undone-vote.ts'

/** Every method throws `trip_not_found` for a trip the actor does not reach; writes ask `collab_edit`. */
export interface PollService {
  /** Newest first, 50 at a time: the next ones have ids below `before`. */
  list(actor: Actor, tripId: number, page?: { before?: number | undefined }): Promise<Poll[]>
  count(actor: Actor, tripId: number): Promise<number>
  /**
   * Asks 2 to 20 different options.
   *
   * @throws {InvalidInputError} `invalid_value`, also for a deadline that has passed; `invalid_date`
   */
  create(actor: Actor, tripId: number, poll: NewPoll): Promise<Poll>
  /**
   * Chooses an option, from 0, or takes that choice back. With one choice each, it replaces the one before.
   *
   * @throws {NotFoundError} `poll_not_found` @throws {ConflictError} `poll_closed` @throws {InvalidInputError} `invalid_option`
   */
  vote(actor: Actor, tripId: number, pollId: number, option: number): Promise<Poll>
  /** Ends voting for good; nothing happens to a closed one. @throws {NotFoundError} `poll_not_found` */
  close(actor: Actor, tripId: number, pollId: number): Promise<Poll>
  /** @throws {NotFoundError} `poll_not_found` */
  delete(actor: Actor, tripId: number, pollId: number): Promise<void>
}

const PAGE = 50
const MIN_OPTIONS = 2
const MAX_OPTIONS = 20

export function createPollService(db: Database): PollService {
  return {
    async list(actor, tripId, { before } = {}) {
      await requireAccess(db, actor, tripId)
      const older = before === undefined ? undefined : lt(collabPolls.id, before)
      return loadPolls(db, and(eq(collabPolls.tripId, tripId), older), PAGE)
    },

    async count(actor, tripId) {
      await requireAccess(db, actor, tripId)
      const [row] = await db.select({ polls: count() }).from(collabPolls).where(eq(collabPolls.tripId, tripId))
      return row?.polls ?? 0
    },

    create: (actor, tripId, { question, options, multiple = false, deadline }) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'collab_edit', tripId)
        const [row] = await tx
          .insert(collabPolls)
          .values({
            tripId,
            userId: actor.userId,
            question: checkText(question, 'question'),
            options: checkOptions(options),
            isMultiple: multiple,
            deadline: deadline == null ? null : parseDeadline(deadline)
          })
          .returning({ id: collabPolls.id })
        if (!row) throw new Error('the poll was not kept')
        const poll = await getPoll(tx, tripId, row.id)
        if (poll.is_closed) throw new InvalidInputError('invalid_value', 'deadline has passed already')
        await publish(tx, actor, { type: 'collab:poll:created', tripId, ids: { pollId: poll.id }, what: poll.question })
        return poll
      }),

    vote: (actor, tripId, pollId, option) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'collab_edit', tripId)
        const poll = await getPoll(tx, tripId, pollId)
        if (poll.is_closed) throw pollClosed()
        if (!poll.options[option]) {
          const last = poll.options.length - 1
          throw new InvalidInputError(
            'invalid_option',
            `The poll has no option ${option}: they count from 0 to ${last}`
          )
        }
        const mine = and(eq(collabPollVotes.pollId, pollId), eq(collabPollVotes.userId, actor.userId))
        const takenBack = await tx
          .delete(collabPollVotes)
          .where(and(mine, eq(collabPollVotes.optionIndex, option)))
          .returning({ option: collabPollVotes.optionIndex })
        if (takenBack.length === 0) {
          if (!poll.multiple) await tx.delete(collabPollVotes).where(mine)
          await tx.insert(collabPollVotes).values({ pollId, userId: actor.userId, optionIndex: option })
        }
        await publish(tx, actor, { type: 'collab:poll:voted', tripId, ids: { pollId }, what: poll.question })
        return getPoll(tx, tripId, pollId)
      }),

    close: (actor, tripId, pollId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'collab_edit', tripId)
        const poll = await getPoll(tx, tripId, pollId)
        if (poll.closed) return poll
        await tx.update(collabPolls).set({ isClosed: true }).where(eq(collabPolls.id, pollId))
        await publish(tx, actor, { type: 'collab:poll:closed', tripId, ids: { pollId }, what: poll.question })
        return getPoll(tx, tripId, pollId)
      }),

    delete: (actor, tripId, pollId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'collab_edit', tripId)
        const { question } = await getPoll(tx, tripId, pollId)
        await tx.delete(collabPolls).where(eq(collabPolls.id, pollId))
        await publish(tx, actor, { type: 'collab:poll:deleted', tripId, ids: { pollId }, what: question })
      })
  }
}

function checkOptions(options: string[]): string[] {
  const texts = options.map((option, i) => checkText(option, `options[${i}]`))
  if (texts.length < MIN_OPTIONS || texts.length > MAX_OPTIONS) {
    throw new InvalidInputError('invalid_value', `A poll has ${MIN_OPTIONS} to ${MAX_OPTIONS} options`)
  }
  if (new Set(texts.map((text) => text.toLowerCase())).size < texts.length) {
    throw new InvalidInputError('invalid_value', 'options has the same text twice')
  }
  return texts
}
