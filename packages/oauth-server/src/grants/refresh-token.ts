import { Type } from 'typebox'
import { resolveResourceIndicator } from '../authorization-request/resource-indicator.ts'
import { digestOf } from '../digest.ts'
import { InvalidGrantError, InvalidScopeError, InvalidTargetError } from '../errors.ts'
import { parseScope } from '../scope.ts'
import type { RefreshToken } from '../store.ts'
import { defineGrant, type GrantContext } from './grant.ts'
import { mintTokens } from './tokens.ts'

/** RFC 6749 section 6, rotated on every use as OAuth 2.1 section 4.3.1 asks. */
export const refreshTokenGrant = defineGrant({
  grantType: 'refresh_token',
  parameters: Type.Object({
    refresh_token: Type.String({ minLength: 1, maxLength: 512 }),
    scope: Type.Optional(Type.String({ maxLength: 4096 }))
  }),
  async exchange({ refresh_token: refreshToken, scope }, context) {
    const { client, settings, log } = context
    if (!settings.tokens.isWellFormed(refreshToken, 'refresh')) throw refused('malformed')
    const digest = digestOf(refreshToken)
    const found = await settings.store.refreshTokens.find(digest)
    if (!found) throw refused('unknown')
    // Another client's token goes on to `rotate`, which ends the grant before anything about it is told.
    const scopes = found.clientId === client.id ? narrowedScopes(found, scope, context) : undefined

    const { tokens, response } = mintTokens(settings, { withRefreshToken: true })
    const rotation = await settings.store.refreshTokens.rotate({
      digest,
      clientId: client.id,
      successor: tokens.refreshToken,
      accessToken: tokens.accessToken,
      ...(scopes && { scopes })
    })
    if (rotation.outcome !== 'rotated') {
      const { outcome, grantId } = rotation
      if (outcome === 'reused') log.warn({ clientId: client.id, grantId }, 'refresh token family revoked after reuse')
      if (outcome === 'wrong_client')
        log.warn({ clientId: client.id, grantId }, 'grant revoked: another client presented its refresh token')
      throw refused(outcome)
    }
    return response(rotation.issued.scopes)
  }
})

/** A refresh may ask for less than the grant, never for more; the grant keeps what it has. */
function narrowedScopes(
  token: RefreshToken,
  scope: string | undefined,
  { resourceIndicators, settings }: GrantContext
) {
  if (
    resourceIndicators.length > 0 &&
    resolveResourceIndicator(resourceIndicators, settings.resources).resource !== token.resource
  ) {
    throw new InvalidTargetError('The refresh token was issued for another resource', 'wrong_resource')
  }
  if (scope === undefined) return undefined
  const asked = parseScope(scope)
  const granted = settings.scopes.expand(token.scopes)
  if (asked.length === 0 || asked.some((name) => !granted.has(name))) {
    throw new InvalidScopeError('The scope exceeds what was granted', 'scope_wider_than_grant')
  }
  return asked
}

function refused(reason: string) {
  return new InvalidGrantError('The refresh token is not valid', `refresh_token_${reason}`)
}
