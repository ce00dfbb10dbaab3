import { sql } from 'drizzle-orm'
import type { Database } from '../database/database.ts'
import type { OwnAnswer } from './own-address.ts'
import { type Finding, ok, warning } from './point.ts'

const PROXY_OFF_SECONDS = 60
const DATABASE_OFF_SECONDS = 5

/** Tokens end by the clock of the database, signed requests are judged by that of this server. */
export async function checkClock(database: Database, { headers }: OwnAnswer): Promise<Finding> {
  const before = Date.now()
  const now = sql<number>`extract(epoch from clock_timestamp())::float8`
  const [row] = await database.db.select({ now }).from(sql`(select 1) as one`)
  const here = (before + Date.now()) / 2
  const databaseOff = Math.abs((row?.now ?? 0) * 1000 - here) / 1000
  if (databaseOff > DATABASE_OFF_SECONDS)
    return warning(
      `The clocks of this server and of the database differ by ${Math.round(databaseOff)} seconds.`,
      'Set both by NTP: tokens end too early or too late.'
    )
  const proxyOff = Math.abs(Date.parse(headers.get('date') ?? '') - here) / 1000
  if (proxyOff > PROXY_OFF_SECONDS)
    return warning(
      `The clocks of this server and of the proxy differ by ${Math.round(proxyOff)} seconds.`,
      'Set both by NTP. Clients that sign their requests are refused when the clock here is off.'
    )
  return ok('The clocks of this server, its database and the proxy agree.')
}
