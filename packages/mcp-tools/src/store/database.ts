import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

/** Any Drizzle database on Postgres: postgres.js, node-postgres, PGlite. Transactions of it have the same type. */
export type Database = PgDatabase<PgQueryResultHKT, Record<string, unknown>>
