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
const CLIENT_ID = 'bench-client'

/**
 * One person with five trips, and for each connection a client's authorisation with an access token of its own.
 *
 * @param {import('../worker.mjs').SubjectSettings} settings
 * @returns {Promise<string[]>} The access tokens.
 */
export async function seed({ databaseUrl, poolSize, connections }) {
  await migrateDatabase(databaseUrl)
  const sql = postgres(databaseUrl, { max: poolSize, onnotice: () => {} })
  const db = drizzle(sql)
  const planner = createPlanner(db)
  const store = createTokenStore(db)
  const { id, role } = await planner.users.create({ username: 'ada', email: 'ada@notes.example' })
  for (const title of TITLES) {
    await planner.trips.create(
      { userId: id, role },
      { title, description: `All about ${title}`, start_date: '2027-05-01', end_date: '2027-05-07' }
    )
  }
  const scopes = Object.keys(trekScopes)
  await store.clients.create({
    id: CLIENT_ID,
    kind: 'dynamic',
    name: 'Bench',
    redirectUris: ['https://client.example/callback'],
    authenticationMethod: 'none',
    grantTypes: ['authorization_code', 'refresh_token'],
    applicationType: 'web',
    scopes,
    description: {}
  })
  const format = createTokenFormat(TOKEN_PREFIX)
  const grant = { clientId: CLIENT_ID, subject: String(id), scopes, resource: RESOURCE }
  const tokens = []
  // One after the other: a person's grant to a client is one.
  for (let i = 0; i < connections; i++) tokens.push((await makeGrant(store, format, grant)).accessToken)
  await sql.end()
  return tokens
}
