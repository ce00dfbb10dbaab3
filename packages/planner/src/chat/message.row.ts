import { and, desc, eq, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database } from '../database.ts'
import { NotFoundError } from '../errors.ts'
import { personColumns, toPerson } from '../users/person.ts'
import { users } from '../users/user.table.ts'
import type { ChatMessage } from './message.schema.ts'
import { collabMessages } from './message.table.ts'
import { loadReactions } from './reactions.ts'

/** The latest messages that match, oldest first, in two queries however many there are. */
export async function loadMessages(db: Database, condition: SQL | undefined, limit: number): Promise<ChatMessage[]> {
  const answered = alias(collabMessages, 'answered')
  const answeredAuthor = alias(users, 'answered_author')
  const rows = await db
    .select({
      message: collabMessages,
      author: personColumns,
      answeredText: answered.text,
      answeredUsername: answeredAuthor.username,
      answeredDisplayName: answeredAuthor.displayName
    })
    .from(collabMessages)
    .innerJoin(users, eq(users.id, collabMessages.userId))
    .leftJoin(answered, eq(answered.id, collabMessages.replyTo))
    .leftJoin(answeredAuthor, eq(answeredAuthor.id, answered.userId))
    .where(condition)
    .orderBy(desc(collabMessages.id))
    .limit(limit)
  const reactions = await loadReactions(
    db,
    rows.map(({ message }) => message.id)
  )
  return rows
    .map(({ message, author, answeredText, answeredUsername, answeredDisplayName }) => ({
      id: message.id,
      trip_id: message.tripId,
      ...toPerson(author),
      text: message.text,
      reply_to: message.replyTo,
      reply_text: answeredText,
      reply_username: answeredDisplayName ?? answeredUsername,
      deleted: message.isDeleted,
      reactions: reactions.get(message.id) ?? [],
      created_at: message.createdAt.toISOString()
    }))
    .toReversed()
}

/** A message of this trip, deleted or not. @throws {NotFoundError} `message_not_found` for any other. */
export async function getMessage(db: Database, tripId: number, messageId: number): Promise<ChatMessage> {
  const [message] = await loadMessages(db, and(eq(collabMessages.id, messageId), eq(collabMessages.tripId, tripId)), 1)
  if (!message) throw messageNotFound()
  return message
}

export function messageNotFound(): NotFoundError {
  return new NotFoundError('message_not_found', 'Message not found')
}
