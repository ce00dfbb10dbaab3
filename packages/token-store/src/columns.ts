import { sql, type AnyColumn, type SQL } from 'drizzle-orm'
import { customType, timestamp } from 'drizzle-orm/pg-core'

/** SHA-256 of a secret, kept as raw bytes: half the size of hex, in the table and in its index. */
export const digestColumn = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value)
})

export const instant = (name: string) => timestamp(name, { withTimezone: true })

/** The database's own clock: nodes may disagree about the time, their database does not. */
export const now: SQL = sql`clock_timestamp()`

/** How exact "last used" is; what is in use is written that often at most. */
export const LAST_USE_PRECISION: SQL = sql`interval '1 minute'`

/** The moment this many seconds from now, by the database's clock. */
export function inSeconds(seconds: number): SQL<Date> {
  return sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})`
}

/** Whether what began then is younger than so many seconds, by the database's clock; null: it may be of any age. */
export function isYoungerThan(start: AnyColumn | SQL, seconds: unknown): SQL<boolean> {
  return sql`coalesce(${start} + make_interval(secs => ${seconds}) > clock_timestamp(), true)`
}

/** Seconds until an instant, by the database's clock; 0 when it is over. */
export function secondsUntil(end: AnyColumn): SQL<number> {
  return sql`greatest(extract(epoch from ${end} - clock_timestamp()), 0)`.mapWith(Number)
}
