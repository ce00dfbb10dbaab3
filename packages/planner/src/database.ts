import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'

/** Any Drizzle database on Postgres; a transaction of one has the same type. */
export type Database = PgDatabase<PgQueryResultHKT>
