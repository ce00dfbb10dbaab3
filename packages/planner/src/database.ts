import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

/** Any Drizzle database on Postgres, whatever its driver and schema; a transaction of one has the same type. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, unknown>>
