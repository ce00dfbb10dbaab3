import { and, asc, eq, type SQL } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import { requireDay } from '../assignments/visit.ts'
import type { Database } from '../database.ts'
import { days } from '../days/day.table.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { publish } from '../events.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import { present } from '../values/present.ts'
import { checkText } from '../values/text.ts'
import type { DayNote } from './day-note.schema.ts'
import { dayNotes } from './day-note.table.ts'

/** Left out stays; `null` clears the time and brings back the usual icon. */
export interface DayNoteChanges {
  text?: string | undefined
  time?: string | null | undefined
  icon?: string | null | undefined
}

/** Every method throws `trip_not_found` for a trip the actor does not reach; writes ask `day_edit`. */
export interface DayNoteService {
  list(actor: Actor, tripId: number, dayId: number): Promise<DayNote[]>
  /** @throws {NotFoundError} `day_not_found` @throws {InvalidInputError} `invalid_value` */
  create(actor: Actor, tripId: number, dayId: number, note: DayNoteChanges & { text: string }): Promise<DayNote>
  /**
   * @throws {NotFoundError} `note_not_found`, unless note, day and trip belong together.
   * @throws {InvalidInputError} `invalid_value`, `nothing_to_update`
   */
  update(actor: Actor, tripId: number, dayId: number, noteId: number, changes: DayNoteChanges): Promise<DayNote>
  /** @throws {NotFoundError} `note_not_found`, unless note, day and trip belong together. */
  delete(actor: Actor, tripId: number, dayId: number, noteId: number): Promise<void>
}

const USUAL_ICON = '📝'

export function createDayNoteService(db: Database): DayNoteService {
  return {
    async list(actor, tripId, dayId) {
      await requireAccess(db, actor, tripId)
      await requireDay(db, tripId, dayId)
      return loadDayNotes(db, eq(dayNotes.dayId, dayId))
    },

    create: (actor, tripId, dayId, { text, time, icon }) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'day_edit', tripId)
        const where = await requireDay(tx, tripId, dayId)
        const [row] = await tx
          .insert(dayNotes)
          .values({ dayId, text: checkText(text, 'text'), time: time ?? null, icon: icon ?? USUAL_ICON })
          .returning({ id: dayNotes.id })
        if (!row) throw new Error('the note was not kept')
        const note = await getNote(tx, tripId, dayId, row.id)
        const ids = { noteId: row.id, dayId }
        await publish(tx, actor, { type: 'dayNote:created', tripId, ids, what: note.text, where })
        return note
      }),

    update: (actor, tripId, dayId, noteId, { text, time, icon }) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'day_edit', tripId)
        await getNote(tx, tripId, dayId, noteId)
        const changes = present({
          text: text === undefined ? undefined : checkText(text, 'text'),
          time,
          icon: icon === null ? USUAL_ICON : icon
        })
        if (Object.keys(changes).length === 0)
          throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
        await tx.update(dayNotes).set(changes).where(eq(dayNotes.id, noteId))
        const note = await getNote(tx, tripId, dayId, noteId)
        const where = await requireDay(tx, tripId, dayId)
        await publish(tx, actor, { type: 'dayNote:updated', tripId, ids: { noteId, dayId }, what: note.text, where })
        return note
      }),

    delete: (actor, tripId, dayId, noteId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'day_edit', tripId)
        const { text } = await getNote(tx, tripId, dayId, noteId)
        const where = await requireDay(tx, tripId, dayId)
        await tx.delete(dayNotes).where(eq(dayNotes.id, noteId))
        await publish(tx, actor, { type: 'dayNote:deleted', tripId, ids: { noteId, dayId }, what: text, where })
      })
  }
}

async function getNote(db: Database, tripId: number, dayId: number, noteId: number): Promise<DayNote> {
  const [note] = await loadDayNotes(
    db,
    and(eq(dayNotes.id, noteId), eq(dayNotes.dayId, dayId), eq(days.tripId, tripId))
  )
  if (!note) throw new NotFoundError('note_not_found', 'Note not found')
  return note
}

/** The notes that match, in order. */
export async function loadDayNotes(db: Database, condition: SQL | undefined): Promise<DayNote[]> {
  const rows = await db
    .select({ note: dayNotes, tripId: days.tripId })
    .from(dayNotes)
    .innerJoin(days, eq(days.id, dayNotes.dayId))
    .where(condition)
    .orderBy(asc(dayNotes.sortOrder), asc(dayNotes.createdAt), asc(dayNotes.id))
  return rows.map(({ note, tripId }) => ({
    id: note.id,
    day_id: note.dayId,
    trip_id: tripId,
    text: note.text,
    time: note.time,
    icon: note.icon,
    sort_order: note.sortOrder,
    created_at: note.createdAt.toISOString()
  }))
}
