import { and, asc, count, desc, eq, getTableColumns, inArray, max, min, notInArray, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import { dayAssignments } from '../assignments/assignment.table.ts'
import type { Database } from '../database.ts'
import { days } from '../days/day.table.ts'
import { isAmongTripsOf } from '../trips/trip.row.ts'
import { trips } from '../trips/trip.table.ts'
import { avatarUrl } from '../users/person.ts'
import { users } from '../users/user.table.ts'
import type { Journey, JourneyContributor, JourneyListItem, JourneyTrip, JourneyTripOption } from './journey.schema.ts'
import { journeyEntries } from './journey-entry.table.ts'
import { journeyContributors, journeys, journeyTrips } from './journey.table.ts'

/** No list is longer. */
const LIST_LIMIT = 500

export function toJourney(row: typeof journeys.$inferSelect): Journey {
  return {
    id: row.id,
    user_id: row.userId,
    title: row.title,
    subtitle: row.subtitle,
    cover_gradient: row.coverGradient,
    cover_image: row.coverImage,
    status: row.status,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString()
  }
}

/** The journeys somebody contributes to, last changed first, with their figures, in one query. */
export async function loadJourneys(db: Database, { userId }: Actor): Promise<JourneyListItem[]> {
  const written = db
    .select({
      journeyId: journeyEntries.journeyId,
      entries: count().as('entries'),
      places: sql<number>`count(distinct ${journeyEntries.locationName})::int`.as('places')
    })
    .from(journeyEntries)
    .where(eq(journeyEntries.type, 'entry'))
    .groupBy(journeyEntries.journeyId)
    .as('written')
  const linked = db
    .select({
      journeyId: journeyTrips.journeyId,
      start: min(trips.startDate).as('start'),
      end: max(trips.endDate).as('end')
    })
    .from(journeyTrips)
    .innerJoin(trips, eq(trips.id, journeyTrips.tripId))
    .groupBy(journeyTrips.journeyId)
    .as('linked')
  const rows = await db
    .select({
      journey: getTableColumns(journeys),
      entries: written.entries,
      places: written.places,
      start: linked.start,
      end: linked.end
    })
    .from(journeyContributors)
    .innerJoin(journeys, eq(journeys.id, journeyContributors.journeyId))
    .leftJoin(written, eq(written.journeyId, journeys.id))
    .leftJoin(linked, eq(linked.journeyId, journeys.id))
    .where(eq(journeyContributors.userId, userId))
    .orderBy(desc(journeys.updatedAt), desc(journeys.id))
    .limit(LIST_LIMIT)
  return rows.map(({ journey, entries, places, start, end }) => ({
    ...toJourney(journey),
    entry_count: entries ?? 0,
    photo_count: 0,
    place_count: places ?? 0,
    trip_date_min: start,
    trip_date_max: end
  }))
}

/** In the order in which they came, the owner first. */
export async function loadContributors(db: Database, journeyId: number): Promise<JourneyContributor[]> {
  const rows = await db
    .select({
      role: journeyContributors.role,
      addedAt: journeyContributors.addedAt,
      userId: users.id,
      username: users.username,
      displayName: users.displayName,
      avatar: users.avatar
    })
    .from(journeyContributors)
    .innerJoin(users, eq(users.id, journeyContributors.userId))
    .where(eq(journeyContributors.journeyId, journeyId))
    .orderBy(asc(journeyContributors.addedAt), asc(users.id))
  return rows.map(({ role, addedAt, userId, username, displayName, avatar }) => ({
    journey_id: journeyId,
    user_id: userId,
    role,
    added_at: addedAt.toISOString(),
    username: displayName ?? username,
    avatar,
    avatar_url: avatarUrl(avatar)
  }))
}

/** Earliest start first. */
export async function loadLinkedTrips(db: Database, journeyId: number): Promise<JourneyTrip[]> {
  const rows = await db
    .select({
      trip_id: trips.id,
      addedAt: journeyTrips.addedAt,
      title: trips.title,
      start_date: trips.startDate,
      end_date: trips.endDate,
      cover_image: trips.coverImage,
      currency: trips.currency,
      place_count: visitCount(db)
    })
    .from(journeyTrips)
    .innerJoin(trips, eq(trips.id, journeyTrips.tripId))
    .where(eq(journeyTrips.journeyId, journeyId))
    .orderBy(sql`${trips.startDate} asc nulls last`, asc(trips.id))
  return rows.map(({ addedAt, ...trip }) => ({ ...trip, added_at: addedAt.toISOString() }))
}

/** The trips of somebody that match. */
export function loadTripOptions(
  db: Database,
  { userId }: Actor,
  condition: SQL | undefined,
  order: SQL
): Promise<JourneyTripOption[]> {
  return db
    .select({
      id: trips.id,
      title: trips.title,
      start_date: trips.startDate,
      end_date: trips.endDate,
      cover_image: trips.coverImage,
      place_count: visitCount(db)
    })
    .from(trips)
    .where(and(isAmongTripsOf(db, userId), condition))
    .orderBy(order, desc(trips.id))
    .limit(LIST_LIMIT)
}

/** Trips in none of the journeys that somebody sees. */
export function isUntold(db: Database, { userId }: Actor): SQL {
  const told = db
    .select({ tripId: journeyTrips.tripId })
    .from(journeyTrips)
    .innerJoin(journeyContributors, eq(journeyContributors.journeyId, journeyTrips.journeyId))
    .where(eq(journeyContributors.userId, userId))
  return notInArray(trips.id, told)
}

function visitCount(db: Database) {
  const dayIds = db.select({ id: days.id }).from(days).where(eq(days.tripId, trips.id))
  const visits = db.select({ visits: count() }).from(dayAssignments).where(inArray(dayAssignments.dayId, dayIds))
  return sql<number>`(${visits})`.mapWith(Number)
}
