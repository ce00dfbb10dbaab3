import type { TokenStore } from '@trek/oauth-server'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import type { Database } from './database.ts'
import type { SweepTask } from './sweeper/sweep-task.ts'
import { startSweeper } from './sweeper/sweeper.ts'
import { sweepTasks } from './sweeper/tasks.ts'
import { createTokenStore, type TokenStoreConditions } from './token-store.ts'

export interface TokenStoreOptions extends TokenStoreConditions {
  /** A Drizzle database that holds the tables of `@trek/token-store/tables`; the host opens and closes it. */
  db: Database
  /** How often what nobody needs any more is removed. Default 600; 0: never, because the host does so itself. */
  sweepEverySeconds?: number
  /** What to sweep besides the store's own tables, or else to do as often, on one node at a time. */
  alsoSweep?: SweepTask[]
}

declare module 'fastify' {
  interface FastifyInstance {
    tokenStore: TokenStore
  }
}

const plugin: FastifyPluginAsync<TokenStoreOptions> = async (
  fastify,
  { db, sweepEverySeconds: everySeconds = 600, alsoSweep = [], ...conditions }
) => {
  if (!db) throw new TypeError('tokenStore: option "db" is required')
  fastify.decorate('tokenStore', createTokenStore(db, conditions))
  if (everySeconds === 0) return
  const sweeper = startSweeper(db, [...sweepTasks(db), ...alsoSweep], {
    everySeconds,
    onError: (error, task) => fastify.log.error({ err: error, task }, 'sweeping failed')
  })
  // Before any onClose: a host closes its database there.
  fastify.addHook('preClose', () => sweeper.stop())
}

/** Decorates `app.tokenStore`, for the option `store` of `@trek/oauth-server`, and keeps its tables small. */
export const tokenStore = fp(plugin, { name: '@trek/token-store', fastify: '5.x' })
