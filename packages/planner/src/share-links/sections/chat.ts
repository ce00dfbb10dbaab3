import { and, eq } from 'drizzle-orm'
import { Type } from 'typebox'
import { loadMessages } from '../../chat/message.row.ts'
import { ChatMessage } from '../../chat/message.schema.ts'
import { collabMessages } from '../../chat/message.table.ts'
import { defineSharedSection } from '../shared-section.ts'

const Message = Type.Pick(ChatMessage, ['username', 'text', 'created_at'])
const Chat = Type.Object({ messages: Type.Array(Message) })

const LATEST = 100

/** The latest messages that are not deleted, with the names of who wrote them. */
export const sharedChat = defineSharedSection<typeof Chat>({
  flag: 'share_collab',
  addon: 'collab.chat',
  schema: Chat,
  async read(db, tripId) {
    const isShown = and(eq(collabMessages.tripId, tripId), eq(collabMessages.isDeleted, false))
    const messages = await loadMessages(db, isShown, LATEST)
    return {
      messages: messages.map(({ username, text, created_at }) => ({ username, text, created_at }))
    }
  }
})
