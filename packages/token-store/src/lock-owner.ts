import { sql } from 'drizzle-orm'
import type { Database } from './database.ts'

/** Until the transaction ends nobody else counts what this owner has: two at once cannot both find room for one. */
export async function lockOwner(tx: Database, what: string, owner: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`${what} ${owner}`}, 0))`)
}
