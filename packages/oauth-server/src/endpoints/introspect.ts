import type { FastifyPluginAsync } from 'fastify'
import { clientRefused } from '../client-authentication/client-authentication.ts'
import { authenticateClient } from '../client-authentication/index.ts'
import { digestOf } from '../digest.ts'
import { tokenTypeOf } from '../grants/tokens.ts'
import type { Settings } from '../options.ts'
import { limitRate } from '../rate-limits.ts'
import { readParameters } from '../parameters.ts'
import type { Client, LiveAccessToken } from '../store/index.ts'
import { readPresentedToken } from './presented-token.ts'

const INACTIVE = { active: false }

/**
 * Introspection (RFC 7662) for confidential clients. Whatever the caller has no business with is as inactive as what
 * never was (section 2.2).
 */
export const introspectEndpoint: FastifyPluginAsync<{ settings: Settings }> = async (fastify, { settings }) => {
  fastify.post('/introspect', async (request) => {
    const parameters = readParameters(request.body)
    const token = readPresentedToken(parameters)
    const { client, method } = await authenticateClient(
      { authorization: request.headers.authorization, parameters },
      settings
    )
    if (method === 'none') throw clientRefused('public_client', method)
    await limitRate(settings, 'introspect', client.id)
    settings.audit.record('token.introspected', { clientId: client.id }, request)
    return describe(token, client, settings)
  })
}

async function describe(token: string, caller: Client, settings: Settings) {
  const { tokens, store } = settings
  if (tokens.isWellFormed(token, 'access')) {
    const found = await store.accessTokens.find(digestOf(token))
    if (!found || !(await isActive(found.subject)) || !(await mayKnow(found.clientId))) return INACTIVE
    return { ...claims(found), token_type: tokenTypeOf(found.keyThumbprint), sub_type: found.kind }
  }
  if (tokens.isWellFormed(token, 'refresh')) {
    const found = await store.refreshTokens.find(digestOf(token))
    // A refresh token is nobody's business but its client's.
    if (!found?.isActive || found.clientId !== caller.id || !(await isActive(found.subject))) return INACTIVE
    return claims(found)
  }
  return INACTIVE

  function isActive(subject: string): Promise<boolean> {
    return settings.isActiveSubject(subject)
  }

  async function mayKnow(clientId: string): Promise<boolean> {
    return clientId === caller.id || settings.mayIntrospect(caller)
  }

  function claims(found: Described) {
    return {
      active: true,
      scope: found.scopes.join(' '),
      client_id: found.clientId,
      sub: found.subject,
      aud: found.resource,
      iss: settings.issuer,
      iat: Math.floor(found.issuedAt.getTime() / 1000),
      exp: Math.floor(found.expiresAt.getTime() / 1000),
      ...(found.keyThumbprint !== undefined && { cnf: { jkt: found.keyThumbprint } })
    }
  }
}

type Described = Omit<LiveAccessToken, 'id' | 'kind' | 'grantId' | 'clientName'>
