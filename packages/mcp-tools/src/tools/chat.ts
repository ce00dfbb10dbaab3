import { ChatMessage, MAX_MESSAGE_LENGTH, Reaction } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { creates, destroys, Done, done, MessageId, reads, TripId } from './arguments.ts'

const MessageOnly = Type.Object({ tripId: TripId, messageId: MessageId })

const ListMessagesInput = Type.Object({
  tripId: TripId,
  before: Type.Optional(
    Type.Integer({ minimum: 1, description: 'Only messages with a smaller id: the first one of the page you have' })
  )
})
const ListMessagesOutput = Type.Object({ messages: Type.Array(ChatMessage) })

export const listCollabMessages = defineTool<typeof ListMessagesInput, typeof ListMessagesOutput, PlannerContext>({
  name: 'list_collab_messages',
  title: 'Read the chat',
  description:
    'The last 100 chat messages of a trip, oldest first; before gives the 100 that came before a message. Deleted ones have no text.',
  scopes: ['collab:read'],
  addon: 'collab.chat',
  annotations: reads,
  input: ListMessagesInput,
  output: ListMessagesOutput,
  async run({ tripId, before }, { actor, planner }) {
    return { messages: await planner.chat.list(actor, tripId, { before }) }
  }
})

const SendMessageInput = Type.Object({
  tripId: TripId,
  text: Type.String({ minLength: 1, maxLength: MAX_MESSAGE_LENGTH, description: 'What to say' }),
  replyTo: Type.Optional(Type.Integer({ minimum: 1, description: 'The message it answers, from list_collab_messages' }))
})
const MessageOutput = Type.Object({ message: ChatMessage })

export const sendCollabMessage = defineTool<typeof SendMessageInput, typeof MessageOutput, PlannerContext>({
  name: 'send_collab_message',
  title: 'Send a chat message',
  description:
    'Posts a message to the chat of a trip in the person’s name; everybody on the trip is told. Show the person the text first.',
  scopes: ['collab:write'],
  addon: 'collab.chat',
  annotations: creates,
  input: SendMessageInput,
  output: MessageOutput,
  async run({ tripId, text, replyTo }, { actor, planner }) {
    return { message: await planner.chat.send(actor, tripId, { text, replyTo }) }
  }
})

export const deleteCollabMessage = defineTool<typeof MessageOnly, typeof Done, PlannerContext>({
  name: 'delete_collab_message',
  title: 'Delete a chat message',
  description: 'Wipes one of the person’s own messages; that there was one remains to be seen.',
  scopes: ['collab:write'],
  addon: 'collab.chat',
  annotations: destroys,
  input: MessageOnly,
  output: Done,
  async run({ tripId, messageId }, { actor, planner }) {
    await planner.chat.delete(actor, tripId, messageId)
    return done
  }
})

const ReactInput = Type.Object({
  ...MessageOnly.properties,
  emoji: Type.String({ minLength: 1, maxLength: 40, description: 'One emoji' })
})
const ReactOutput = Type.Object({ reactions: Type.Array(Reaction) })

export const reactCollabMessage = defineTool<typeof ReactInput, typeof ReactOutput, PlannerContext>({
  name: 'react_collab_message',
  title: 'React to a chat message',
  description: 'Puts an emoji on a message in the person’s name, or takes it off if it is there already.',
  scopes: ['collab:write'],
  addon: 'collab.chat',
  annotations: creates,
  input: ReactInput,
  output: ReactOutput,
  async run({ tripId, messageId, emoji }, { actor, planner }) {
    return { reactions: await planner.chat.react(actor, tripId, messageId, emoji) }
  }
})

export const chatTools: Tool<PlannerContext>[] = [
  listCollabMessages,
  sendCollabMessage,
  deleteCollabMessage,
  reactCollabMessage
]
