import { setTimeout } from 'node:timers/promises'
import type { Database } from './database.ts'

/** What PostgreSQL says when somebody was in somebody's way and one had to give in: serialization, deadlock. */
const GIVE_WAY = new Set(['40001', '40P01'])
const MOST_TRIES = 3

/** A transaction that is tried again when it had to give way. */
export function inTransaction<Result>(db: Database, work: (tx: Database) => Promise<Result>): Promise<Result> {
  return tryAgain(() => db.transaction(work))
}

/**
 * Tries again, after a moment, what had to give way to another. After the third time its error goes on, and the client is
 * told to come back later.
 */
export async function tryAgain<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries >= MOST_TRIES || !hadToGiveWay(error)) throw error
      await setTimeout(Math.random() * 50 * tries)
    }
  }
}

/** Drizzle wraps the driver's error. */
function hadToGiveWay(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('code' in error && typeof error.code === 'string') return GIVE_WAY.has(error.code)
  return hadToGiveWay(error.cause)
}
