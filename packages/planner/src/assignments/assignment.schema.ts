import { Type, type Static } from 'typebox'
import { Place } from '../places/place.schema.ts'

const NullableText = () => Type.Union([Type.String(), Type.Null()])

export const Participant = Type.Object({
  user_id: Type.Integer(),
  username: Type.String(),
  avatar: NullableText()
})
export type Participant = Static<typeof Participant>

/** The place of a visit; its times are those of the visit where it has its own. */
export const VisitedPlace = Type.Pick(Place, [
  'id',
  'name',
  'description',
  'lat',
  'lng',
  'address',
  'category_id',
  'price',
  'currency',
  'place_time',
  'end_time',
  'duration_minutes',
  'notes',
  'image_url',
  'transport_mode',
  'google_place_id',
  'google_ftid',
  'website',
  'phone',
  'category',
  'tags'
])

export const DayAssignment = Type.Object({
  id: Type.Integer(),
  day_id: Type.Integer(),
  place_id: Type.Integer(),
  order_index: Type.Integer({ description: 'Position on the day, from 0' }),
  notes: NullableText(),
  assignment_time: Type.Union([Type.String(), Type.Null()], { description: 'Start of this visit, HH:MM' }),
  assignment_end_time: Type.Union([Type.String(), Type.Null()], { description: 'End of this visit, HH:MM' }),
  participants: Type.Array(Participant),
  created_at: Type.String({ description: 'ISO 8601, UTC' }),
  place: VisitedPlace
})
export type DayAssignment = Static<typeof DayAssignment>
