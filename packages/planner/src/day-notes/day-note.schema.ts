import { Type, type Static } from 'typebox'

export const DayNote = Type.Object({
  id: Type.Integer(),
  day_id: Type.Integer(),
  trip_id: Type.Integer(),
  text: Type.String(),
  time: Type.Union([Type.String(), Type.Null()], { description: 'A time or a label such as "morning"' }),
  icon: Type.String({ description: 'An emoji' }),
  sort_order: Type.Number(),
  created_at: Type.String({ description: 'ISO 8601, UTC' })
})
export type DayNote = Static<typeof DayNote>
