import { eq, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { publishAll } from '../events.ts'
import { someNames } from '../values/some-names.ts'
import { keepCountries } from './place-country.ts'
import { toPlace } from './place.row.ts'
import type { Place } from './place.schema.ts'
import { places } from './place.table.ts'

/** A place of somebody's list, as it was found outside. */
export interface ImportedPlace {
  /** Empty: it has none, and is known by where it is. */
  name: string
  lat: number
  lng: number
  notes?: string | null
  address?: string | null
  google_ftid?: string | null
}

export interface ImportedPlaces {
  /** In the order of the list. */
  places: Place[]
  /** How many the trip had already, or the list had twice. */
  skipped: number
}

interface KnownPlace {
  /** Absent: it is about to be made. */
  id?: number
  name: string
  lat: number | null
  lng: number | null
  googleFtid: string | null
}

/** Some ten metres. */
const SAME_SPOT_DEGREES = 0.0001

/** Makes the places that the trip does not have, and tells of each; known ones get the id they lack. */
export async function importPlaces(
  tx: Database,
  actor: Actor,
  tripId: number,
  found: readonly ImportedPlace[]
): Promise<ImportedPlaces> {
  const known: KnownPlace[] = await tx
    .select({ id: places.id, name: places.name, lat: places.lat, lng: places.lng, googleFtid: places.googleFtid })
    .from(places)
    .where(eq(places.tripId, tripId))
  const fresh: (typeof places.$inferInsert)[] = []
  const featureIds = new Map<number, string>()
  for (const place of found) {
    const twin = known.find((one) => isSame(one, place))
    if (!twin) {
      const row = toRow(tripId, place)
      fresh.push(row)
      known.push({ ...place, name: row.name, googleFtid: place.google_ftid ?? null })
    } else if (twin.id !== undefined && twin.googleFtid === null && place.google_ftid) {
      featureIds.set(twin.id, place.google_ftid)
    }
  }
  const rows = fresh.length === 0 ? [] : await tx.insert(places).values(fresh).returning()
  await keepCountries(
    tx,
    rows.map(({ id }) => id)
  )
  await addFeatureIds(tx, featureIds)

  const created = rows.map(({ id, name }) => ({ type: 'place:created' as const, id, name }))
  const updated = known.flatMap(({ id, name }) =>
    id !== undefined && featureIds.has(id) ? [{ type: 'place:updated' as const, id, name }] : []
  )
  const changed = [...created, ...updated]
  await publishAll(tx, actor, {
    tripId,
    events: changed.map(({ type, id }) => ({ type, ids: { placeId: id } })),
    what: someNames(changed.map(({ name }) => name))
  })
  return { places: rows.map((row) => toPlace(row, null, [])), skipped: found.length - rows.length }
}

/** By name, whatever the case; those without one by where they are. */
function isSame(known: KnownPlace, { name, lat, lng }: ImportedPlace): boolean {
  if (name.trim() !== '') return known.name.trim().toLowerCase() === shortName(name).toLowerCase()
  if (known.lat === null || known.lng === null) return false
  return Math.abs(known.lat - lat) <= SAME_SPOT_DEGREES && Math.abs(known.lng - lng) <= SAME_SPOT_DEGREES
}

/** What people wrote elsewhere is cut to what fits here. */
function toRow(tripId: number, { name, lat, lng, notes, address, google_ftid: featureId }: ImportedPlace) {
  return {
    tripId,
    name: shortName(name.trim() || address || `${lat.toFixed(5)}, ${lng.toFixed(5)}`),
    lat,
    lng,
    notes: notes?.slice(0, 2000) ?? null,
    address: address?.slice(0, 500) ?? null,
    googleFtid: featureId?.slice(0, 100) ?? null
  }
}

/** A name as it is kept. */
function shortName(name: string): string {
  return name.trim().slice(0, 200).trim()
}

async function addFeatureIds(tx: Database, featureIds: ReadonlyMap<number, string>): Promise<void> {
  if (featureIds.size === 0) return
  const given = JSON.stringify([...featureIds].map(([id, ftid]) => ({ id, ftid: ftid.slice(0, 100) })))
  await tx.execute(sql`
    update ${places} set google_ftid = given.ftid, updated_at = clock_timestamp()
    from jsonb_to_recordset(${given}::text::jsonb) as given (id int, ftid text)
    where ${places.id} = given.id`)
}
