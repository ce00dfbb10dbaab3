import { codeResponse } from '../authorization-request/authorization-response.ts'
import { digestOf } from '../digest.ts'
import type { Identity, Settings } from '../options.ts'
import type { AuthorizationRequest } from '../store/index.ts'
import { InteractionGoneError } from './errors.ts'

/**
 * Ends an interaction with an authorization code for these scopes. Answers with where to send the browser.
 *
 * @throws {InteractionGoneError} when somebody decided first, or it has expired.
 */
export async function approveInteraction(
  id: string,
  request: AuthorizationRequest,
  identity: Identity,
  scopes: string[],
  settings: Settings
): Promise<string> {
  const code = settings.tokens.mint('authorization_code')
  const outcome = await settings.store.interactions.approve(id, {
    subject: identity.subject,
    scopes,
    codeDigest: digestOf(code),
    codeTtlSeconds: settings.lifetimes.authorizationCodeSeconds,
    ...(identity.authenticatedAt && { authenticatedAt: identity.authenticatedAt })
  })
  if (outcome !== 'decided')
    throw new InteractionGoneError(outcome === 'already_decided' ? 'already_decided' : 'expired')
  return codeResponse(code, { ...request, issuer: settings.issuer })
}
