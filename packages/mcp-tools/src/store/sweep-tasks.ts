import { aliasedTable, and, exists, gt, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { PgColumn, PgTable } from 'drizzle-orm/pg-core'
import { now } from './columns.ts'
import { mcpConfirmations } from './confirmations/confirmation.table.ts'
import type { Database } from './database.ts'
import { mcpIdempotentCalls } from './idempotency/idempotent-call.table.ts'
import { mcpCallRates } from './limits/call-rate.table.ts'
import { LONGEST_LIFETIME_SECONDS } from '../endpoint/sealing/sealer.ts'
import { mcpSealingKeys } from './sealing/sealing-key.table.ts'
import { mcpUsedIdentifiers } from './used-identifiers/used-identifier.table.ts'

/** Removes some of what nobody needs any more. A sweeper calls it again until fewer than the limit were left. */
export interface CallSweepTask {
  name: string
  /** Removes at most so many rows and answers with how many it were. */
  sweep(tx: Database, limit: number): Promise<number>
}

/** Between a key that is made and the last node that seals with the one before it, and far more. */
const KEY_OVERLAP_SECONDS = 86_400

/**
 * What the call store and the limiter leave behind; for the option `alsoSweep` of `@trek/token-store`, or a sweeper of
 * the host's own. A sealing key goes when all that was sealed with it is over.
 */
export function callSweepTasks(db: Database): CallSweepTask[] {
  const next = aliasedTable(mcpSealingKeys, 'next')
  const replacedLongAgo = exists(
    db
      .select({ id: next.id })
      .from(next)
      .where(
        and(
          gt(next.id, mcpSealingKeys.id),
          lt(next.createdAt, sql`${now} - make_interval(secs => ${LONGEST_LIFETIME_SECONDS + KEY_OVERLAP_SECONDS})`)
        )
      )
  )
  return [
    {
      name: 'idempotent calls',
      sweep: deleteWhere(mcpIdempotentCalls, mcpIdempotentCalls.digest, isOver(mcpIdempotentCalls.expiresAt))
    },
    {
      name: 'confirmations',
      sweep: deleteWhere(mcpConfirmations, mcpConfirmations.digest, isOver(mcpConfirmations.expiresAt))
    },
    {
      name: 'used identifiers of calls',
      sweep: deleteWhere(mcpUsedIdentifiers, mcpUsedIdentifiers.digest, isOver(mcpUsedIdentifiers.expiresAt))
    },
    { name: 'call rates', sweep: deleteWhere(mcpCallRates, mcpCallRates.key, isOver(mcpCallRates.paidUntil)) },
    { name: 'sealing keys', sweep: deleteWhere(mcpSealingKeys, mcpSealingKeys.id, replacedLongAgo) }
  ]
}

function isOver(end: PgColumn): SQL {
  return lt(end, now)
}

/** Deletes the rows that a condition fits, and leaves alone what somebody is using at this moment. */
function deleteWhere(table: PgTable, key: PgColumn, condition: SQL | undefined): CallSweepTask['sweep'] {
  return async (tx, limit) => {
    const some = tx.select({ key }).from(table).where(condition).limit(limit).for('update', { skipLocked: true })
    const deleted = await tx.delete(table).where(inArray(key, some)).returning({ key })
    return deleted.length
  }
}
