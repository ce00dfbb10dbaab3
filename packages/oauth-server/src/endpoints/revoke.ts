import type { FastifyPluginAsync } from 'fastify'
import { authenticateClient } from '../client-authentication/index.ts'
import { digestOf } from '../digest.ts'
import type { Settings } from '../options.ts'
import { readParameters } from '../parameters.ts'
import type { Client } from '../store/index.ts'
import { readPresentedToken } from './presented-token.ts'

/**
 * Revocation (RFC 7009): a refresh token takes its whole grant along, an access token goes alone. Whatever was sent, the
 * answer says nothing about it; the token's own prefix is a better hint than `token_type_hint`.
 */
export const revokeEndpoint: FastifyPluginAsync<{ settings: Settings }> = async (fastify, { settings }) => {
  fastify.post('/revoke', async (request) => {
    const parameters = readParameters(request.body)
    const token = readPresentedToken(parameters)
    const { client } = await authenticateClient({ authorization: request.headers.authorization, parameters }, settings)
    const wasLive = await revoke(token, client, settings)
    if (wasLive) settings.audit.record('token.revoked', { clientId: client.id }, request)
    request.log.info({ clientId: client.id, wasLive }, 'token revoked by its client')
    return {}
  })
}

async function revoke(token: string, client: Client, { tokens, store }: Settings): Promise<boolean> {
  if (tokens.isWellFormed(token, 'access')) return store.accessTokens.revoke(digestOf(token), client.id)
  if (!tokens.isWellFormed(token, 'refresh')) return false
  const found = await store.refreshTokens.find(digestOf(token))
  return found?.clientId === client.id && store.grants.revoke(found.grantId, 'revoked')
}
