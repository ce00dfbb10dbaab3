import { and, desc, eq, exists, ilike, inArray, not, or, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import { dayAssignments } from '../assignments/assignment.table.ts'
import { appendVisit, getVisit } from '../assignments/visit.ts'
import type { DayAssignment } from '../assignments/assignment.schema.ts'
import { categories } from '../categories/category.table.ts'
import type { Database } from '../database.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { publish, publishAll } from '../events.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import { nameAll } from '../values/names.ts'
import { isOlder, type Page, type PageRequest, readPage, toPage } from '../values/page.ts'
import { getPlace, toColumns, toPlace } from './place.row.ts'
import type { NewPlace, Place, PlaceChanges } from './place.schema.ts'
import { places } from './place.table.ts'

export interface PlaceFilter {
  /** Part of name, address or description, whatever the case. */
  search?: string | undefined
  categoryId?: number | undefined
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
      const rows = await selectPlaces(db, tripId, filter).orderBy(desc(places.createdAt), desc(places.id))
      return rows.map(({ place, category }) => toPlace(place, category))
    },

    async page(actor, tripId, { limit: wished, cursor, ...filter } = {}) {
      await requireAccess(db, actor, tripId)
      const { before, limit, rows } = readPage({ limit: wished, cursor })
      const found = await selectPlaces(db, tripId, filter, isOlder(places.id, before))
        .orderBy(desc(places.id))
        .limit(rows)
      return toPage(
        found.map(({ place, category }) => toPlace(place, category)),
        limit
      )
    },

    create: (actor, tripId, place) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'place_edit', tripId)
        return insert(tx, actor, tripId, place)
      }),

    createAndAssign: (actor, tripId, dayId, newPlace, visitNotes) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'place_edit', tripId)
        await requirePermission(tx, actor, 'day_edit', tripId)
        const place = await insert(tx, actor, tripId, newPlace)
        const visit = { tripId, dayId, placeId: place.id, notes: visitNotes ?? null }
        const { assignmentId, what, where } = await appendVisit(tx, visit)
        await publish(tx, actor, {
          type: 'assignment:created',
          tripId,
          ids: { assignmentId, dayId, placeId: place.id },
          what,
          where
        })
        return { place, assignment: await getVisit(tx, tripId, assignmentId) }
      }),

    update: (actor, tripId, placeId, changes) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'place_edit', tripId)
        const [updated] = await update(tx, tripId, [placeId], changes)
        if (updated === undefined) throw new NotFoundError('place_not_found', 'Place not found')
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
        const updated = await update(tx, tripId, placeIds, changes)
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

function selectPlaces(db: Database, tripId: number, filter: PlaceFilter, condition?: SQL) {
  return db
    .select({ place: places, category: categories })
    .from(places)
    .leftJoin(categories, eq(categories.id, places.categoryId))
    .where(and(eq(places.tripId, tripId), ...conditions(db, filter), condition))
    .$dynamic()
}

async function insert(tx: Database, actor: Actor, tripId: number, place: NewPlace): Promise<Place> {
  const columns = await toColumns(tx, place)
  const [row] = await tx
    .insert(places)
    .values({ ...columns, name: columns.name, tripId })
    .returning({ id: places.id })
  if (!row) throw new Error('the place was not kept')
  await publish(tx, actor, { type: 'place:created', tripId, ids: { placeId: row.id }, what: columns.name })
  return getPlace(tx, tripId, row.id)
}

async function update(tx: Database, tripId: number, placeIds: number[], changes: PlaceChanges): Promise<NamedPlace[]> {
  const columns = await toColumns(tx, changes)
  if (Object.keys(columns).length === 0)
    throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
  return tx
    .update(places)
    .set({ ...columns, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(places.tripId, tripId), inArray(places.id, placeIds)))
    .returning({ id: places.id, name: places.name })
}

async function remove(tx: Database, actor: Actor, tripId: number, placeIds: number[]): Promise<number[]> {
  const rows = await tx
    .delete(places)
    .where(and(eq(places.tripId, tripId), inArray(places.id, placeIds)))
    .returning({ id: places.id, name: places.name })
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
    what: nameAll(changed.map(({ name }) => name))
  })
}

function conditions(db: Database, { search, categoryId, assignment = 'all' }: PlaceFilter): (SQL | undefined)[] {
  const pattern = search && `%${search.replace(/[\\%_]/g, '\\$&')}%`
  const onSomeDay = exists(db.select({ one: sql`1` }).from(dayAssignments).where(eq(dayAssignments.placeId, places.id)))
  return [
    pattern
      ? or(ilike(places.name, pattern), ilike(places.address, pattern), ilike(places.description, pattern))
      : undefined,
    categoryId === undefined ? undefined : eq(places.categoryId, categoryId),
    assignment === 'assigned' ? onSomeDay : undefined,
    assignment === 'unassigned' ? not(onSomeDay) : undefined
  ]
}
