import { inArray, type SQL } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import type { Database } from '../database.ts'

/** What is to be done now and then by one node: most of all, removing what nobody needs any more. */
export interface SweepTask {
  name: string
  /** Deals with at most so many rows and answers with how many it were: fewer, and there are no more for now. */
  sweep(tx: Database, limit: number): Promise<number>
}

/** Deletes the rows that a condition fits, and leaves alone what somebody is using at this moment. */
export function deleteWhere(table: PgTable, key: PgColumn, condition: SQL | undefined): SweepTask['sweep'] {
  return async (tx, limit) => {
    const over = tx.select({ key }).from(table).where(condition).limit(limit).for('update', { skipLocked: true })
    const deleted = await tx.delete(table).where(inArray(key, over)).returning({ key })
    return deleted.length
  }
}
