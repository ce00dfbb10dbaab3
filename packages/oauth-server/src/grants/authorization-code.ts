import { Type } from 'typebox'
import { CODE_VERIFIER_PATTERN, verifierMatches } from '../authorization-request/pkce.ts'
import { resolveResourceIndicator } from '../authorization-request/resource-indicator.ts'
import { clientRefused } from '../client-authentication/client-authentication.ts'
import { withinCeiling } from '../authorization-request/scope.ts'
import { digestOf } from '../digest.ts'
import { InvalidGrantError, InvalidTargetError } from '../errors.ts'
import { limitRate } from '../rate-limits.ts'
import type { AuthorizationCode } from '../store/index.ts'
import { defineGrant, type GrantContext, type TokenResponse } from './grant.ts'
import { replayedAnswer } from './replayed-answer.ts'
import { fingerprintOf, sealAnswer } from './sealed-answer.ts'
import { mintTokens } from './tokens.ts'

/**
 * RFC 6749 section 4.1.3 with PKCE (RFC 7636 section 4.6).
 *
 * Everything about the request is verified before the code is consumed, so a stranger cannot burn it. A second use that
 * is otherwise right means the code was stolen, or the first use was: the grant issued from it ends (OAuth 2.1 section
 * 4.1.3). A second use that proves nothing cannot log anybody out.
 */
export const authorizationCodeGrant = defineGrant({
  grantType: 'authorization_code',
  parameters: Type.Object({
    code: Type.String({ minLength: 1, maxLength: 512 }),
    code_verifier: Type.String({ pattern: CODE_VERIFIER_PATTERN }),
    redirect_uri: Type.Optional(Type.String({ maxLength: 2048 }))
  }),
  async exchange({ code, code_verifier: codeVerifier, redirect_uri: redirectUri }, context) {
    const { client, presentedMethod, presentedSecret, keyThumbprint, settings, address, record, log } = context
    const { store } = settings
    if (!settings.tokens.isWellFormed(code, 'authorization_code')) throw refused('malformed')
    const digest = digestOf(code)
    const found = await store.authorizationCodes.find(digest)
    try {
      if (!found) throw refused('unknown')
      checkRequest(found, { redirectUri, codeVerifier }, context)
    } catch (error) {
      // Whoever has code and verifier is not guessing, however often the code comes.
      await limitRate(settings, 'codeExchange', `${client.id} ${address}`)
      throw error
    }

    const withRefreshToken = client.grantTypes.includes('refresh_token')
    const { tokens, response } = mintTokens(context, { withRefreshToken })
    const answer = response(found.scopes)
    const sealing = { presented: `${code} ${codeVerifier}`, id: digest.toString('hex') }
    const windowSeconds = settings.lifetimes.codeReplaySeconds
    const redemption = await store.authorizationCodes.redeem(digest, {
      ...tokens,
      ...(presentedSecret && { client: { id: client.id, secretDigest: presentedSecret } }),
      ...(windowSeconds > 0 && {
        replay: {
          windowSeconds,
          sealed: sealAnswer(sealedTokensOf(answer, found.scopes), sealing.presented, sealing.id),
          fingerprint: fingerprintOf([
            client.id,
            client.authenticationMethod,
            keyThumbprint ?? '',
            found.resource,
            redirectUri ?? ''
          ])
        }
      })
    })
    if (redemption.outcome === 'replayed') {
      record('code.replay_served', { subject: found.subject, grantId: redemption.grantId })
      return replayedAnswer(redemption, { ...sealing, keyThumbprint })
    }
    if (redemption.outcome === 'consumed') {
      log.warn(
        { clientId: client.id, grantId: redemption.grantId },
        'grant revoked after its authorization code came twice'
      )
      await store.grants.revoke(redemption.grantId, 'code_replayed')
      record('code.replayed', { subject: found.subject, grantId: redemption.grantId })
    }
    if (redemption.outcome === 'client_gone') throw clientRefused('client_gone', presentedMethod)
    if (redemption.outcome !== 'redeemed') throw refused(redemption.outcome)
    const { grantId, subject, scopes } = redemption.issued
    record('code.exchanged', { subject, grantId, detail: { scopes } })
    return answer
  }
})

function checkRequest(
  code: AuthorizationCode,
  { redirectUri, codeVerifier }: { redirectUri: string | undefined; codeVerifier: string },
  { client, keyThumbprint, resourceIndicators, settings }: GrantContext
): void {
  if (code.clientId !== client.id) throw refused('wrong_client')
  if (!verifierMatches(codeVerifier, code.codeChallenge)) throw refused('wrong_verifier')
  if (code.keyThumbprint !== undefined && code.keyThumbprint !== keyThumbprint) throw refused('wrong_key')
  // Its owner may have taken scopes back since the person was asked.
  if (withinCeiling(code.scopes, client, settings.scopes).length < code.scopes.length) throw refused('scope_taken_back')
  const isSameRedirect = redirectUri === undefined ? !code.isRedirectUriExplicit : redirectUri === code.redirectUri
  if (!isSameRedirect) throw refused('wrong_redirect_uri')
  if (
    resourceIndicators.length > 0 &&
    resolveResourceIndicator(resourceIndicators, settings.resources).resource !== code.resource
  ) {
    throw new InvalidTargetError('The code was issued for another resource', 'wrong_resource')
  }
}

function sealedTokensOf({ access_token: accessToken, refresh_token: refreshToken }: TokenResponse, scopes: string[]) {
  return { accessToken, scopes, ...(refreshToken !== undefined && { refreshToken }) }
}

function refused(reason: string) {
  return new InvalidGrantError('The authorization code is not valid', `authorization_code_${reason}`)
}
