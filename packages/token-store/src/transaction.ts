import { setTimeout } from 'node:timers/promises'
import type { Database } from './database.ts'

/** What PostgreSQL says when transactions were in each other's way and one had to give in: serialization, deadlock. */
const TRY_AGAIN = new Set(['40001', '40P01'])
const MOST_TRIES = 3

/**
 * A transaction that is tried again, after a moment, when it had to give way to another. After that its error goes on,
 * and the client is told to come back later.
 */
export async function inTransaction<Result>(db: Database, work: (tx: Database) => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await db.transaction(work)
    } catch (error) {
      if (tries >= MOST_TRIES || !TRY_AGAIN.has(sqlStateOf(error))) throw error
      await setTimeout(Math.random() * 50 * tries)
    }
  }
}

/** Drizzle wraps the driver's error. */
function sqlStateOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return sqlStateOf(error.cause)
}
