import { sql, type SQL } from 'drizzle-orm'
import { customType, timestamp } from 'drizzle-orm/pg-core'

/** Raw bytes: a SHA-256 digest or a key, half the size of hex. */
export const bytesColumn = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value)
})

export const instant = (name: string) => timestamp(name, { withTimezone: true })

/** The database's own clock: nodes may disagree about the time, their database does not. */
export const now: SQL = sql`clock_timestamp()`

/** The moment this many seconds from now, by the database's clock; the seconds may be a placeholder. */
export function inSeconds(seconds: unknown): SQL<Date> {
  return sql<Date>`clock_timestamp() + make_interval(secs => ${seconds})`
}
