import { and, count, eq, gte, max, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { places } from '../places/place.table.ts'
import { checkCalendarDate } from '../values/calendar-date.ts'
import { checkClockTime } from '../values/clock-time.ts'
import { checkNumber } from '../values/number.ts'
import { present } from '../values/present.ts'
import { loadEntries, type EntryPage } from './entry.row.ts'
import { requireJourney, requireJourneyRole, tellContributors } from './journey-access.ts'
import type { EntryChanges, JourneyEntry, NewEntry } from './journey-entry.schema.ts'
import { journeyEntries } from './journey-entry.table.ts'
import { journeyContributors, journeyDismissals } from './journey.table.ts'
import { syncSuggestions } from './suggestions.ts'

/** Writes are for owner and editors; viewers get `permission_denied`, everybody else "not found". */
export interface JourneyEntryService {
  /** By date, then in their order, suggestions included. @throws {NotFoundError} `journey_not_found` */
  list(actor: Actor, journeyId: number, page: EntryPage): Promise<{ entries: JourneyEntry[]; total: number }>
  /**
   * @throws {NotFoundError} `journey_not_found`
   * @throws {InvalidInputError} `invalid_date`, `invalid_time`, `invalid_value`
   */
  create(actor: Actor, journeyId: number, entry: NewEntry): Promise<JourneyEntry>
  /**
   * A story makes a suggestion an entry, of which the actor is the author. What comes from a place is where the place is.
   * On another date an entry is the last.
   *
   * @throws {NotFoundError} `entry_not_found` @throws {InvalidInputError} as `create`, and `nothing_to_update`
   */
  update(actor: Actor, entryId: number, changes: EntryChanges): Promise<JourneyEntry>
  /**
   * An entry that came from a place becomes a suggestion again; a suggestion goes and is not made again.
   *
   * @throws {NotFoundError} `entry_not_found`
   */
  delete(actor: Actor, entryId: number): Promise<void>
  /** Numbers these entries from 0. @throws {NotFoundError} `journey_not_found`, `entry_not_found` */
  reorder(actor: Actor, journeyId: number, entryIds: number[]): Promise<void>
}

export function createJourneyEntryService(db: Database): JourneyEntryService {
  return {
    async list(actor, journeyId, page) {
      await requireJourney(db, actor, journeyId)
      const isOfIt = eq(journeyEntries.journeyId, journeyId)
      const [all] = await db.select({ entries: count() }).from(journeyEntries).where(isOfIt)
      return { entries: await loadEntries(db, isOfIt, page), total: all?.entries ?? 0 }
    },

    create: (actor, journeyId, { sort_order: position, ...entry }) =>
      db.transaction(async (tx) => {
        await requireJourneyRole(tx, actor, journeyId, 'editor')
        const columns = toColumns(entry)
        const [row] = await tx
          .insert(journeyEntries)
          .values({
            ...columns,
            entryDate: columns.entryDate,
            journeyId,
            authorId: actor.userId,
            type: 'entry',
            sortOrder: await makeRoom(tx, journeyId, columns.entryDate, position)
          })
          .returning()
        if (!row) throw new Error('the entry was not kept')
        await tell(tx, actor, 'journey:entry:created', row)
        return getEntry(tx, row.id)
      }),

    update: (actor, entryId, changes) =>
      db.transaction(async (tx) => {
        const { entry } = await requireEntry(tx, actor, entryId)
        const columns = toColumns(changes)
        if (Object.keys(columns).length === 0)
          throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
        const movesIt = 'locationName' in columns || 'locationLat' in columns || 'locationLng' in columns
        if (movesIt && entry.sourcePlaceId !== null) {
          const message = 'The entry comes from a place of a trip and is where that is: change the place instead'
          throw new InvalidInputError('invalid_value', message)
        }
        const isWritten = entry.type === 'skeleton' && columns.story != null
        const { journeyId } = entry
        const date = columns.entryDate ?? entry.entryDate
        const isMoved = date !== entry.entryDate
        await tx
          .update(journeyEntries)
          .set({
            ...columns,
            ...(isWritten && { type: 'entry', authorId: actor.userId }),
            ...(isMoved && { sortOrder: await makeRoom(tx, journeyId, date, undefined) }),
            updatedAt: sql`clock_timestamp()`
          })
          .where(eq(journeyEntries.id, entryId))
        await tell(tx, actor, 'journey:entry:updated', entry)
        return getEntry(tx, entryId)
      }),

    delete: (actor, entryId) =>
      db.transaction(async (tx) => {
        const { entry, ownerId } = await requireEntry(tx, actor, entryId)
        if (entry.type === 'entry' && entry.sourcePlaceId !== null) {
          await suggestAgain(tx, entry, ownerId)
          await tell(tx, actor, 'journey:entry:updated', entry)
          return
        }
        await tx.delete(journeyEntries).where(eq(journeyEntries.id, entryId))
        if (entry.sourcePlaceId !== null) {
          const { journeyId, sourcePlaceId: placeId } = entry
          await tx.insert(journeyDismissals).values({ journeyId, placeId }).onConflictDoNothing()
        }
        await tell(tx, actor, 'journey:entry:deleted', entry)
      }),

    reorder: (actor, journeyId, entryIds) =>
      db.transaction(async (tx) => {
        await requireJourneyRole(tx, actor, journeyId, 'editor')
        const ids = [...new Set(entryIds)]
        const placed = await tx
          .update(journeyEntries)
          .set({ sortOrder: sql`wanted.position - 1` })
          .from(
            sql`json_array_elements_text(${JSON.stringify(ids)}::text::json) with ordinality as wanted(entry_id, position)`
          )
          .where(and(eq(journeyEntries.journeyId, journeyId), eq(journeyEntries.id, sql`wanted.entry_id::int`)))
          .returning({ id: journeyEntries.id })
        if (placed.length < ids.length) throw entryNotFound('Not all of these entries are in this journey')
        await tellContributors(tx, actor, [journeyId], { type: 'journey:entries:reordered' })
      })
  }
}

type Row = typeof journeyEntries.$inferSelect

/** An entry that the actor may change; its journey is locked. */
async function requireEntry(tx: Database, actor: Actor, entryId: number): Promise<{ entry: Row; ownerId: number }> {
  const [seen] = await tx
    .select({ journeyId: journeyEntries.journeyId })
    .from(journeyEntries)
    .innerJoin(
      journeyContributors,
      and(eq(journeyContributors.journeyId, journeyEntries.journeyId), eq(journeyContributors.userId, actor.userId))
    )
    .where(eq(journeyEntries.id, entryId))
  if (!seen) throw entryNotFound()
  const { ownerId } = await requireJourneyRole(tx, actor, seen.journeyId, 'editor')
  const [entry] = await tx.select().from(journeyEntries).where(eq(journeyEntries.id, entryId))
  if (!entry) throw entryNotFound()
  return { entry, ownerId }
}

function entryNotFound(message = 'Entry not found'): NotFoundError {
  return new NotFoundError('entry_not_found', message)
}

/** The position of an entry that comes to a date; those at and behind it move back. */
async function makeRoom(tx: Database, journeyId: number, date: string, position: number | undefined): Promise<number> {
  const sameDate = and(eq(journeyEntries.journeyId, journeyId), eq(journeyEntries.entryDate, date))
  if (position === undefined) {
    const [last] = await tx
      .select({ position: max(journeyEntries.sortOrder) })
      .from(journeyEntries)
      .where(sameDate)
    return (last?.position ?? -1) + 1
  }
  await tx
    .update(journeyEntries)
    .set({ sortOrder: sql`${journeyEntries.sortOrder} + 1` })
    .where(and(sameDate, gte(journeyEntries.sortOrder, position)))
  return position
}

/** What was written about a place goes; the suggestion follows its visits from here on. */
async function suggestAgain(tx: Database, { id, sourcePlaceId, sourceTripId }: Row, ownerId: number): Promise<void> {
  const placeName = tx
    .select({ name: places.name })
    .from(places)
    .where(eq(places.id, sql`${sourcePlaceId}::int`))
  await tx
    .update(journeyEntries)
    .set({
      type: 'skeleton',
      authorId: ownerId,
      title: sql`(${placeName})`,
      story: null,
      mood: null,
      weather: null,
      tags: [],
      prosCons: null,
      updatedAt: sql`clock_timestamp()`
    })
    .where(eq(journeyEntries.id, id))
  if (sourceTripId !== null) await syncSuggestions(tx, [sourceTripId])
}

async function getEntry(tx: Database, entryId: number): Promise<JourneyEntry> {
  const [entry] = await loadEntries(tx, eq(journeyEntries.id, entryId))
  if (!entry) throw entryNotFound()
  return entry
}

function tell(
  tx: Database,
  actor: Actor,
  type: `journey:entry:${'created' | 'updated' | 'deleted'}`,
  { id, journeyId }: { id: number; journeyId: number }
): Promise<void> {
  return tellContributors(tx, actor, [journeyId], { type, ids: { entryId: id } })
}

/** The columns that changes set, each value checked. */
function toColumns({ mood, weather, tags, ...changes }: EntryChanges) {
  const { entry_date: date, entry_time: time, location_lat: lat, location_lng: lng, pros_cons: prosCons } = changes
  checkNumber(lat, 'location_lat', -90, 90)
  checkNumber(lng, 'location_lng', -180, 180)
  return present({
    title: orNothing(changes.title),
    story: orNothing(changes.story),
    entryDate: date === undefined ? undefined : checkCalendarDate(date, 'entry_date'),
    entryTime: time ? checkClockTime(time, 'entry_time') : orNothing(time),
    locationName: orNothing(changes.location_name),
    locationLat: lat,
    locationLng: lng,
    mood: orNothing(mood),
    weather: orNothing(weather),
    tags,
    prosCons
  })
}

/** A text that says nothing is none; what was not given stays so. */
function orNothing(text: string | null | undefined): string | null | undefined {
  return text == null || text.trim() !== '' ? text : null
}
