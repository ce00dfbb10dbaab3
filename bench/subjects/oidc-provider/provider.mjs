import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import { Provider } from 'oidc-provider'
import postgres from 'postgres'
import { CLIENT_ID, CLIENT_SECRET, SCOPE } from '../client.mjs'
import { createAdapter } from './adapter.mjs'

export const RESOURCE = 'https://notes.example/mcp'

/**
 * `oidc-provider` set to do what TREK does: opaque access tokens, bound to one resource, kept in Postgres, and refresh
 * tokens that rotate. Its one client is in its configuration, so it never has to look it up.
 *
 * @param {import('../worker.mjs').SubjectSettings} settings
 * @param {string[]} grantTypes
 */
export async function startProvider({ databaseUrl, poolSize }, grantTypes) {
  const sql = postgres(databaseUrl, { max: poolSize, onnotice: () => {} })
  const usesCode = grantTypes.includes('authorization_code')
  const provider = new Provider('http://127.0.0.1', {
    adapter: await createAdapter(sql),
    clients: [
      {
        client_id: CLIENT_ID,
        client_secret: CLIENT_SECRET,
        token_endpoint_auth_method: 'client_secret_basic',
        grant_types: grantTypes,
        response_types: usesCode ? ['code'] : [],
        redirect_uris: usesCode ? ['https://client.example/callback'] : [],
        scope: SCOPE
      }
    ],
    jwks: { keys: [makeSigningKey()] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    // Without `offline_access` it has no refresh tokens.
    scopes: ['offline_access', SCOPE],
    rotateRefreshToken: true,
    ttl: { AccessToken: 3600, ClientCredentials: 3600, RefreshToken: 30 * 24 * 3600, Grant: 30 * 24 * 3600 },
    findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id }) }),
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({ scope: SCOPE, audience: RESOURCE, accessTokenFormat: 'opaque' })
      }
    }
  })
  const origin = await listen(provider.callback())
  return { provider, tokenEndpoint: { origin, path: '/token' } }
}

function makeSigningKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'bench' }
}

/** @param {import('node:http').RequestListener} listener */
function listen(listener) {
  return new Promise((resolve) => {
    const server = createServer(listener)
    server.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${server.address().port}`))
  })
}
