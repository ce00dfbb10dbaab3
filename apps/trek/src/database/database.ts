import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core'
import type { Config } from '../config.ts'
import { openEmbedded } from './embedded.ts'
import { openServer } from './server.ts'

export interface Listener {
  message(payload: string): void
  /** The connection had been lost and is back: messages may have been missed. */
  resumed(): void
}

/** The one database of this process, whichever kind it is. */
export interface Database {
  db: PgDatabase<PgQueryResultHKT>
  /** Hears notifications of a channel, whichever node sent them, until the returned function is called. */
  listen(channel: string, listener: Listener): Promise<() => Promise<void>>
  /** Brings the schema up to date; several processes may do so at once. */
  migrate(): Promise<void>
  /** Rejects while the database is out of reach. */
  ping(): Promise<void>
  close(): Promise<void>
}

/**
 * PostgreSQL when the configuration names a server, else PGlite in the data directory.
 *
 * @throws {ConfigError} when it cannot be opened.
 */
export function openDatabase({ databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>): Promise<Database> {
  return databaseUrl === undefined ? openEmbedded(dataDir) : openServer(databaseUrl)
}
