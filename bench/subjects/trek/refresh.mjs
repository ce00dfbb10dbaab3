import { createTokenFormat } from '@trek/oauth-server'
import { CLIENT_ID, refreshTarget, SCOPE, SUBJECT } from '../client.mjs'
import { makeGrant } from './grant.mjs'
import { RESOURCE, startHost, TOKEN_PREFIX } from './host.mjs'

const format = createTokenFormat(TOKEN_PREFIX)
const GRANT = { clientId: CLIENT_ID, subject: SUBJECT, scopes: [SCOPE], resource: RESOURCE }

/** @param {import('../worker.mjs').SubjectSettings} settings */
export async function start(settings) {
  const { store, tokenEndpoint } = await startHost(settings, ['authorization_code', 'refresh_token'])
  const grants = await Promise.all(Array.from({ length: settings.connections }, () => makeGrant(store, format, GRANT)))
  return refreshTarget(
    tokenEndpoint,
    grants.map(({ refreshToken }) => refreshToken)
  )
}
