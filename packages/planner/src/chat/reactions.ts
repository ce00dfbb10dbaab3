import { asc, eq, inArray } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { personColumns, toPerson } from '../users/person.ts'
import { users } from '../users/user.table.ts'
import type { Reaction } from './message.schema.ts'
import { collabMessageReactions } from './message.table.ts'

/** Reactions by message, those that came first first, in one query. */
export async function loadReactions(db: Database, messageIds: number[]): Promise<Map<number, Reaction[]>> {
  const byMessage = new Map<number, Reaction[]>()
  if (messageIds.length === 0) return byMessage
  const rows = await db
    .select({ reaction: collabMessageReactions, person: personColumns })
    .from(collabMessageReactions)
    .innerJoin(users, eq(users.id, collabMessageReactions.userId))
    .where(inArray(collabMessageReactions.messageId, messageIds))
    .orderBy(asc(collabMessageReactions.createdAt), asc(collabMessageReactions.userId))
  for (const { reaction, person } of rows) {
    const reactions = byMessage.get(reaction.messageId) ?? []
    byMessage.set(reaction.messageId, reactions)
    let same = reactions.find(({ emoji }) => emoji === reaction.emoji)
    if (!same) reactions.push((same = { emoji: reaction.emoji, users: [], count: 0 }))
    const { user_id: userId, username } = toPerson(person)
    same.users.push({ user_id: userId, username })
    same.count += 1
  }
  return byMessage
}
