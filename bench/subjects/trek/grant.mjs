import { createHash, randomUUID } from 'node:crypto'

/**
 * What a person's approval and the exchange of the code leave behind.
 *
 * @param {import('@trek/oauth-server').TokenStore} store
 * @param {import('@trek/oauth-server').TokenFormat} format
 * @param {{ clientId: string, subject: string, scopes: string[], resource: string }} grant
 * @returns {Promise<{ accessToken: string, refreshToken: string }>}
 */
export async function makeGrant(store, format, { clientId, subject, scopes, resource }) {
  const interactionId = randomUUID()
  const codeDigest = digestOf(format.mint('authorization_code'))
  const accessToken = format.mint('access')
  const refreshToken = format.mint('refresh')
  await store.interactions.create({
    id: interactionId,
    browserDigest: digestOf(randomUUID()),
    joinDigest: digestOf(randomUUID()),
    request: {
      clientId,
      redirectUri: 'https://client.example/callback',
      isRedirectUriExplicit: true,
      scopes,
      resource,
      codeChallenge: digestOf(randomUUID()).toString('base64url')
    },
    ttlSeconds: 60
  })
  await store.interactions.approve(interactionId, { subject, scopes, codeDigest, codeTtlSeconds: 60 })
  const { outcome } = await store.authorizationCodes.redeem(codeDigest, {
    accessToken: { digest: digestOf(accessToken), ttlSeconds: 3600 },
    refreshToken: { digest: digestOf(refreshToken), ttlSeconds: 24 * 3600 }
  })
  if (outcome !== 'redeemed') throw new Error(`no grant: the code was ${outcome}`)
  return { accessToken, refreshToken }
}

/** @param {string} secret */
export function digestOf(secret) {
  return createHash('sha256').update(secret).digest()
}
