import { and, count, desc, eq, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { publishTo } from '../events.ts'
import { places } from '../places/place.table.ts'
import { isAmongTripsOf } from '../trips/trip.row.ts'
import { trips } from '../trips/trip.table.ts'
import { today } from '../values/calendar-date.ts'
import { checkCountryCode } from '../values/country-code.ts'
import { checkRegionCode } from '../values/region-code.ts'
import type { AtlasStats, CountryPlaces, VisitedCountry, VisitedRegion } from './atlas.schema.ts'
import { statisticsOf } from './statistics.ts'
import { loadTravels } from './travels.ts'
import { hiddenCountries, visitedCountries, visitedRegions } from './visited.table.ts'

/** Where somebody has been: everybody has a map of their own, made of their trips and of what they marked by hand. */
export interface AtlasService {
  /** Marked by hand, newest first. */
  visitedCountries(actor: Actor): Promise<VisitedCountry[]>
  /** Answers the code in capitals; marking again changes nothing. @throws {InvalidInputError} `invalid_country` */
  markCountry(actor: Actor, countryCode: string): Promise<string>
  /**
   * Takes a country and its marked regions off the map, where it stays only as long as trips have places there. Answers
   * the code in capitals.
   *
   * @throws {InvalidInputError} `invalid_country`
   */
  unmarkCountry(actor: Actor, countryCode: string): Promise<string>
  /** Marked by hand, newest first. */
  visitedRegions(actor: Actor): Promise<VisitedRegion[]>
  /**
   * Marks a region and its country; marking again changes nothing. An empty name becomes the official one.
   *
   * @throws {InvalidInputError} `invalid_region`, also for a region of another country
   */
  markRegion(
    actor: Actor,
    region: { regionCode: string; regionName: string; countryCode: string }
  ): Promise<VisitedRegion>
  /** With the last marked region of a country the country goes too. @throws {InvalidInputError} `invalid_region` */
  unmarkRegion(actor: Actor, regionCode: string): Promise<void>
  /** Over all trips the actor reaches, archived ones and those to come as well. */
  stats(actor: Actor): Promise<AtlasStats>
  /** The actor's trips and places in a country. @throws {InvalidInputError} `invalid_country` */
  placesIn(actor: Actor, countryCode: string, page: { limit: number; offset: number }): Promise<CountryPlaces>
}

export function createAtlasService(db: Database): AtlasService {
  return {
    async visitedCountries({ userId }) {
      const rows = await db
        .select()
        .from(visitedCountries)
        .where(eq(visitedCountries.userId, userId))
        .orderBy(desc(visitedCountries.createdAt), visitedCountries.countryCode)
      return rows.map(({ countryCode, createdAt }) => ({
        country_code: countryCode,
        created_at: createdAt.toISOString()
      }))
    },

    markCountry: (actor, country) =>
      db.transaction(async (tx) => {
        const code = checkCountryCode(country)
        await showCountry(tx, actor, code)
        await tell(tx, actor, 'atlas:country-marked')
        return code
      }),

    unmarkCountry: (actor, country) =>
      db.transaction(async (tx) => {
        const code = checkCountryCode(country)
        await hideCountry(tx, actor, code)
        await tell(tx, actor, 'atlas:country-unmarked')
        return code
      }),

    async visitedRegions({ userId }) {
      const rows = await db
        .select()
        .from(visitedRegions)
        .where(eq(visitedRegions.userId, userId))
        .orderBy(desc(visitedRegions.createdAt), visitedRegions.regionCode)
      return rows.map(toRegion)
    },

    markRegion: (actor, { regionCode, regionName, countryCode }) =>
      db.transaction(async (tx) => {
        const region = checkRegionCode(regionCode)
        if (region.countryCode !== checkCountryCode(countryCode)) {
          const message = `${region.code} is a region of ${region.countryCode}, not of ${countryCode}`
          throw new InvalidInputError('invalid_region', message)
        }
        await showCountry(tx, actor, region.countryCode)
        const isThis = isTheirRegion(actor, region.code)
        await tx
          .insert(visitedRegions)
          .values({
            userId: actor.userId,
            regionCode: region.code,
            regionName: regionName.trim() || region.name,
            countryCode: region.countryCode
          })
          .onConflictDoNothing()
        await tell(tx, actor, 'atlas:region-marked')
        const [row] = await tx.select().from(visitedRegions).where(isThis)
        if (!row) throw new Error('the region was not kept')
        return toRegion(row)
      }),

    unmarkRegion: (actor, regionCode) =>
      db.transaction(async (tx) => {
        const { code, countryCode } = checkRegionCode(regionCode)
        const removed = await tx.delete(visitedRegions).where(isTheirRegion(actor, code)).returning()
        if (removed.length === 0) return
        const [left] = await tx.select({ regions: count() }).from(visitedRegions).where(isTheirsIn(actor, countryCode))
        if (left?.regions === 0) await hideCountry(tx, actor, countryCode)
        await tell(tx, actor, 'atlas:region-unmarked')
      }),

    stats: async ({ userId }) => statisticsOf(await loadTravels(db, userId), today()),

    async placesIn({ userId }, country, { limit, offset }) {
      const code = checkCountryCode(country)
      const isThere = and(isAmongTripsOf(db, userId), eq(places.countryCode, code))
      const found = await db
        .select({
          id: places.id,
          trip_id: places.tripId,
          name: places.name,
          address: places.address,
          lat: places.lat,
          lng: places.lng
        })
        .from(places)
        .innerJoin(trips, eq(trips.id, places.tripId))
        .where(isThere)
        .orderBy(desc(places.createdAt), desc(places.id))
        .limit(limit)
        .offset(offset)
      const visited = await db
        .select({
          id: trips.id,
          title: trips.title,
          start_date: trips.startDate,
          end_date: trips.endDate,
          placeCount: count()
        })
        .from(trips)
        .innerJoin(places, eq(places.tripId, trips.id))
        .where(isThere)
        .groupBy(trips.id)
        .orderBy(sql`${trips.startDate} desc nulls last`, desc(trips.id))
      const marked = await db
        .select({ code: visitedCountries.countryCode })
        .from(visitedCountries)
        .where(and(eq(visitedCountries.userId, userId), eq(visitedCountries.countryCode, code)))
      return {
        places: found,
        place_count: visited.reduce((total, { placeCount }) => total + placeCount, 0),
        trips: visited.map(({ placeCount: _placeCount, ...trip }) => trip),
        manually_marked: marked.length > 0
      }
    }
  }
}

async function showCountry(tx: Database, { userId }: Actor, countryCode: string): Promise<void> {
  await tx
    .delete(hiddenCountries)
    .where(and(eq(hiddenCountries.userId, userId), eq(hiddenCountries.countryCode, countryCode)))
  await tx.insert(visitedCountries).values({ userId, countryCode }).onConflictDoNothing()
}

async function hideCountry(tx: Database, actor: Actor, countryCode: string): Promise<void> {
  const { userId } = actor
  await tx.insert(hiddenCountries).values({ userId, countryCode }).onConflictDoNothing()
  await tx
    .delete(visitedCountries)
    .where(and(eq(visitedCountries.userId, userId), eq(visitedCountries.countryCode, countryCode)))
  await tx.delete(visitedRegions).where(isTheirsIn(actor, countryCode))
}

function isTheirRegion({ userId }: Actor, regionCode: string) {
  return and(eq(visitedRegions.userId, userId), eq(visitedRegions.regionCode, regionCode))
}

function isTheirsIn({ userId }: Actor, countryCode: string) {
  return and(eq(visitedRegions.userId, userId), eq(visitedRegions.countryCode, countryCode))
}

function tell(tx: Database, actor: Actor, type: `atlas:${'country' | 'region'}-${'marked' | 'unmarked'}`) {
  return publishTo(tx, actor, [actor.userId], { type })
}

function toRegion({ regionCode, regionName, countryCode }: typeof visitedRegions.$inferSelect): VisitedRegion {
  return { region_code: regionCode, region_name: regionName, country_code: countryCode }
}
