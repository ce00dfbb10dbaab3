import { oauthServer } from '@trek/oauth-server'
import { migrateDatabase } from '@trek/test-postgres'
import { tokenStore } from '@trek/token-store'
import { drizzle } from 'drizzle-orm/postgres-js'
import Fastify from 'fastify'
import postgres from 'postgres'
import { CLIENT_ID, CLIENT_SECRET, SCOPE, SUBJECT } from '../client.mjs'
import { digestOf } from './grant.mjs'

export const RESOURCE = 'https://notes.example/mcp'
export const TOKEN_PREFIX = 'nt'

/** The limit is asked about on every request, but a client here does in seconds what it may otherwise do in days. */
const FAR_AWAY = { requests: 1_000_000, perSeconds: 60 }

/**
 * The smallest host there can be: the two plugins with their defaults but for one rate limit, and one client.
 *
 * @param {import('../worker.mjs').SubjectSettings} settings
 * @param {string[]} grantTypes
 */
export async function startHost({ databaseUrl, poolSize }, grantTypes) {
  await migrateDatabase(databaseUrl)
  const db = drizzle(postgres(databaseUrl, { max: poolSize, onnotice: () => {} }))
  const app = Fastify()
  await app.register(tokenStore, { db })
  await app.register(oauthServer, {
    issuer: 'https://notes.example',
    store: app.tokenStore,
    scopes: { [SCOPE]: 'Read your notes' },
    resources: [RESOURCE],
    tokenPrefix: TOKEN_PREFIX,
    loginPath: '/login',
    identify: async () => null,
    rateLimits: { refresh: FAR_AWAY }
  })
  await app.tokenStore.clients.create(
    {
      id: CLIENT_ID,
      kind: 'manual',
      name: 'Bench',
      redirectUris: ['https://client.example/callback'],
      authenticationMethod: 'client_secret_basic',
      grantTypes,
      applicationType: 'web',
      scopes: [SCOPE],
      owner: SUBJECT,
      description: {}
    },
    digestOf(CLIENT_SECRET)
  )
  const origin = await app.listen({ host: '127.0.0.1', port: 0 })
  return { store: app.tokenStore, tokenEndpoint: { origin, path: '/oauth/token' } }
}
