import { Type, type Static } from 'typebox'

/** Somebody beside what is theirs. */
export const Person = Type.Object({
  user_id: Type.Integer(),
  username: Type.String(),
  avatar: Type.Union([Type.String(), Type.Null()]),
  avatar_url: Type.Union([Type.String(), Type.Null()])
})
export type Person = Static<typeof Person>
