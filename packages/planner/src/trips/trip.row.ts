import { and, count, desc, eq, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { days } from '../days/day.table.ts'
import { tripMembers } from '../members/trip-member.table.ts'
import { reaches, tripNotFound } from '../permissions.ts'
import { places } from '../places/place.table.ts'
import { users } from '../users/user.table.ts'
import type { Trip } from './trip.schema.ts'
import { trips } from './trip.table.ts'

/** The trips that match and the actor reaches, newest first, with their counters, in one query. */
export async function loadTrips(db: Database, actor: Actor, condition?: SQL): Promise<Trip[]> {
  const counted = (table: typeof days | typeof places | typeof tripMembers) =>
    sql<number>`(${db.select({ n: count() }).from(table).where(eq(table.tripId, trips.id))})`.mapWith(Number)
  const rows = await db
    .select({
      trip: trips,
      ownerUsername: users.username,
      dayCount: counted(days),
      placeCount: counted(places),
      sharedCount: counted(tripMembers)
    })
    .from(trips)
    .innerJoin(users, eq(users.id, trips.userId))
    .where(and(reaches(db, actor), condition))
    .orderBy(desc(trips.createdAt), desc(trips.id))
  return rows.map(({ trip, ownerUsername, dayCount, placeCount, sharedCount }) => ({
    id: trip.id,
    user_id: trip.userId,
    title: trip.title,
    description: trip.description,
    start_date: trip.startDate,
    end_date: trip.endDate,
    currency: trip.currency,
    cover_image: trip.coverImage,
    is_archived: trip.isArchived,
    reminder_days: trip.reminderDays,
    created_at: trip.createdAt.toISOString(),
    updated_at: trip.updatedAt.toISOString(),
    day_count: dayCount,
    place_count: placeCount,
    is_owner: trip.userId === actor.userId,
    owner_username: ownerUsername,
    shared_count: sharedCount
  }))
}

/** @throws {NotFoundError} `trip_not_found`, also for a trip the actor does not reach. */
export async function getTrip(db: Database, actor: Actor, tripId: number): Promise<Trip> {
  const [trip] = await loadTrips(db, actor, eq(trips.id, tripId))
  if (!trip) throw tripNotFound()
  return trip
}
