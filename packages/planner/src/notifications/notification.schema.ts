import { Type, type Static } from 'typebox'

const NullableText = () => Type.Union([Type.String(), Type.Null()])
const Params = Type.Record(Type.String(), Type.String())

export const Notification = Type.Object({
  id: Type.Integer(),
  type: Type.Union([Type.Literal('simple'), Type.Literal('navigate')], {
    description: 'navigate: it leads to a page'
  }),
  scope: Type.Union([Type.Literal('trip'), Type.Literal('user')]),
  target: Type.Integer({ description: 'Id of the trip, or of the recipient' }),
  recipient_id: Type.Integer(),
  sender_id: Type.Union([Type.Integer(), Type.Null()]),
  sender_username: NullableText(),
  sender_avatar: NullableText(),
  title: Type.String(),
  text: Type.String(),
  title_key: Type.String({ description: 'Translation key of the title' }),
  title_params: Params,
  text_key: Type.String({ description: 'Translation key of the text' }),
  text_params: Params,
  navigate_target: Type.Union([Type.String(), Type.Null()], { description: 'Path of the page it leads to' }),
  is_read: Type.Boolean(),
  created_at: Type.String({ description: 'ISO 8601, UTC' })
})
export type Notification = Static<typeof Notification>

export const NotificationPage = Type.Object({
  notifications: Type.Array(Notification),
  total: Type.Integer({ description: 'How many match, on all pages' }),
  unread_count: Type.Integer({ description: 'How many are unread, whatever was asked for' })
})
export type NotificationPage = Static<typeof NotificationPage>
