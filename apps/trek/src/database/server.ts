import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { migrate } from 'drizzle-orm/postgres-js/migrator'
import postgres from 'postgres'
import { ConfigError } from '../config.ts'
import type { Database } from './database.ts'
import { MIGRATION_LOCK, migrationsFolder } from './migrations.ts'
import { subscribe } from './subscription.ts'

/** A PostgreSQL server, through postgres.js. */
export async function openServer(url: string): Promise<Database> {
  const client = postgres(url, { max: 10, connect_timeout: 10, onnotice: () => {} })
  const db = drizzle(client)
  try {
    await client`select 1`
  } catch (error) {
    await client.end({ timeout: 0 })
    throw new ConfigError('DATABASE_URL', `the database cannot be reached (${reasonOf(error)})`)
  }
  return {
    db,
    listen: (channel, listener) => subscribe(url, channel, listener),
    async migrate() {
      // A connection of its own: the lock belongs to the connection that took it.
      const single = postgres(url, { max: 1, onnotice: () => {} })
      try {
        await single`select pg_advisory_lock(${MIGRATION_LOCK})`
        await migrate(drizzle(single), { migrationsFolder })
      } finally {
        await single.end()
      }
    },
    async ping() {
      await db.execute(sql`select 1`)
    },
    close: () => client.end({ timeout: 5 })
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return 'no answer'
}
