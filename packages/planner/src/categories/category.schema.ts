import { Type, type Static } from 'typebox'

export const Category = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  color: Type.String({ description: '#rrggbb' }),
  icon: Type.String({ description: 'An emoji' }),
  user_id: Type.Union([Type.Integer(), Type.Null()], { description: 'Who made it; null for the ones that were there' }),
  created_at: Type.String({ description: 'ISO 8601, UTC' })
})
export type Category = Static<typeof Category>
