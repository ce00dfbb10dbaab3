import { Type, type Static } from 'typebox'

const NullableText = () => Type.Union([Type.String(), Type.Null()])

const person = {
  user_id: Type.Integer(),
  username: Type.String(),
  avatar: NullableText(),
  avatar_url: NullableText()
}

export const Poll = Type.Object({
  id: Type.Integer(),
  trip_id: Type.Integer(),
  ...person,
  question: Type.String(),
  options: Type.Array(
    Type.Object({
      text: Type.String(),
      voters: Type.Array(Type.Object(person))
    }),
    { description: 'In the order in which votes count them, from 0' }
  ),
  multiple: Type.Boolean({ description: 'Whether a person may choose several' }),
  closed: Type.Boolean({ description: 'Closed by a person, for good' }),
  is_closed: Type.Boolean({ description: 'Whether voting has ended: closed, or past its deadline' }),
  deadline: Type.Union([Type.String(), Type.Null()], { description: 'ISO 8601, UTC' }),
  created_at: Type.String({ description: 'ISO 8601, UTC' })
})
export type Poll = Static<typeof Poll>

export interface NewPoll {
  question: string
  options: string[]
  /** Default: one choice for each person. */
  multiple?: boolean | undefined
  /** A moment in ISO 8601 with its offset, or YYYY-MM-DD for the end of that day (UTC). */
  deadline?: string | null | undefined
}
