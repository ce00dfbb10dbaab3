import { Type, type Static } from 'typebox'
import { DayAssignment } from '../assignments/assignment.schema.ts'
import { DayNote } from '../day-notes/day-note.schema.ts'

export const Day = Type.Object({
  id: Type.Integer(),
  trip_id: Type.Integer(),
  day_number: Type.Integer({ description: 'Position in the trip, from 1' }),
  date: Type.Union([Type.String(), Type.Null()], { description: 'YYYY-MM-DD' }),
  title: Type.Union([Type.String(), Type.Null()]),
  notes: Type.Union([Type.String(), Type.Null()], { description: 'Free text kept on the day itself' }),
  assignments: Type.Array(DayAssignment, { description: 'Visits in order' }),
  notes_items: Type.Array(DayNote)
})
export type Day = Static<typeof Day>
