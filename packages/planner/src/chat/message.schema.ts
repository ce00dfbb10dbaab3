import { Type, type Static } from 'typebox'

const NullableText = () => Type.Union([Type.String(), Type.Null()])

export const Reaction = Type.Object({
  emoji: Type.String(),
  users: Type.Array(Type.Object({ user_id: Type.Integer(), username: Type.String() })),
  count: Type.Integer()
})
export type Reaction = Static<typeof Reaction>

export const ChatMessage = Type.Object({
  id: Type.Integer(),
  trip_id: Type.Integer(),
  user_id: Type.Integer(),
  username: Type.String(),
  avatar: NullableText(),
  avatar_url: NullableText(),
  text: Type.String({ description: 'Empty once it is deleted' }),
  reply_to: Type.Union([Type.Integer(), Type.Null()], { description: 'The message it answers' }),
  reply_text: NullableText(),
  reply_username: NullableText(),
  deleted: Type.Boolean(),
  reactions: Type.Array(Reaction),
  created_at: Type.String({ description: 'ISO 8601, UTC' })
})
export type ChatMessage = Static<typeof ChatMessage>
