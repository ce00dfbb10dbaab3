import { CollabNote } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { Clearable, CollabNoteId, Color, creates, destroys, Done, done, sets, TripId } from './arguments.ts'

const NoteOutput = Type.Object({ note: CollabNote })
const NoteOnly = Type.Object({ tripId: TripId, noteId: CollabNoteId })

const title = Type.String({ minLength: 1, maxLength: 200, description: 'Short name' })
const content = Type.String({ maxLength: 10_000, description: 'The note, as Markdown' })
const category = Type.String({
  maxLength: 100,
  description: 'Group of notes, free text; use one that is there already. Default: General'
})
const color = Color('Colour of its card')
const website = Type.String({ maxLength: 500, pattern: '^https?://', description: 'A web address it is about' })
const pinned = Type.Boolean({ description: 'Whether it stays at the top' })

const CreateNoteInput = Type.Object({
  tripId: TripId,
  title,
  content: Type.Optional(content),
  category: Type.Optional(category),
  color: Type.Optional(color),
  website: Type.Optional(website),
  pinned: Type.Optional(pinned)
})

export const createCollabNote = defineTool<typeof CreateNoteInput, typeof NoteOutput, PlannerContext>({
  name: 'create_collab_note',
  title: 'Add a shared note',
  description:
    'Adds a note that everybody on the trip can read and edit, and tells them. For a note on one day, use create_day_note.',
  scopes: ['collab:write'],
  addon: 'collab.notes',
  annotations: creates,
  input: CreateNoteInput,
  output: NoteOutput,
  async run({ tripId, ...note }, { actor, planner }) {
    return { note: await planner.collabNotes.create(actor, tripId, note) }
  }
})

const UpdateNoteInput = Type.Object({
  ...NoteOnly.properties,
  title: Type.Optional(title),
  content: Type.Optional(Clearable(content)),
  category: Type.Optional(Clearable(category)),
  color: Type.Optional(Clearable(color)),
  website: Type.Optional(Clearable(website)),
  pinned: Type.Optional(pinned)
})

export const updateCollabNote = defineTool<typeof UpdateNoteInput, typeof NoteOutput, PlannerContext>({
  name: 'update_collab_note',
  title: 'Change a shared note',
  description:
    'Changes the given fields of a shared note, also of somebody else’s. content replaces the whole text: read the note first and keep what should stay. null clears content and website, and brings back the usual category and colour.',
  scopes: ['collab:write'],
  addon: 'collab.notes',
  annotations: sets,
  input: UpdateNoteInput,
  output: NoteOutput,
  async run({ tripId, noteId, ...changes }, { actor, planner }) {
    return { note: await planner.collabNotes.update(actor, tripId, noteId, changes) }
  }
})

export const deleteCollabNote = defineTool<typeof NoteOnly, typeof Done, PlannerContext>({
  name: 'delete_collab_note',
  title: 'Delete a shared note',
  description: 'Deletes a shared note for everybody, also somebody else’s. Confirm with the person first.',
  scopes: ['collab:write'],
  addon: 'collab.notes',
  annotations: destroys,
  input: NoteOnly,
  output: Done,
  async run({ tripId, noteId }, { actor, planner }) {
    await planner.collabNotes.delete(actor, tripId, noteId)
    return done
  }
})

export const collabNoteTools: Tool<PlannerContext>[] = [createCollabNote, updateCollabNote, deleteCollabNote]
