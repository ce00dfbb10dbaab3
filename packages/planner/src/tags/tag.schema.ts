import { Type, type Static } from 'typebox'

export const Tag = Type.Object({
  id: Type.Integer(),
  user_id: Type.Integer({ description: 'Whose it is' }),
  name: Type.String(),
  color: Type.String({ description: '#rrggbb' }),
  created_at: Type.String({ description: 'ISO 8601, UTC' })
})
export type Tag = Static<typeof Tag>

/** Left out stays as it is. */
export interface TagChanges {
  name?: string | undefined
  /** #rrggbb */
  color?: string | undefined
}
