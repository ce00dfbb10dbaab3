import type { TokenStore } from '@trek/oauth-server'
import type { FastifyPluginAsync } from 'fastify'
import fp from 'fastify-plugin'
import type { Database } from './database.ts'
import { createTokenStore } from './token-store.ts'

export interface TokenStoreOptions {
  /** A Drizzle database that holds the tables of `@trek/token-store/tables`; the host opens and closes it. */
  db: Database
}

declare module 'fastify' {
  interface FastifyInstance {
    tokenStore: TokenStore
  }
}

const plugin: FastifyPluginAsync<TokenStoreOptions> = async (fastify, { db }) => {
  fastify.decorate('tokenStore', createTokenStore(db))
}

/** Decorates `app.tokenStore`, for the option `store` of `@trek/oauth-server`. */
export const tokenStore = fp(plugin, { name: '@trek/token-store', fastify: '5.x' })
