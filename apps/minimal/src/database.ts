import { fileURLToPath } from 'node:url'
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { ConfigError } from './config.ts'

export type Database = PostgresJsDatabase

/** This app's tables and the OAuth server's, as `npm run db:generate` wrote them. */
export const migrationsFolder = fileURLToPath(new URL('../migrations', import.meta.url))

export interface OpenDatabase {
  db: Database
  close: () => Promise<void>
}

/**
 * Connects and brings the schema up to date.
 *
 * @throws {ConfigError} when the server cannot be reached.
 */
export async function openDatabase(url: string): Promise<OpenDatabase> {
  const client = postgres(url, { connect_timeout: 10, onnotice: () => {} })
  const db = drizzle(client)
  try {
    await client`select 1`
  } catch (error) {
    await client.end({ timeout: 0 })
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
    throw new ConfigError('DATABASE_URL', `the database cannot be reached (${reason})`)
  }
  await migrate(db, { migrationsFolder })
  return { db, close: () => client.end({ timeout: 5 }) }
}
