import { and, asc, count, countDistinct, eq, type SQL } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { trips } from '../trips/trip.table.ts'
import type { JourneyEntry } from './journey-entry.schema.ts'
import { journeyEntries } from './journey-entry.table.ts'

export interface EntryPage {
  limit: number
  offset: number
}

/** The entries that match, in order. */
export async function loadEntries(db: Database, condition: SQL | undefined, page?: EntryPage): Promise<JourneyEntry[]> {
  const query = db
    .select({ entry: journeyEntries, tripTitle: trips.title })
    .from(journeyEntries)
    .leftJoin(trips, eq(trips.id, journeyEntries.sourceTripId))
    .where(condition)
    .orderBy(asc(journeyEntries.entryDate), asc(journeyEntries.sortOrder), asc(journeyEntries.id))
  const rows = await (page ? query.limit(page.limit).offset(page.offset) : query)
  return rows.map(({ entry, tripTitle }) => ({
    id: entry.id,
    journey_id: entry.journeyId,
    source_trip_id: entry.sourceTripId,
    source_place_id: entry.sourcePlaceId,
    source_trip_name: tripTitle,
    author_id: entry.authorId,
    type: entry.type,
    title: entry.title,
    story: entry.story,
    entry_date: entry.entryDate,
    entry_time: entry.entryTime,
    location_name: entry.locationName,
    location_lat: entry.locationLat,
    location_lng: entry.locationLng,
    mood: entry.mood,
    weather: entry.weather,
    tags: entry.tags,
    pros_cons: entry.prosCons,
    visibility: entry.visibility,
    sort_order: entry.sortOrder,
    created_at: entry.createdAt.toISOString(),
    updated_at: entry.updatedAt.toISOString(),
    photos: []
  }))
}

/** How much was written in a journey; suggestions do not count. */
export async function countEntries(db: Database, journeyId: number) {
  const [written] = await db
    .select({ entries: count(), places: countDistinct(journeyEntries.locationName) })
    .from(journeyEntries)
    .where(and(eq(journeyEntries.journeyId, journeyId), eq(journeyEntries.type, 'entry')))
  return { entries: written?.entries ?? 0, photos: 0, places: written?.places ?? 0 }
}
