import { and, count, countDistinct, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm'
import { except, union } from 'drizzle-orm/pg-core'
import type { Database } from '../database.ts'
import { places } from '../places/place.table.ts'
import { reservationEndpoints, reservations } from '../reservations/reservation.table.ts'
import { isAmongTripsOf } from '../trips/trip.row.ts'
import { trips } from '../trips/trip.table.ts'
import type { Travels } from './statistics.ts'
import { hiddenCountries, visitedCountries } from './visited.table.ts'

const lastButOne = sql`split_part(${places.address}, ',', -2)`
/** The last but one part of an address, without post codes. Null where that leaves no name. */
const cityName = sql`case when regexp_replace(${lastButOne}, '[[:digit:][:space:][:punct:]]', '', 'g') <> '' then lower(trim(regexp_replace(${lastButOne}, '[[:digit:]]', '', 'g'))) end`

/** Somebody's travels, archived trips and those to come as well, in four queries however many there are. */
export async function loadTravels(db: Database, userId: number): Promise<Travels> {
  const isTheirs = isAmongTripsOf(db, userId)
  const theirTrips = await db
    .select({ id: trips.id, title: trips.title, start_date: trips.startDate, end_date: trips.endDate })
    .from(trips)
    .where(isTheirs)
  const placeCounts = await db
    .select({ tripId: places.tripId, countryCode: places.countryCode, count: count() })
    .from(places)
    .innerJoin(trips, eq(trips.id, places.tripId))
    .where(isTheirs)
    .groupBy(places.tripId, places.countryCode)
  const [cities] = await db
    .select({ count: countDistinct(cityName) })
    .from(places)
    .innerJoin(trips, eq(trips.id, places.tripId))
    .where(and(isTheirs, isNotNull(cityName)))
  const marked = db
    .select({ code: visitedCountries.countryCode })
    .from(visitedCountries)
    .where(eq(visitedCountries.userId, userId))
  // Where somebody changes trains they have not been.
  const reached = db
    .select({ code: sql<string>`${reservationEndpoints.countryCode}` })
    .from(reservationEndpoints)
    .innerJoin(reservations, eq(reservations.id, reservationEndpoints.reservationId))
    .innerJoin(trips, eq(trips.id, reservations.tripId))
    .where(
      and(
        isTheirs,
        inArray(reservationEndpoints.role, ['from', 'to']),
        isNotNull(reservationEndpoints.countryCode),
        ne(reservations.status, 'cancelled')
      )
    )
  const hidden = db
    .select({ code: hiddenCountries.countryCode })
    .from(hiddenCountries)
    .where(eq(hiddenCountries.userId, userId))
  const shown = await except(union(marked, reached), hidden)
  return {
    trips: theirTrips,
    places: placeCounts,
    otherCountries: shown.map(({ code }) => code),
    cityCount: cities?.count ?? 0
  }
}
