import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { oauthProvider } from '@better-auth/oauth-provider'
import { betterAuth } from 'better-auth'
import { getMigrations } from 'better-auth/db/migration'
import { toNodeHandler } from 'better-auth/node'
import { jwt } from 'better-auth/plugins'
import { Pool } from 'pg'
import { CLIENT_ID, CLIENT_SECRET, SCOPE } from '../client.mjs'

/**
 * `better-auth` as its documentation sets it up on Postgres, with its OAuth provider. No resource is asked for, so its
 * access tokens are opaque and kept in the database, like everybody's here.
 *
 * @param {import('../worker.mjs').SubjectSettings} settings
 * @param {string[]} grantTypes
 */
export async function startAuth({ databaseUrl, poolSize }, grantTypes) {
  const server = createServer()
  const origin = await listen(server)
  const auth = betterAuth({
    baseURL: origin,
    secret: randomBytes(32).toString('base64url'),
    database: new Pool({ connectionString: databaseUrl, max: poolSize }),
    logger: { level: 'error' },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    plugins: [
      jwt(),
      oauthProvider({
        loginPage: '/login',
        consentPage: '/consent',
        scopes: ['offline_access', SCOPE],
        silenceWarnings: { oauthAuthServerConfig: true, openidConfig: true }
      })
    ]
  })
  const { runMigrations } = await getMigrations(auth.options)
  await runMigrations()
  const { adapter } = await auth.$context
  await adapter.create({
    model: 'oauthClient',
    data: {
      clientId: CLIENT_ID,
      clientSecret: storedFormOf(CLIENT_SECRET),
      name: 'Bench',
      redirectUris: ['https://client.example/callback'],
      tokenEndpointAuthMethod: 'client_secret_basic',
      grantTypes,
      responseTypes: ['code'],
      scopes: ['offline_access', SCOPE],
      clientCredentialsScopes: [SCOPE],
      createdAt: new Date(),
      updatedAt: new Date()
    }
  })
  const handle = toNodeHandler(auth)
  server.on('request', (request, response) => void handle(request, response))
  return { adapter, tokenEndpoint: { origin, path: '/api/auth/oauth2/token' } }
}

/**
 * How it keeps secrets and tokens by default.
 *
 * @param {string} secret
 */
export function storedFormOf(secret) {
  return createHash('sha256').update(secret).digest('base64url')
}

/** @param {import('node:http').Server} server */
function listen(server) {
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`))
  })
}
