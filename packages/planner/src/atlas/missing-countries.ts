import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, or, sql, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { appSettings } from '../app-setting.table.ts'
import type { Database } from '../database.ts'
import { countryOf } from '../places/place-country.ts'
import { places } from '../places/place.table.ts'
import { reservationEndpoints } from '../reservations/reservation.table.ts'
import type { Spot } from './find-country.ts'

interface Spots {
  table: PgTable
  columns: Record<'id' | 'lat' | 'lng' | 'countryCode', PgColumn>
  address: PgColumn | SQL
  /** The setting of the instance that holds the last id that was looked at. */
  progress: string
}

const kinds = {
  places: { table: places, columns: places, address: places.address, progress: 'countries_of_places' },
  endpoints: {
    table: reservationEndpoints,
    columns: reservationEndpoints,
    address: sql`null`,
    progress: 'countries_of_endpoints'
  }
} satisfies Record<string, Spots>

/**
 * Finds the countries of places, or of the endpoints of transport, that are older than the column for it: at most so many
 * of them, from where the last call ended, so that nothing is looked at twice. Answers how many it were; fewer than
 * `limit`: there are no more for now. Several nodes may call it: one waits for the other.
 */
export function findMissingCountries(outer: Database, kind: keyof typeof kinds, limit: number): Promise<number> {
  const { table, columns, address, progress }: Spots = kinds[kind]
  return outer.transaction(async (tx) => {
    const last = await takeProgress(tx, progress)
    const [newest] = await tx.select({ id: sql<number | null>`max(${columns.id})` }).from(table)
    const end = newest?.id ?? 0
    if (end <= last) return 0
    const isPlaced = or(and(isNotNull(columns.lat), isNotNull(columns.lng)), isNotNull(address))
    const next = await tx
      .select({ id: columns.id })
      .from(table)
      .where(and(gt(columns.id, last), lte(columns.id, end), isNull(columns.countryCode), isPlaced))
      .orderBy(asc(columns.id))
      .limit(limit)
    const ids = next.map(({ id }) => id as number)
    const spots = await tx
      .select({ id: columns.id, lat: columns.lat, lng: columns.lng, address: sql<string | null>`${address}` })
      .from(table)
      .where(inArray(columns.id, ids))
      // What somebody changes at this moment is left for the next time, so that nobody waits for whom.
      .for('no key update', { skipLocked: true })
    await keepFound(tx, { table, columns }, spots as (Spot & { id: number })[])
    const reached = new Set(spots.map(({ id }) => id))
    const firstLeft = ids.find((id) => !reached.has(id))
    const lastReached = ids.length < limit ? end : (ids.at(-1) ?? end)
    await keepProgress(tx, progress, firstLeft === undefined ? lastReached : firstLeft - 1)
    return spots.length
  })
}

async function keepFound(
  tx: Database,
  { table, columns }: Pick<Spots, 'table' | 'columns'>,
  spots: (Spot & { id: number })[]
): Promise<void> {
  const found = await Promise.all(spots.map(async ({ id, ...spot }) => ({ id, code: await countryOf(spot) })))
  await tx
    .update(table)
    .set({ countryCode: sql`found.code` })
    .from(sql`json_to_recordset(${JSON.stringify(found)}::text::json) as found(id int, code text)`)
    .where(eq(columns.id, sql`found.id`))
}

/** The last id that was looked at; locked, so that one node at a time goes on from there. */
async function takeProgress(tx: Database, key: string): Promise<number> {
  const [row] = await tx
    .insert(appSettings)
    .values({ key, value: '0' })
    .onConflictDoUpdate({ target: appSettings.key, set: { value: sql`${appSettings.value}` } })
    .returning({ value: appSettings.value })
  return Number(row?.value)
}

async function keepProgress(tx: Database, key: string, id: number): Promise<void> {
  await tx
    .update(appSettings)
    .set({ value: String(id) })
    .where(eq(appSettings.key, key))
}
