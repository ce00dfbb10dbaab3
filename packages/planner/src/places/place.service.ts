import { and, eq, exists, ilike, inArray, not, or, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import { dayAssignments } from '../assignments/assignment.table.ts'
import { appendVisit, getVisit } from '../assignments/visit.ts'
import type { DayAssignment } from '../assignments/assignment.schema.ts'
import type { Database } from '../database.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { publish, publishAll } from '../events.ts'
import { followVisits } from '../journeys/suggestions.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import { setTags } from '../tags/place-tags.ts'
import { placeTags } from '../tags/tag.table.ts'
import { isOlder, type Page, type PageRequest, readPage, toPage } from '../values/page.ts'
import { someNames } from '../values/some-names.ts'
import { importPlaces, type ImportedPlace, type ImportedPlaces } from './import.ts'
import { countryOf, keepCountries } from './place-country.ts'
import { getPlace, loadPlaces, toColumns } from './place.row.ts'
import type { NewPlace, Place, PlaceChanges } from './place.schema.ts'
import { places } from './place.table.ts'

export interface PlaceFilter {
  /** Part of name, address or description, whatever the case. */
  search?: string | undefined
  categoryId?: number | undefined
  tagId?: number | undefined
  /** Places on some day, on none, or all (default). */
  assignment?: 'all' | 'assigned' | 'unassigned' | undefined
}

/** Every method throws `trip_not_found` for a trip the actor does not reach; writes ask `place_edit`. */
export interface PlaceService {
  /** Newest first. */
  list(actor: Actor, tripId: number, filter?: PlaceFilter): Promise<Place[]>
  /** The same in pages. @throws {InvalidInputError} `invalid_value` for a cursor that no page gave */
  page(actor: Actor, tripId: number, options?: PlaceFilter & PageRequest): Promise<Page<Place>>
  create(actor: Actor, tripId: number, place: NewPlace): Promise<Place>
  /** Both or neither. Asks `day_edit` as well. @throws {NotFoundError} `day_not_found` */
  createAndAssign(
    actor: Actor,
    tripId: number,
    dayId: number,
    place: NewPlace,
    visitNotes?: string | null
  ): Promise<{ place: Place; assignment: DayAssignment }>
  /** Those of a list that the trip does not have yet, by name; unnamed ones by where they are. */
  import(actor: Actor, tripId: number, found: readonly ImportedPlace[]): Promise<ImportedPlaces>
  /** @throws {NotFoundError} `place_not_found` @throws {InvalidInputError} `nothing_to_update` */
  update(actor: Actor, tripId: number, placeId: number, changes: PlaceChanges): Promise<Place>
  /** Its visits go with it. @throws {NotFoundError} `place_not_found` */
  delete(actor: Actor, tripId: number, placeId: number): Promise<void>
  /** The same changes for many; ids of other trips are skipped. Answers with the ids that were changed. */
  updateMany(actor: Actor, tripId: number, placeIds: number[], changes: PlaceChanges): Promise<number[]>
  /** Ids of other trips are skipped. Answers with the ids that were deleted. */
  deleteMany(actor: Actor, tripId: number, placeIds: number[]): Promise<number[]>
}

type NamedPlace = Pick<typeof places.$inferSelect, 'id' | 'name'>

export function createPlaceService(db: Database): PlaceService {
  return {
    async list(actor, tripId, filter = {}) {
      await requireAccess(db, actor, tripId)
      return loadPlaces(db, and(eq(places.tripId, tripId), ...conditions(db, filter)))
    },

    async page(actor, tripId, { limit: wished, cursor, ...filter } = {}) {
      await requireAccess(db, actor, tripId)
      const { before, limit, rows } = readPage({ limit: wished, cursor })
      const condition = and(eq(places.tripId, tripId), ...conditions(db, filter), isOlder(places.id, before))
      return toPage(await loadPlaces(db, condition, rows), limit)
    },

    create: (actor, tripId, place) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'place_edit', tripId)
        return insertPlace(tx, actor, tripId, place)
      }),

    createAndAssign: (actor, tripId, dayId, newPlace, visitNotes) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'place_edit', tripId)
        await requirePermission(tx, actor, 'day_edit', tripId)
        const place = await insertPlace(tx, actor, tripId, newPlace)
        const visit = { tripId, dayId, placeId: place.id, notes: visitNotes ?? null }
        const { assignmentId, what, where } = await appendVisit(tx, visit)
        await followVisits(tx, actor, tripId)
        await publish(tx, actor, {
          type: 'assignment:created',
          tripId,
          ids: { assignmentId, dayId, placeId: place.id },
          what,
          where
        })
        return { place, assignment: await getVisit(tx, tripId, assignmentId) }
      }),

    import: (actor, tripId, found) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'place_edit', tripId)
        return importPlaces(tx, actor, tripId, found)
      }),

    update: (actor, tripId, placeId, changes) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'place_edit', tripId)
        const [updated] = await update(tx, actor, tripId, [placeId], changes)
        if (updated === undefined) throw new NotFoundError('place_not_found', 'Place not found')
        await followVisits(tx, actor, tripId)
        await publish(tx, actor, { type: 'place:updated', tripId, ids: { placeId }, what: updated.name })
        return getPlace(tx, tripId, placeId)
      }),

    delete: (actor, tripId, placeId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'place_edit', tripId)
        if ((await remove(tx, actor, tripId, [placeId])).length === 0)
          throw new NotFoundError('place_not_found', 'Place not found')
      }),

    updateMany: (actor, tripId, placeIds, changes) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'place_edit', tripId)
        const updated = await update(tx, actor, tripId, placeIds, changes)
        await followVisits(tx, actor, tripId)
        await publishPlaces(tx, actor, tripId, 'place:updated', updated)
        return updated.map(({ id }) => id)
      }),

    deleteMany: (actor, tripId, placeIds) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'place_edit', tripId)
        return remove(tx, actor, tripId, placeIds)
      })
  }
}

/** Keeps a place of the trip and tells of it. The caller has asked permission. */
export async function insertPlace(tx: Database, actor: Actor, tripId: number, place: NewPlace): Promise<Place> {
  const columns = await toColumns(tx, place)
  const [row] = await tx
    .insert(places)
    .values({ ...columns, name: columns.name, tripId, countryCode: await countryOf(columns) })
    .returning({ id: places.id })
  if (!row) throw new Error('the place was not kept')
  if (place.tag_ids !== undefined) await setTags(tx, actor, [row.id], place.tag_ids)
  await publish(tx, actor, { type: 'place:created', tripId, ids: { placeId: row.id }, what: columns.name })
  return getPlace(tx, tripId, row.id)
}

async function update(
  tx: Database,
  actor: Actor,
  tripId: number,
  placeIds: number[],
  changes: PlaceChanges
): Promise<NamedPlace[]> {
  const columns = await toColumns(tx, changes)
  if (Object.keys(columns).length === 0 && changes.tag_ids === undefined)
    throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
  const updated = await tx
    .update(places)
    .set({ ...columns, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(places.tripId, tripId), inArray(places.id, placeIds)))
    .returning({ id: places.id, name: places.name })
  const ids = updated.map(({ id }) => id)
  if (changes.tag_ids !== undefined) await setTags(tx, actor, ids, changes.tag_ids)
  if ('lat' in columns || 'lng' in columns || 'address' in columns) await keepCountries(tx, ids)
  return updated
}

async function remove(tx: Database, actor: Actor, tripId: number, placeIds: number[]): Promise<number[]> {
  const rows = await tx
    .delete(places)
    .where(and(eq(places.tripId, tripId), inArray(places.id, placeIds)))
    .returning({ id: places.id, name: places.name })
  await followVisits(tx, actor, tripId)
  await publishPlaces(tx, actor, tripId, 'place:deleted', rows)
  return rows.map(({ id }) => id)
}

function publishPlaces(
  tx: Database,
  actor: Actor,
  tripId: number,
  type: 'place:updated' | 'place:deleted',
  changed: NamedPlace[]
): Promise<void> {
  return publishAll(tx, actor, {
    tripId,
    events: changed.map(({ id }) => ({ type, ids: { placeId: id } })),
    what: someNames(changed.map(({ name }) => name))
  })
}

function conditions(db: Database, { search, categoryId, tagId, assignment = 'all' }: PlaceFilter): (SQL | undefined)[] {
  const pattern = search && `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const onSomeDay = exists(db.select({ one: sql`1` }).from(dayAssignments).where(eq(dayAssignments.placeId, places.id)))
  return [
    pattern
      ? or(ilike(places.name, pattern), ilike(places.address, pattern), ilike(places.description, pattern))
      : undefined,
    categoryId === undefined ? undefined : eq(places.categoryId, categoryId),
    tagId === undefined ? undefined : hasTag(db, tagId),
    assignment === 'assigned' ? onSomeDay : undefined,
    assignment === 'unassigned' ? not(onSomeDay) : undefined
  ]
}

function hasTag(db: Database, tagId: number): SQL {
  return exists(
    db
      .select({ one: sql`1` })
      .from(placeTags)
      .where(and(eq(placeTags.placeId, places.id), eq(placeTags.tagId, tagId)))
  )
}
