import { type AnyColumn, type SQL, sql } from 'drizzle-orm'
import type { RateLimit } from '@trek/oauth-server'

/**
 * The generic cell rate algorithm: each request costs the time after which the next one is due, and what is owed may
 * reach the whole allowance. Whoever is refused owes nothing for it, so patience always helps.
 */
export function allowance(paidUntil: AnyColumn, { requests, perSeconds }: RateLimit) {
  const cost = sql`make_interval(secs => ${perSeconds / requests})`
  const owed: SQL = sql`coalesce(greatest(${paidUntil}, statement_timestamp()), statement_timestamp())`
  const next = sql`(${owed} + ${cost})`
  // A millisecond of grace, for rounding.
  const most = sql`(statement_timestamp() + make_interval(secs => ${perSeconds}) + interval '1 millisecond')`
  return {
    cost,
    next,
    isAllowed: sql<boolean>`${next} <= ${most}`,
    secondsToWait: sql`extract(epoch from ${next} - ${most})`.mapWith(Number)
  }
}
