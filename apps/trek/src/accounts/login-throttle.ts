import { eq, inArray, sql } from 'drizzle-orm'
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
  /** Seconds to wait before another attempt; 0 when there is no need. */
  waitSeconds(attempt: LoginAttempt): Promise<number>
  recordFailure(attempt: LoginAttempt): Promise<void>
  /** A right password ends the counting for that e-mail address. */
  recordSuccess(attempt: LoginAttempt): Promise<void>
}

export function createLoginThrottle(db: Database['db']): LoginThrottle {
  return {
    async waitSeconds(attempt) {
      const keys = keysOf(attempt)
      const rows = await db
        .select({
          key: loginFailures.key,
          failures: loginFailures.failures,
          secondsLeft: sql<number>`ceil(extract(epoch from ${loginFailures.windowEndsAt} - clock_timestamp()))`.mapWith(
            Number
          )
        })
        .from(loginFailures)
        .where(inArray(loginFailures.key, [keys.email, keys.address]))
      const full = rows.filter(({ key, failures }) => failures >= (key === keys.email ? LIMITS.email : LIMITS.address))
      return Math.max(0, ...full.map(({ secondsLeft }) => secondsLeft))
    },

    async recordFailure(attempt) {
      const { email, address } = keysOf(attempt)
      const windowEndsAt = sql<Date>`clock_timestamp() + make_interval(secs => ${WINDOW_SECONDS})`
      for (const key of [email, address]) {
        const isOver = sql`${loginFailures.windowEndsAt} <= clock_timestamp()`
        await db
          .insert(loginFailures)
          .values({ key, failures: 1, windowEndsAt })
          .onConflictDoUpdate({
            target: loginFailures.key,
            set: {
              failures: sql`case when ${isOver} then 1 else ${loginFailures.failures} + 1 end`,
              windowEndsAt: sql`case when ${isOver} then excluded.window_ends_at else ${loginFailures.windowEndsAt} end`
            }
          })
      }
    },

    async recordSuccess(attempt) {
      await db.delete(loginFailures).where(eq(loginFailures.key, keysOf(attempt).email))
    }
  }
}

function keysOf({ email, address }: LoginAttempt) {
  return { email: `email:${email.toLowerCase()}`, address: `address:${address}` }
}
