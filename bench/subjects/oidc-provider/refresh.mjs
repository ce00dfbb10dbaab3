import { CLIENT_ID, refreshTarget, SCOPE, SUBJECT } from '../client.mjs'
import { RESOURCE, startProvider } from './provider.mjs'

/** @param {import('../worker.mjs').SubjectSettings} settings */
export async function start(settings) {
  const { provider, tokenEndpoint } = await startProvider(settings, ['authorization_code', 'refresh_token'])
  const client = await provider.Client.find(CLIENT_ID)
  const grants = Array.from({ length: settings.connections }, () => makeGrant(provider, client))
  return refreshTarget(tokenEndpoint, await Promise.all(grants))
}

/**
 * What a person's consent and the exchange of the code leave behind. Without the scope `openid`: TREK makes no ID tokens,
 * and it would be unfair to let only one of them sign.
 *
 * @param {import('oidc-provider').Provider} provider
 * @param {any} client
 * @returns {Promise<string>} The refresh token.
 */
async function makeGrant(provider, client) {
  const grant = new provider.Grant({ accountId: SUBJECT, clientId: CLIENT_ID })
  grant.addResourceScope(RESOURCE, SCOPE)
  const grantId = await grant.save()
  const refreshToken = new provider.RefreshToken({
    accountId: SUBJECT,
    client,
    grantId,
    gty: 'authorization_code',
    resource: RESOURCE,
    scope: SCOPE
  })
  return refreshToken.save()
}
