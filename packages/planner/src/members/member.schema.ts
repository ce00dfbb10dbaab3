import { Type, type Static } from 'typebox'

const person = {
  id: Type.Integer(),
  username: Type.String(),
  email: Type.String(),
  avatar: Type.Union([Type.String(), Type.Null()]),
  avatar_url: Type.Union([Type.String(), Type.Null()])
}

export const TripOwner = Type.Object({ ...person, role: Type.Literal('owner'), is_guest: Type.Literal(false) })
export type TripOwner = Static<typeof TripOwner>

export const TripMember = Type.Object({
  ...person,
  role: Type.Literal('member'),
  is_guest: Type.Boolean(),
  added_at: Type.String({ description: 'ISO 8601, UTC' }),
  invited_by_username: Type.Union([Type.String(), Type.Null()])
})
export type TripMember = Static<typeof TripMember>

export const TripPeople = Type.Object({ owner: TripOwner, members: Type.Array(TripMember) })
export type TripPeople = Static<typeof TripPeople>
