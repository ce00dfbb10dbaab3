import { createTokenFormat } from '@trek/oauth-server'
import { trekScopes } from '@trek/mcp-tools'
import { createPlanner } from '@trek/planner'
import { migrateDatabase } from '@trek/test-postgres'
import { createTokenStore } from '@trek/token-store'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { makeGrant } from '../trek/grant.mjs'
import { RESOURCE } from './client.mjs'
import { TITLES } from './trips.mjs'

export const TOKEN_PREFIX = 'trek'

const format = createTokenFormat(TOKEN_PREFIX)

/**
 * One person with five trips, and for each connection a client of its own with an access token.
 *
 * @param {import('../worker.mjs').SubjectSettings} settings
 * @returns {Promise<string[]>} The access tokens.
 */
export async function seed({ databaseUrl, poolSize, connections }) {
  await migrateDatabase(databaseUrl)
  const sql = postgres(databaseUrl, { max: poolSize, onnotice: () => {} })
  const db = drizzle(sql)
  const planner = createPlanner(db)
  const ada = await planner.users.create({ username: 'ada', email: 'ada@notes.example', role: 'admin' })
  const actor = { userId: ada.id, role: ada.role }
  for (const { id } of await planner.addons.list()) await planner.addons.set(actor, id, true)
  for (const title of TITLES) {
    const dates = { start_date: '2027-05-01', end_date: '2027-05-07' }
    await planner.trips.create(actor, { title, description: `All about ${title}`, ...dates })
  }
  const store = createTokenStore(db)
  const tokens = []
  for (let i = 0; i < connections; i++) tokens.push(await connectClient(store, `bench-client-${i}`, String(ada.id)))
  await sql.end()
  return tokens
}

/**
 * @param {import('@trek/oauth-server').TokenStore} store
 * @param {string} clientId
 * @param {string} subject
 */
async function connectClient(store, clientId, subject) {
  const scopes = Object.keys(trekScopes)
  await store.clients.create({
    id: clientId,
    kind: 'dynamic',
    name: 'Bench',
    redirectUris: ['https://client.example/callback'],
    authenticationMethod: 'none',
    grantTypes: ['authorization_code', 'refresh_token'],
    applicationType: 'web',
    scopes,
    description: {}
  })
  return (await makeGrant(store, format, { clientId, subject, scopes, resource: RESOURCE })).accessToken
}
