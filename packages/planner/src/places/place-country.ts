import { eq, inArray, sql } from 'drizzle-orm'
import type { Spot } from '../atlas/find-country.ts'
import type { Database } from '../database.ts'
import { places } from './place.table.ts'

/** The country a spot lies in. The borders are read when they are needed first: a quarter of a second, once. */
export async function countryOf(spot: Spot): Promise<string | null> {
  const { findCountry } = await import('../atlas/find-country.ts')
  return findCountry(spot)
}

/** Finds the countries of places anew, after their coordinates or addresses have changed. */
export async function keepCountries(tx: Database, placeIds: number[]): Promise<void> {
  if (placeIds.length === 0) return
  const rows = await tx
    .select({ id: places.id, lat: places.lat, lng: places.lng, address: places.address })
    .from(places)
    .where(inArray(places.id, placeIds))
  const found = await Promise.all(rows.map(async ({ id, ...spot }) => ({ id, code: await countryOf(spot) })))
  await tx
    .update(places)
    .set({ countryCode: sql`found.code` })
    .from(sql`json_to_recordset(${JSON.stringify(found)}::text::json) as found(id int, code text)`)
    .where(eq(places.id, sql`found.id`))
}
