import { and, desc, eq, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { publish } from '../events.ts'
import { notify } from '../notifications/notify.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import { personColumns, toPerson } from '../users/person.ts'
import { users } from '../users/user.table.ts'
import { checkColor } from '../values/color.ts'
import { present } from '../values/present.ts'
import { checkText } from '../values/text.ts'
import { checkWebAddress } from '../values/web-address.ts'
import type { CollabNote, CollabNoteChanges, NewCollabNote } from './collab-note.schema.ts'
import { collabNotes } from './collab-note.table.ts'

/**
 * Every method throws `trip_not_found` for a trip the actor does not reach; writes ask `collab_edit`. Who wrote a note has
 * no more rights to it than others.
 */
export interface CollabNoteService {
  /** Pinned ones first, then the latest change; at most 200. */
  list(actor: Actor, tripId: number): Promise<CollabNote[]>
  /** Tells the others on the trip. @throws {InvalidInputError} `invalid_value` */
  create(actor: Actor, tripId: number, note: NewCollabNote): Promise<CollabNote>
  /** @throws {NotFoundError} `note_not_found` @throws {InvalidInputError} `invalid_value`, `nothing_to_update` */
  update(actor: Actor, tripId: number, noteId: number, changes: CollabNoteChanges): Promise<CollabNote>
  /** @throws {NotFoundError} `note_not_found` */
  delete(actor: Actor, tripId: number, noteId: number): Promise<void>
}

const LIST_LIMIT = 200
const USUAL_CATEGORY = 'General'
const USUAL_COLOR = '#6366f1'

export function createCollabNoteService(db: Database): CollabNoteService {
  return {
    async list(actor, tripId) {
      await requireAccess(db, actor, tripId)
      return loadNotes(db, eq(collabNotes.tripId, tripId))
    },

    create: (actor, tripId, note) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'collab_edit', tripId)
        // As null does, leaving these out means the usual ones.
        const columns = toColumns({ category: null, color: null, ...present(note) })
        const [row] = await tx
          .insert(collabNotes)
          .values({ ...columns, title: columns.title, tripId, userId: actor.userId })
          .returning({ id: collabNotes.id, title: collabNotes.title })
        if (!row) throw new Error('the note was not kept')
        await publish(tx, actor, { type: 'collab:note:created', tripId, ids: { noteId: row.id }, what: row.title })
        await notify(tx, actor, { event: 'collab_message', tripId, params: { note: row.title } })
        return getNote(tx, tripId, row.id)
      }),

    update: (actor, tripId, noteId, changes) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'collab_edit', tripId)
        const columns = toColumns(changes)
        if (Object.keys(columns).length === 0)
          throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
        const [row] = await tx
          .update(collabNotes)
          .set({ ...columns, updatedAt: sql`clock_timestamp()` })
          .where(and(eq(collabNotes.id, noteId), eq(collabNotes.tripId, tripId)))
          .returning({ title: collabNotes.title })
        if (!row) throw noteNotFound()
        await publish(tx, actor, { type: 'collab:note:updated', tripId, ids: { noteId }, what: row.title })
        return getNote(tx, tripId, noteId)
      }),

    delete: (actor, tripId, noteId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'collab_edit', tripId)
        const [row] = await tx
          .delete(collabNotes)
          .where(and(eq(collabNotes.id, noteId), eq(collabNotes.tripId, tripId)))
          .returning({ title: collabNotes.title })
        if (!row) throw noteNotFound()
        await publish(tx, actor, { type: 'collab:note:deleted', tripId, ids: { noteId }, what: row.title })
      })
  }
}

/** The columns that changes set, each value checked. */
function toColumns({ title, content, category, color, website, pinned }: CollabNoteChanges) {
  return present({
    title: title === undefined ? undefined : checkText(title, 'title'),
    content,
    category: category === undefined ? undefined : category?.trim() || USUAL_CATEGORY,
    color: color === undefined ? undefined : checkColor(color ?? USUAL_COLOR, 'color'),
    website: website == null ? website : checkWebAddress(website, 'website'),
    isPinned: pinned
  })
}

async function getNote(db: Database, tripId: number, noteId: number): Promise<CollabNote> {
  const [note] = await loadNotes(db, and(eq(collabNotes.id, noteId), eq(collabNotes.tripId, tripId)))
  if (!note) throw noteNotFound()
  return note
}

async function loadNotes(db: Database, condition: SQL | undefined): Promise<CollabNote[]> {
  const rows = await db
    .select({ note: collabNotes, author: personColumns })
    .from(collabNotes)
    .innerJoin(users, eq(users.id, collabNotes.userId))
    .where(condition)
    .orderBy(desc(collabNotes.isPinned), desc(collabNotes.updatedAt), desc(collabNotes.id))
    .limit(LIST_LIMIT)
  return rows.map(({ note, author }) => ({
    id: note.id,
    trip_id: note.tripId,
    ...toPerson(author),
    title: note.title,
    content: note.content,
    category: note.category,
    color: note.color,
    website: note.website,
    pinned: note.isPinned,
    created_at: note.createdAt.toISOString(),
    updated_at: note.updatedAt.toISOString()
  }))
}

function noteNotFound(): NotFoundError {
  return new NotFoundError('note_not_found', 'Note not found')
}
