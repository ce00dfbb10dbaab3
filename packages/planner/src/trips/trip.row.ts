import { and, count, desc, eq, getTableColumns, inArray, sql, type Placeholder, type SQL } from 'drizzle-orm'
import { unionAll } from 'drizzle-orm/pg-core'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { days } from '../days/day.table.ts'
import { tripMembers } from '../members/trip-member.table.ts'
import { reaches, tripNotFound } from '../permissions.ts'
import { places } from '../places/place.table.ts'
import { users } from '../users/user.table.ts'
import { isOlder, type Page, type PageRequest, readPage, toPage } from '../values/page.ts'
import type { Trip } from './trip.schema.ts'
import { trips } from './trip.table.ts'

export interface TripReader {
  /** The trips the actor reaches, newest first. */
  list(actor: Actor, options: { includeArchived: boolean }): Promise<Trip[]>
  /** The same in pages, in the order of their ids. */
  page(actor: Actor, options: PageRequest & { includeArchived: boolean }): Promise<Page<Trip>>
  /** @throws {NotFoundError} `trip_not_found`, also for a trip the actor does not reach. */
  get(actor: Actor, tripId: number): Promise<Trip>
}

/** Reads outside transactions, by statements prepared once: building and planning them costs more than running them. */
export function createTripReader(db: Database): TripReader {
  const userId = sql.placeholder('userId')
  const isTheirs = isAmongTripsOf(db, userId)
  // One each: with "archived or not" as a parameter PostgreSQL plans anew for every call, at twice the cost of it all.
  const isCurrent = and(isTheirs, eq(trips.isArchived, false))
  const listAll = newestFirst(selectTrips(db, isTheirs)).prepare('planner_list_all_trips')
  const listCurrent = newestFirst(selectTrips(db, isCurrent)).prepare('planner_list_trips')
  const pageOf = (condition: SQL | undefined) =>
    selectTrips(db, and(condition, isOlder(trips.id, sql.placeholder('before'))))
      .orderBy(desc(trips.id))
      .limit(sql.placeholder('rows'))
  const pageOfAll = pageOf(isTheirs).prepare('planner_page_all_trips')
  const pageOfCurrent = pageOf(isCurrent).prepare('planner_page_trips')
  const get = selectTrips(db, and(eq(trips.id, sql.placeholder('tripId')), reaches(db, { userId }))).prepare(
    'planner_get_trip'
  )

  return {
    async list(actor, { includeArchived }) {
      const rows = await (includeArchived ? listAll : listCurrent).execute({ userId: actor.userId })
      return rows.map((row) => toTrip(row, actor))
    },
    async page(actor, { includeArchived, ...request }) {
      const { before, limit, rows } = readPage(request)
      const found = await (includeArchived ? pageOfAll : pageOfCurrent).execute({ userId: actor.userId, before, rows })
      const { items, nextCursor } = toPage(found, limit)
      return { items: items.map((row) => toTrip(row, actor)), nextCursor }
    },
    async get(actor, tripId) {
      const [row] = await get.execute({ userId: actor.userId, tripId })
      if (!row) throw tripNotFound()
      return toTrip(row, actor)
    }
  }
}

/** The same in a transaction. @throws {NotFoundError} `trip_not_found`, also for a trip the actor does not reach. */
export async function getTrip(tx: Database, actor: Actor, tripId: number): Promise<Trip> {
  const [row] = await selectTrips(tx, and(eq(trips.id, tripId), reaches(tx, actor)))
  if (!row) throw tripNotFound()
  return toTrip(row, actor)
}

/** What `reaches` says of one trip, of all: from the two indexes, where `reaches` would look at every trip there is. */
export function isAmongTripsOf(db: Database, userId: number | Placeholder) {
  const owned = db.select({ id: trips.id }).from(trips).where(eq(trips.userId, userId))
  const joined = db.select({ id: tripMembers.tripId }).from(tripMembers).where(eq(tripMembers.userId, userId))
  return inArray(trips.id, unionAll(owned, joined))
}

/** The trips that match, with their counters, in one query. */
function selectTrips(db: Database, condition: SQL | undefined) {
  const counted = (table: typeof days | typeof places | typeof tripMembers) =>
    sql<number>`(${db.select({ n: count() }).from(table).where(eq(table.tripId, trips.id))})`.mapWith(Number)
  return db
    .select({
      ...getTableColumns(trips),
      ownerUsername: users.username,
      dayCount: counted(days),
      placeCount: counted(places),
      sharedCount: counted(tripMembers)
    })
    .from(trips)
    .innerJoin(users, eq(users.id, trips.userId))
    .where(condition)
    .$dynamic()
}

function newestFirst(selected: ReturnType<typeof selectTrips>) {
  return selected.orderBy(desc(trips.createdAt), desc(trips.id))
}

type TripRow = Awaited<ReturnType<typeof selectTrips>>[number]

function toTrip(row: TripRow, actor: Actor): Trip {
  return {
    id: row.id,
    user_id: row.userId,
    title: row.title,
    description: row.description,
    start_date: row.startDate,
    end_date: row.endDate,
    currency: row.currency,
    cover_image: row.coverImage,
    is_archived: row.isArchived,
    reminder_days: row.reminderDays,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    day_count: row.dayCount,
    place_count: row.placeCount,
    is_owner: row.userId === actor.userId,
    owner_username: row.ownerUsername,
    shared_count: row.sharedCount
  }
}
