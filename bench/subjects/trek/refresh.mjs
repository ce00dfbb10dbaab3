import { randomUUID } from 'node:crypto'
import { createTokenFormat } from '@trek/oauth-server'
import { CLIENT_ID, refreshTarget, SCOPE, SUBJECT } from '../client.mjs'
import { digestOf, RESOURCE, startHost, TOKEN_PREFIX } from './host.mjs'

const format = createTokenFormat(TOKEN_PREFIX)

/** @param {import('../worker.mjs').SubjectSettings} settings */
export async function start(settings) {
  const { store, tokenEndpoint } = await startHost(settings, ['authorization_code', 'refresh_token'])
  const grants = Array.from({ length: settings.connections }, () => makeGrant(store))
  return refreshTarget(tokenEndpoint, await Promise.all(grants))
}

/**
 * What a person's approval and the exchange of the code leave behind.
 *
 * @param {import('@trek/oauth-server').TokenStore} store
 * @returns {Promise<string>} The refresh token.
 */
async function makeGrant(store) {
  const interactionId = randomUUID()
  const codeDigest = digestOf(format.mint('authorization_code'))
  const refreshToken = format.mint('refresh')
  await store.interactions.create({
    id: interactionId,
    browserDigest: digestOf(randomUUID()),
    joinDigest: digestOf(randomUUID()),
    request: {
      clientId: CLIENT_ID,
      redirectUri: 'https://client.example/callback',
      isRedirectUriExplicit: true,
      scopes: [SCOPE],
      resource: RESOURCE,
      codeChallenge: digestOf(randomUUID()).toString('base64url')
    },
    ttlSeconds: 60
  })
  await store.interactions.approve(interactionId, { subject: SUBJECT, scopes: [SCOPE], codeDigest, codeTtlSeconds: 60 })
  const { outcome } = await store.authorizationCodes.redeem(codeDigest, {
    accessToken: { digest: digestOf(format.mint('access')), ttlSeconds: 3600 },
    refreshToken: { digest: digestOf(refreshToken), ttlSeconds: 24 * 3600 }
  })
  if (outcome !== 'redeemed') throw new Error(`no grant: the code was ${outcome}`)
  return refreshToken
}
