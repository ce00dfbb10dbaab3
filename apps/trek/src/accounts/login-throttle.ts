import { eq, sql } from 'drizzle-orm'
import type { Database } from '../database/database.ts'
import { loginFailures } from './account.table.ts'

/** Failures after which logins wait for the window to end. An address is shared by many people, so it gets more. */
const LIMITS = { email: 10, address: 50 }
const WINDOW_SECONDS = 15 * 60

export interface LoginAttempt {
  email: string
  /** Network address of the client. */
  address: string
}

/** Slows guessing down, on all nodes together. The window ends by itself: nobody is locked out for good. */
export interface LoginThrottle {
  /**
   * Counts an attempt as failed, before it is made: attempts at the same time cannot slip through together. Answers
   * with the seconds to wait; 0 when it may be made.
   */
  begin(attempt: LoginAttempt): Promise<number>
  /** The attempt succeeded: it does not count, nor do earlier ones for its e-mail address. */
  forgive(attempt: LoginAttempt): Promise<void>
}

export function createLoginThrottle(db: Database['db']): LoginThrottle {
  return {
    async begin(attempt) {
      const keys = keysOf(attempt)
      const windowEndsAt = sql<Date>`clock_timestamp() + make_interval(secs => ${WINDOW_SECONDS})`
      const isOver = sql`${loginFailures.windowEndsAt} <= clock_timestamp()`
      const rows = await db
        .insert(loginFailures)
        // In this order everywhere, so that two attempts never wait for each other.
        .values([keys.address, keys.email].map((key) => ({ key, failures: 1, windowEndsAt })))
        .onConflictDoUpdate({
          target: loginFailures.key,
          set: {
            failures: sql`case when ${isOver} then 1 else least(${loginFailures.failures} + 1, 1000000) end`,
            windowEndsAt: sql`case when ${isOver} then excluded.window_ends_at else ${loginFailures.windowEndsAt} end`
          }
        })
        .returning({
          key: loginFailures.key,
          failures: loginFailures.failures,
          secondsLeft: sql<number>`ceil(extract(epoch from ${loginFailures.windowEndsAt} - clock_timestamp()))`.mapWith(
            Number
          )
        })
      const full = rows.filter(({ key, failures }) => failures > (key === keys.email ? LIMITS.email : LIMITS.address))
      return Math.max(0, ...full.map(({ secondsLeft }) => secondsLeft))
    },

    async forgive(attempt) {
      const keys = keysOf(attempt)
      await db
        .update(loginFailures)
        .set({ failures: sql`greatest(${loginFailures.failures} - 1, 0)` })
        .where(eq(loginFailures.key, keys.address))
      await db.delete(loginFailures).where(eq(loginFailures.key, keys.email))
    }
  }
}

function keysOf({ email, address }: LoginAttempt) {
  return { email: `email:${email.toLowerCase()}`, address: `address:${address}` }
}
