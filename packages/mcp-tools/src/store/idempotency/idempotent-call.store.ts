import { randomUUID } from 'node:crypto'
import { and, eq, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Idempotency, IdempotentCall } from '../../endpoint/definitions/call-store.ts'
import type { Database } from '../database.ts'
import { digestOf } from '../digest.ts'
import { mcpIdempotentCalls } from './idempotent-call.table.ts'

/** Longer than any tool may take (300 seconds), so that only what has died is begun anew. */
const LEASE_SECONDS = 360
const KEPT_SECONDS = 86_400
/** As JSON. Of a larger result only the fact is kept. */
const RESULT_LIMIT_BYTES = 256 * 1024

/** One row a call. Two that come with the same key at once meet in the primary key. */
export function createIdempotency(db: Database): Idempotency {
  const { digest, argumentsDigest, run, state, result, expiresAt } = mcpIdempotentCalls
  /** What this process has begun and not ended: digest of the call to its run. */
  const runs = new Map<string, string>()

  const ifOver = (column: PgColumn): SQL =>
    sql`case when ${expiresAt} <= statement_timestamp() then excluded.${sql.identifier(column.name)} else ${column} end`
  const beginCall = db
    .insert(mcpIdempotentCalls)
    .values({
      digest: sql.placeholder('digest'),
      subject: sql.placeholder('subject'),
      argumentsDigest: sql.placeholder('argumentsDigest'),
      run: sql.placeholder('run'),
      state: 'running',
      expiresAt: secondsAhead(LEASE_SECONDS)
    })
    .onConflictDoUpdate({
      target: digest,
      set: {
        argumentsDigest: ifOver(argumentsDigest),
        run: ifOver(run),
        state: ifOver(state),
        result: ifOver(result),
        expiresAt: ifOver(expiresAt)
      }
    })
    .returning({ argumentsDigest, run, state, result, isKept: sql<boolean>`${result} is not null` })
    .prepare('mcp_begin_call')

  const isRunning = and(
    eq(digest, sql.placeholder('digest')),
    eq(run, sql.placeholder('run')),
    eq(state, sql`'running'`)
  )
  const finishCall = db
    .update(mcpIdempotentCalls)
    .set({
      state: 'done',
      result: sql`${sql.placeholder('result')}::text::json`,
      expiresAt: secondsAhead(KEPT_SECONDS)
    })
    .where(isRunning)
    .prepare('mcp_finish_call')
  const abandonCall = db.delete(mcpIdempotentCalls).where(isRunning).prepare('mcp_abandon_call')

  return {
    async begin(call) {
      const key = digestOfCall(call)
      const ours = randomUUID()
      const { subject, argumentsDigest: given } = call
      const [row] = await beginCall.execute({ digest: key, subject, argumentsDigest: given, run: ours })
      if (!row) throw new Error('the call was not kept')
      if (row.run === ours) {
        runs.set(key.toString('hex'), ours)
        return { state: 'new' }
      }
      if (row.argumentsDigest !== given) return { state: 'conflict' }
      if (row.state === 'running') return { state: 'running' }
      return { state: 'done', result: row.isKept ? row.result : undefined }
    },

    finish: (call, outcome) =>
      end(call, async (begun) => {
        const text = JSON.stringify(outcome) as string | undefined
        const isKept = text !== undefined && Buffer.byteLength(text) <= RESULT_LIMIT_BYTES
        await finishCall.execute({ ...begun, result: isKept ? text : null })
      }),

    abandon: (call) =>
      end(call, async (begun) => {
        await abandonCall.execute(begun)
      })
  }

  /** Touches only what this process runs: who took over in the meantime is not disturbed. */
  async function end(
    call: IdempotentCall,
    write: (begun: { digest: Buffer; run: string }) => Promise<void>
  ): Promise<void> {
    const key = digestOfCall(call)
    const ours = runs.get(key.toString('hex'))
    if (ours === undefined) return
    await write({ digest: key, run: ours })
    if (runs.get(key.toString('hex')) === ours) runs.delete(key.toString('hex'))
  }
}

/** By the statement's one moment, so that a row is either left as it is or taken over altogether. */
function secondsAhead(seconds: number): SQL<Date> {
  return sql<Date>`statement_timestamp() + make_interval(secs => ${seconds})`
}

function digestOfCall({ subject, clientId, tool, key }: IdempotentCall): Buffer {
  return digestOf(JSON.stringify([subject, clientId, tool, key]))
}
