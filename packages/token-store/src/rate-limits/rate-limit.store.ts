import { sql } from 'drizzle-orm'
import type { RateLimitStore } from '@trek/oauth-server'
import type { Database } from '../database.ts'
import { allowance } from './allowance.ts'
import { oauthRateLimits } from './rate-limit.table.ts'

/** One statement a request, so that nodes count together. */
export function createRateLimitStore(db: Database): RateLimitStore {
  const { paidUntil, wasAllowed } = oauthRateLimits
  return {
    async take(key, limit) {
      const { cost, next, isAllowed, secondsToWait } = allowance(paidUntil, limit)
      const [row] = await db
        .insert(oauthRateLimits)
        .values({ key, paidUntil: sql`statement_timestamp() + ${cost}`, wasAllowed: true })
        .onConflictDoUpdate({
          target: oauthRateLimits.key,
          set: { paidUntil: sql`case when ${isAllowed} then ${next} else ${paidUntil} end`, wasAllowed: isAllowed }
        })
        .returning({ wasAllowed, secondsToWait })
      return !row || row.wasAllowed ? 0 : Math.max(1, Math.ceil(row.secondsToWait))
    }
  }
}
