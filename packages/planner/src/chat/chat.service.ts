import { and, count, eq, lt } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { ForbiddenError, InvalidInputError, NotFoundError } from '../errors.ts'
import { publish } from '../events.ts'
import { notify } from '../notifications/notify.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import { checkText } from '../values/text.ts'
import { checkEmoji } from './emoji.ts'
import { getMessage, loadMessages, messageNotFound } from './message.row.ts'
import type { ChatMessage, Reaction } from './message.schema.ts'
import { collabMessageReactions, collabMessages } from './message.table.ts'

/** The longest message, in characters. */
export const MAX_MESSAGE_LENGTH = 5000
const PAGE = 100

/** Every method throws `trip_not_found` for a trip the actor does not reach; writes ask `collab_edit`. */
export interface ChatService {
  /** The last 100, oldest first; the ones before them have ids below `before`. Deleted ones are there without a text. */
  list(actor: Actor, tripId: number, page?: { before?: number | undefined }): Promise<ChatMessage[]>
  /** Without deleted ones. */
  count(actor: Actor, tripId: number): Promise<number>
  /**
   * Tells the others on the trip.
   *
   * @throws {NotFoundError} `reply_not_found`, also for an answer to a deleted message
   * @throws {InvalidInputError} `invalid_value`
   */
  send(
    actor: Actor,
    tripId: number,
    message: { text: string; replyTo?: number | null | undefined }
  ): Promise<ChatMessage>
  /**
   * Wipes the text and the reactions of the actor's own message; nothing happens to a deleted one.
   *
   * @throws {NotFoundError} `message_not_found` @throws {ForbiddenError} `not_author`
   */
  delete(actor: Actor, tripId: number, messageId: number): Promise<void>
  /**
   * Puts an emoji on a message, or takes it off again. Answers all reactions to the message.
   *
   * @throws {NotFoundError} `message_not_found` @throws {InvalidInputError} `invalid_value`, unless it is one emoji
   */
  react(actor: Actor, tripId: number, messageId: number, emoji: string): Promise<Reaction[]>
}

/** What the log says of a message: the words are gone once it is deleted, so they are nowhere else. */
const UNSAID = 'a message'

export function createChatService(db: Database): ChatService {
  return {
    async list(actor, tripId, { before } = {}) {
      await requireAccess(db, actor, tripId)
      const older = before === undefined ? undefined : lt(collabMessages.id, before)
      return loadMessages(db, and(eq(collabMessages.tripId, tripId), older), PAGE)
    },

    async count(actor, tripId) {
      await requireAccess(db, actor, tripId)
      const [row] = await db
        .select({ messages: count() })
        .from(collabMessages)
        .where(and(eq(collabMessages.tripId, tripId), eq(collabMessages.isDeleted, false)))
      return row?.messages ?? 0
    },

    send: (actor, tripId, { text, replyTo = null }) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'collab_edit', tripId)
        if (replyTo !== null) await requireAnswerable(tx, tripId, replyTo)
        const [row] = await tx
          .insert(collabMessages)
          .values({ tripId, userId: actor.userId, text: checkMessage(text), replyTo })
          .returning({ id: collabMessages.id })
        if (!row) throw new Error('the message was not kept')
        await publish(tx, actor, { type: 'collab:message:created', tripId, ids: { messageId: row.id }, what: UNSAID })
        await notify(tx, actor, { event: 'collab_message', tripId })
        return getMessage(tx, tripId, row.id)
      }),

    delete: (actor, tripId, messageId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'collab_edit', tripId)
        const message = await getMessage(tx, tripId, messageId)
        if (message.user_id !== actor.userId)
          throw new ForbiddenError('not_author', 'Only who wrote a message may delete it')
        if (message.deleted) return
        await tx.update(collabMessages).set({ isDeleted: true, text: '' }).where(eq(collabMessages.id, messageId))
        await tx.delete(collabMessageReactions).where(eq(collabMessageReactions.messageId, messageId))
        await publish(tx, actor, { type: 'collab:message:deleted', tripId, ids: { messageId }, what: UNSAID })
      }),

    react: (actor, tripId, messageId, given) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'collab_edit', tripId)
        const { deleted } = await getMessage(tx, tripId, messageId)
        if (deleted) throw messageNotFound()
        const reaction = { messageId, userId: actor.userId, emoji: checkEmoji(given) }
        const added = await tx.insert(collabMessageReactions).values(reaction).onConflictDoNothing().returning()
        if (added.length === 0) await takeOff(tx, reaction)
        await publish(tx, actor, { type: 'collab:message:reacted', tripId, ids: { messageId }, what: UNSAID })
        return (await getMessage(tx, tripId, messageId)).reactions
      })
  }
}

async function takeOff(
  tx: Database,
  { messageId, userId, emoji }: { messageId: number; userId: number; emoji: string }
): Promise<void> {
  await tx
    .delete(collabMessageReactions)
    .where(
      and(
        eq(collabMessageReactions.messageId, messageId),
        eq(collabMessageReactions.userId, userId),
        eq(collabMessageReactions.emoji, emoji)
      )
    )
}

async function requireAnswerable(tx: Database, tripId: number, messageId: number): Promise<void> {
  const [message] = await tx
    .select({ id: collabMessages.id })
    .from(collabMessages)
    .where(
      and(eq(collabMessages.id, messageId), eq(collabMessages.tripId, tripId), eq(collabMessages.isDeleted, false))
    )
  if (!message) throw new NotFoundError('reply_not_found', 'replyTo names no message of this trip')
}

function checkMessage(text: string): string {
  const checked = checkText(text, 'text')
  if (checked.length > MAX_MESSAGE_LENGTH)
    throw new InvalidInputError('invalid_value', `A message has at most ${MAX_MESSAGE_LENGTH} characters`)
  return checked
}
