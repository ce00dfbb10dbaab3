import { and, eq, inArray, notExists, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import { dayAssignments } from '../assignments/assignment.table.ts'
import type { Database } from '../database.ts'
import { days } from '../days/day.table.ts'
import { places } from '../places/place.table.ts'
import { trips } from '../trips/trip.table.ts'
import { today } from '../values/calendar-date.ts'
import { tellContributors } from './journey-access.ts'
import { journeyEntries } from './journey-entry.table.ts'
import { journeyDismissals, journeys, journeyTrips } from './journey.table.ts'

/**
 * Lets the journeys of a trip follow its visits; called in the transaction of every change of visits or their places,
 * after it. The caller holds the trip's lock.
 */
export async function followVisits(tx: Database, actor: Actor, tripId: number): Promise<void> {
  if ((await lockJourneysOf(tx, tripId)).length === 0) return
  const changed = await syncSuggestions(tx, [tripId])
  await tellContributors(tx, actor, changed, { type: 'journey:trip:synced', ids: { tripId } })
}

/** Takes a trip out of its journeys before it is deleted: suggestions go, what was written stays. */
export async function leaveJourneys(tx: Database, actor: Actor, tripId: number): Promise<void> {
  const journeyIds = await lockJourneysOf(tx, tripId)
  await dropSuggestions(tx, [tripId])
  await tellContributors(tx, actor, journeyIds, { type: 'journey:trip:removed', ids: { tripId } })
}

/** The same, without a word, for all trips of somebody who leaves for good. */
export async function dropSuggestionsOf(tx: Database, userId: number): Promise<void> {
  const owned = await tx.select({ id: trips.id }).from(trips).where(eq(trips.userId, userId))
  await dropSuggestions(
    tx,
    owned.map(({ id }) => id)
  )
}

async function dropSuggestions(tx: Database, tripIds: number[]): Promise<void> {
  await tx
    .delete(journeyEntries)
    .where(and(inArray(journeyEntries.sourceTripId, tripIds), eq(journeyEntries.type, 'skeleton')))
}

/** In the order of their ids, so that two who lock several never wait for each other. */
async function lockJourneysOf(tx: Database, tripId: number): Promise<number[]> {
  const linked = tx.select({ id: journeyTrips.journeyId }).from(journeyTrips).where(eq(journeyTrips.tripId, tripId))
  const rows = await tx
    .select({ id: journeys.id })
    .from(journeys)
    .where(inArray(journeys.id, linked))
    .orderBy(journeys.id)
    .for('no key update')
  return rows.map(({ id }) => id)
}

/**
 * Makes the suggestions of these trips what their visits say: one for each place that is on a day, in each journey that
 * links the trip. The same few statements however many places there are. Answers the journeys in which something
 * changed. The caller holds the lock of the journey: whoever changes visits meanwhile follows them afterwards.
 */
export async function syncSuggestions(tx: Database, tripIds: number[]): Promise<number[]> {
  const changed = [
    ...(await removeUnplanned(tx, tripIds)),
    ...(await detachUnplanned(tx, tripIds)),
    ...(await followPlaces(tx, tripIds)),
    ...(await suggestNew(tx, tripIds))
  ]
  return [...new Set(changed.map(({ journeyId }) => journeyId))].toSorted((a, b) => a - b)
}

type Changed = Promise<{ journeyId: number }[]>

function removeUnplanned(tx: Database, tripIds: number[]): Changed {
  return tx
    .delete(journeyEntries)
    .where(isUnplanned(tx, tripIds, 'skeleton'))
    .returning({ journeyId: journeyEntries.journeyId })
}

/** What was written stays, and says why its place is gone from the plan. */
function detachUnplanned(tx: Database, tripIds: number[]): Changed {
  const tripTitle = tx.select({ title: trips.title }).from(trips).where(eq(trips.id, journeyEntries.sourceTripId))
  return tx
    .update(journeyEntries)
    .set({
      sourceTripId: null,
      sourcePlaceId: null,
      story: sql`concat_ws(E'\n\n', nullif(${journeyEntries.story}, ''), '_No longer in the plan of the trip “' || (${tripTitle}) || '”._')`,
      updatedAt: sql`clock_timestamp()`
    })
    .where(isUnplanned(tx, tripIds, 'entry'))
    .returning({ journeyId: journeyEntries.journeyId })
}

/** A deleted place is on no day either: its entries have lost it already, but not yet the trip. */
function isUnplanned(tx: Database, tripIds: number[], type: 'entry' | 'skeleton') {
  const visits = tx
    .select({ one: sql`1` })
    .from(dayAssignments)
    .where(eq(dayAssignments.placeId, journeyEntries.sourcePlaceId))
  return and(inArray(journeyEntries.sourceTripId, tripIds), eq(journeyEntries.type, type), notExists(visits))
}

/** Suggestions follow in time and place, what was written only in place. A day without a date changes no date. */
function followPlaces(tx: Database, tripIds: number[]): Changed {
  const planned = plannedPlaces(tx, tripIds)
  const { type, entryDate, entryTime, locationName, locationLat, locationLng } = journeyEntries
  const date = sql`case when ${type} = 'skeleton' then coalesce(${planned.date}, ${entryDate}) else ${entryDate} end`
  const time = sql`case when ${type} = 'skeleton' then ${planned.time} else ${entryTime} end`
  return tx
    .update(journeyEntries)
    .set({
      entryDate: date,
      entryTime: time,
      locationName: sql`${planned.location}`,
      locationLat: sql`${planned.lat}`,
      locationLng: sql`${planned.lng}`,
      updatedAt: sql`clock_timestamp()`
    })
    .from(planned)
    .where(
      and(
        inArray(journeyEntries.sourceTripId, tripIds),
        eq(journeyEntries.sourcePlaceId, planned.placeId),
        sql`(${entryDate}, ${entryTime}, ${locationName}, ${locationLat}, ${locationLng}) is distinct from (${date}, ${time}, ${planned.location}, ${planned.lat}, ${planned.lng})`
      )
    )
    .returning({ journeyId: journeyEntries.journeyId })
}

/** Behind what is on their date already, in the order of the visits. */
async function suggestNew(tx: Database, tripIds: number[]): Changed {
  const planned = plannedPlaces(tx, tripIds)
  const entryDate = sql<string>`coalesce(${planned.date}, ${today()}::date)::text`
  const suggested = tx
    .select({ one: sql`1` })
    .from(journeyEntries)
    .where(and(inJourney(journeyEntries), eq(journeyEntries.sourcePlaceId, planned.placeId)))
  const dismissed = tx
    .select({ one: sql`1` })
    .from(journeyDismissals)
    .where(and(inJourney(journeyDismissals), eq(journeyDismissals.placeId, planned.placeId)))
  const last = tx
    .select({ position: sql`max(${journeyEntries.sortOrder})` })
    .from(journeyEntries)
    .where(and(inJourney(journeyEntries), sql`${journeyEntries.entryDate} = ${entryDate}::date`))
  const rank = sql`row_number() over (partition by ${journeyTrips.journeyId}, ${entryDate} order by ${planned.dayNumber}, ${planned.orderIndex})`
  const missing = await tx
    .select({
      journeyId: journeyTrips.journeyId,
      sourceTripId: planned.tripId,
      sourcePlaceId: planned.placeId,
      authorId: journeys.userId,
      title: planned.name,
      entryDate,
      entryTime: planned.time,
      locationName: planned.location,
      locationLat: planned.lat,
      locationLng: planned.lng,
      sortOrder: sql<number>`(coalesce((${last}), -1) + ${rank})::int`
    })
    .from(journeyTrips)
    .innerJoin(journeys, eq(journeys.id, journeyTrips.journeyId))
    .innerJoin(planned, eq(planned.tripId, journeyTrips.tripId))
    .where(and(inArray(journeyTrips.tripId, tripIds), notExists(suggested), notExists(dismissed)))
  if (missing.length > 0)
    await tx.insert(journeyEntries).values(missing.map((entry) => ({ ...entry, type: 'skeleton' as const })))
  return missing
}

function inJourney({ journeyId }: typeof journeyEntries | typeof journeyDismissals) {
  return eq(journeyId, journeyTrips.journeyId)
}

/** The places that are on a day, each by its first visit. */
function plannedPlaces(tx: Database, tripIds: number[]) {
  return tx
    .selectDistinctOn([dayAssignments.placeId], {
      placeId: dayAssignments.placeId,
      tripId: days.tripId,
      name: places.name,
      location: sql<string>`coalesce(nullif(trim(${places.address}), ''), ${places.name})`.as('location'),
      lat: places.lat,
      lng: places.lng,
      date: days.date,
      time: sql<string | null>`coalesce(${dayAssignments.assignmentTime}, ${places.placeTime})`.as('time'),
      dayNumber: days.dayNumber,
      orderIndex: dayAssignments.orderIndex
    })
    .from(dayAssignments)
    .innerJoin(days, eq(days.id, dayAssignments.dayId))
    .innerJoin(places, eq(places.id, dayAssignments.placeId))
    .where(inArray(days.tripId, tripIds))
    .orderBy(dayAssignments.placeId, days.dayNumber, dayAssignments.orderIndex, dayAssignments.id)
    .as('planned')
}
