import { Type, type Static } from 'typebox'
import { Person } from '../users/person.schema.ts'

export const PackingBag = Type.Object({
  id: Type.Integer(),
  trip_id: Type.Integer(),
  name: Type.String(),
  color: Type.String({ description: '#rrggbb' }),
  weight_limit_grams: Type.Union([Type.Integer(), Type.Null()]),
  sort_order: Type.Integer(),
  created_at: Type.String({ description: 'ISO 8601, UTC' }),
  members: Type.Array(Person, { description: 'Who packs it' })
})
export type PackingBag = Static<typeof PackingBag>

/** Left out stays as it is; `null` clears. */
export interface PackingBagChanges {
  name?: string | undefined
  /** #rrggbb. */
  color?: string | undefined
  weight_limit_grams?: number | null | undefined
}
