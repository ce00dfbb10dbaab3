import {
  type CallSweepTask,
  callSweepTasks,
  createCallLimiter,
  createCallStore,
  createPostgresBus,
  type PostgresBus,
  type PostgresCallStore,
  type SharedCallLimiter
} from '@trek/mcp-tools/store'
import type { FastifyBaseLogger } from 'fastify'
import type { Config } from '../config.ts'
import type { Database } from '../database/database.ts'

/** What the MCP endpoint shares with its other nodes through the database. */
export interface CallServices {
  store: PostgresCallStore
  limiter: SharedCallLimiter
  bus: PostgresBus
  sweepTasks: CallSweepTask[]
  close(): Promise<void>
}

export async function createCallServices(
  { appUrl, mcpRateLimit }: Config,
  database: Database,
  log: FastifyBaseLogger
): Promise<CallServices> {
  const { db } = database
  const onError = (error: unknown) => log.warn({ err: error }, 'nodes could not share what they know of MCP calls')
  const store = await createCallStore(db, { confirmUrl: `${appUrl}/mcp/confirm`, onError })
  const limiter = createCallLimiter({ db, requests: mcpRateLimit, perSeconds: 60, onError })
  const bus = await createPostgresBus({ db, listen: (channel, listener) => database.listen(channel, listener) })
  return {
    store,
    limiter,
    bus,
    sweepTasks: callSweepTasks(db),
    async close() {
      await Promise.all([store.close(), limiter.close(), bus.close()].map((closing) => closing.catch(onError)))
    }
  }
}
