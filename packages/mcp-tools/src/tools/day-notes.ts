import { DayNote } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { Clearable, creates, DayId, destroys, Done, done, NoteId, sets, TripId } from './arguments.ts'

const NoteOutput = Type.Object({ note: DayNote })
const text = Type.String({ minLength: 1, maxLength: 500, description: 'The note' })
const time = Type.String({ maxLength: 250, description: 'A time or a label such as "morning"' })
const icon = Type.String({ maxLength: 16, description: 'An emoji shown beside it' })

const CreateNoteInput = Type.Object({
  tripId: TripId,
  dayId: DayId,
  text,
  time: Type.Optional(time),
  icon: Type.Optional(icon)
})

export const createDayNote = defineTool<typeof CreateNoteInput, typeof NoteOutput, PlannerContext>({
  name: 'create_day_note',
  title: 'Add a note to a day',
  description: 'Adds a short note to a day. For somewhere to go, use create_and_assign_place.',
  scopes: ['trips:write'],
  annotations: creates,
  input: CreateNoteInput,
  output: NoteOutput,
  async run({ tripId, dayId, ...note }, { actor, planner }) {
    return { note: await planner.dayNotes.create(actor, tripId, dayId, note) }
  }
})

const UpdateNoteInput = Type.Object({
  tripId: TripId,
  dayId: DayId,
  noteId: NoteId,
  text: Type.Optional(text),
  time: Type.Optional(Clearable(time)),
  icon: Type.Optional(Clearable(icon))
})

export const updateDayNote = defineTool<typeof UpdateNoteInput, typeof NoteOutput, PlannerContext>({
  name: 'update_day_note',
  title: 'Change a note',
  description: 'Changes the given fields of a day’s note; null clears the time.',
  scopes: ['trips:write'],
  annotations: sets,
  input: UpdateNoteInput,
  output: NoteOutput,
  async run({ tripId, dayId, noteId, ...changes }, { actor, planner }) {
    return { note: await planner.dayNotes.update(actor, tripId, dayId, noteId, changes) }
  }
})

const NoteOnly = Type.Object({ tripId: TripId, dayId: DayId, noteId: NoteId })

export const deleteDayNote = defineTool<typeof NoteOnly, typeof Done, PlannerContext>({
  name: 'delete_day_note',
  title: 'Delete a note',
  description: 'Deletes a note of a day.',
  scopes: ['trips:write'],
  annotations: destroys,
  input: NoteOnly,
  output: Done,
  async run({ tripId, dayId, noteId }, { actor, planner }) {
    await planner.dayNotes.delete(actor, tripId, dayId, noteId)
    return done
  }
})

export const dayNoteTools: Tool<PlannerContext>[] = [createDayNote, updateDayNote, deleteDayNote]
