import { Type, type Static } from 'typebox'

export const User = Type.Object({
  id: Type.Integer(),
  username: Type.String(),
  email: Type.String(),
  role: Type.Union([Type.Literal('user'), Type.Literal('admin')])
})
export type User = Static<typeof User>
