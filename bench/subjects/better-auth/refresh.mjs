import { randomBytes } from 'node:crypto'
import { CLIENT_ID, refreshTarget, SCOPE, SUBJECT } from '../client.mjs'
import { startAuth, storedFormOf } from './auth.mjs'

const DAY_MS = 24 * 3600 * 1000

/** @param {import('../worker.mjs').SubjectSettings} settings */
export async function start(settings) {
  const { adapter, tokenEndpoint } = await startAuth(settings, ['authorization_code', 'refresh_token'])
  const user = await adapter.create({
    model: 'user',
    data: {
      name: SUBJECT,
      email: `${SUBJECT}@notes.example`,
      emailVerified: true,
      createdAt: new Date(),
      updatedAt: new Date()
    }
  })
  const grants = Array.from({ length: settings.connections }, () => makeGrant(adapter, user.id))
  return refreshTarget(tokenEndpoint, await Promise.all(grants))
}

/**
 * What a person's consent and the exchange of the code leave behind. Refresh tokens need `offline_access` here; without
 * `openid` no ID token is signed.
 *
 * @param {any} adapter
 * @param {string} userId
 * @returns {Promise<string>} The refresh token.
 */
async function makeGrant(adapter, userId) {
  const refreshToken = randomBytes(24).toString('base64url')
  await adapter.create({
    model: 'oauthRefreshToken',
    data: {
      token: storedFormOf(refreshToken),
      clientId: CLIENT_ID,
      userId,
      scopes: ['offline_access', SCOPE],
      createdAt: new Date(),
      expiresAt: new Date(Date.now() + DAY_MS)
    }
  })
  return refreshToken
}
