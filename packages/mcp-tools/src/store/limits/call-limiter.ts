import { sql } from 'drizzle-orm'
import type { CallLimiter } from '../../endpoint/definitions/call-store.ts'
import type { Database } from '../database.ts'
import { digestOf } from '../digest.ts'
import { mcpCallRates } from './call-rate.table.ts'

export interface CallLimiterOptions {
  db: Database
  /** So many requests a key, at once or spread. */
  requests: number
  /** In so many seconds. */
  perSeconds: number
  /** How often this node tells the others what it let through, and hears what they did. Default 1. */
  shareEverySeconds?: number
  /** Told when sharing failed; the counts go with the next time. Default: nobody is told. */
  onError?: (error: unknown) => void
}

export interface SharedCallLimiter extends CallLimiter {
  /** Tells and hears at once. Nothing has to call it: it happens by itself. */
  share(): Promise<void>
  /** Tells the others a last time. */
  close(): Promise<void>
}

interface Account {
  /** Digest of the key, as the table has it. */
  id: string
  /** Until when what was used is paid back, in milliseconds of this process's monotonic clock. */
  paidUntil: number
  /** Let through and not told yet. */
  untold: number
  /** Whether somebody has asked since the last time, so that what the others did matters. */
  isActive: boolean
}

/**
 * The generic cell rate algorithm: each request costs the time after which the next one is due, and what is owed may
 * reach the whole allowance. Whoever is refused owes nothing for it, so patience always helps.
 *
 * Each node decides by what it knows, without waiting. What several nodes let through before they have heard of each
 * other is owed all the same, so the rate holds and the next wait is the longer.
 *
 * @throws {RangeError} when a number is not positive.
 */
export function createCallLimiter({
  db,
  requests,
  perSeconds,
  shareEverySeconds = 1,
  onError = () => {}
}: CallLimiterOptions): SharedCallLimiter {
  if (!(requests > 0 && perSeconds > 0 && shareEverySeconds > 0))
    throw new RangeError('createCallLimiter: requests, perSeconds and shareEverySeconds must be positive')
  const costMs = (perSeconds * 1000) / requests
  // A millisecond of grace, for rounding.
  const mostMs = perSeconds * 1000 + 1
  const accounts = new Map<string, Account>()
  const addUp = prepareAddUp(db)
  let sharing: Promise<void> | undefined
  let isClosed = false
  let timer = shareLater()

  return {
    take(key) {
      const now = performance.now()
      const account = accountOf(key, now)
      account.isActive = true
      const next = Math.max(account.paidUntil, now) + costMs
      const waitMs = next - (now + mostMs)
      if (waitMs > 0) return Math.max(1, Math.ceil(waitMs / 1000))
      account.paidUntil = next
      account.untold += 1
      return 0
    },
    share,
    async close() {
      isClosed = true
      clearTimeout(timer)
      await sharing
      await share()
    }
  }

  function accountOf(key: string, now: number): Account {
    const known = accounts.get(key)
    if (known) return known
    const account = { id: digestOf(key).toString('base64url'), paidUntil: now, untold: 0, isActive: true }
    accounts.set(key, account)
    return account
  }

  function shareLater(): NodeJS.Timeout {
    return setTimeout(() => {
      void share().finally(() => {
        if (!isClosed) timer = shareLater()
      })
    }, shareEverySeconds * 1000).unref()
  }

  function share(): Promise<void> {
    sharing ??= shareActive()
      .catch(onError)
      .finally(() => {
        sharing = undefined
      })
    return sharing
  }

  async function shareActive(): Promise<void> {
    forgetIdle()
    const told = [...accounts.values()]
      .filter(({ isActive }) => isActive)
      .map((account) => ({ account, count: account.untold }))
    if (told.length === 0) return
    for (const { account } of told) {
      account.untold = 0
      account.isActive = false
    }
    try {
      const changes = told.map(({ account: { id }, count }) => ({ key: id, seconds: (count * costMs) / 1000 }))
      const owed = new Map(
        (await addUp.execute({ changes: JSON.stringify(changes) })).map(({ key, owedMs }) => [key, owedMs])
      )
      const now = performance.now()
      // What was let through meanwhile is owed on top.
      for (const { account } of told) account.paidUntil = now + (owed.get(account.id) ?? 0) + account.untold * costMs
    } catch (error) {
      for (const { account, count } of told) {
        account.untold += count
        account.isActive = true
      }
      throw error
    }
  }

  function forgetIdle(): void {
    const now = performance.now()
    for (const [key, { isActive, paidUntil }] of accounts) {
      if (!isActive && paidUntil <= now) accounts.delete(key)
    }
  }
}

/** One statement for any number of callers; in the order of their keys, so that nodes never wait for each other in turn. */
function prepareAddUp(db: Database) {
  const { key, paidUntil } = mcpCallRates
  return db
    .insert(mcpCallRates)
    .select(
      sql`select key, statement_timestamp() + make_interval(secs => seconds)
        from jsonb_to_recordset(${sql.placeholder('changes')}::text::jsonb) as changes (key text, seconds float8)
        order by key`
    )
    .onConflictDoUpdate({
      target: key,
      set: {
        paidUntil: sql`greatest(${paidUntil}, statement_timestamp()) + (excluded.paid_until - statement_timestamp())`
      }
    })
    .returning({
      key,
      owedMs: sql`greatest(extract(epoch from ${paidUntil} - statement_timestamp()) * 1000, 0)`.mapWith(Number)
    })
    .prepare('mcp_add_up_calls')
}
