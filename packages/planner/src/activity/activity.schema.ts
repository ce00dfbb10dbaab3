import { Type, type Static } from 'typebox'

const NullableText = () => Type.Union([Type.String(), Type.Null()])
const NullableId = (description: string) => Type.Union([Type.Integer(), Type.Null()], { description })

export const Activity = Type.Object({
  id: Type.Integer(),
  trip_id: Type.Integer(),
  at: Type.String({ description: 'ISO 8601, UTC' }),
  type: Type.String({ description: 'What happened, such as place:created or budget:updated' }),
  what: Type.String({ description: 'The name of what changed, as it was then' }),
  where: Type.Union([Type.String(), Type.Null()], { description: 'Where it is, such as "day 2"' }),
  user: Type.Union(
    [
      Type.Object({
        user_id: Type.Integer(),
        username: Type.String(),
        avatar: NullableText(),
        avatar_url: NullableText()
      }),
      Type.Null()
    ],
    { description: 'Who did it; null: somebody who is gone' }
  ),
  client_name: Type.Union([Type.String(), Type.Null()], {
    description: 'The assistant or program through which they did it; null: the web pages'
  }),
  can_undo: Type.Boolean({ description: 'There is something to undo, and it is not undone yet' }),
  undoes: NullableId('The activity that this one undid'),
  undone_by: NullableId('The activity that undid this one; undoing that does it again')
})
export type Activity = Static<typeof Activity>
