import { corsHeaders } from '../cors.ts'
import { DPOP_ALGORITHMS } from '../dpop/proof.ts'
import type { ErrorHeaders } from '../errors.ts'
import type { ProtectedResource } from '../protected-resource.ts'

export interface Challenge {
  resource: ProtectedResource
  realm: string
  error?: 'invalid_token' | 'invalid_request' | 'insufficient_scope'
  description?: string
  scopes?: readonly string[]
  /** A second challenge, for tokens that are bound to a key; absent: none. */
  dpop?: DpopChallenge
}

export interface DpopChallenge {
  error?: string
  description?: string
}

/**
 * The headers of a 401 or 403 (RFC 6750 section 3, RFC 9728 section 5.1). The Bearer challenge first, every value quoted:
 * clients search the header with a plain pattern per parameter and read the first scheme only.
 */
export function challengeHeaders({ resource, realm, error, description, scopes, dpop }: Challenge): ErrorHeaders {
  const bearer = format('Bearer', {
    realm,
    error,
    error_description: description,
    scope: scopes && scopes.length > 0 ? scopes.join(' ') : undefined,
    resource_metadata: resource.metadataUrl
  })
  return refusalHeaders(dpop ? `${bearer}, ${formatDpop(dpop)}` : bearer)
}

/**
 * The headers of a 401 about a proof (RFC 9449 section 7.1). Alone: the token is good, so nothing may send the client off
 * to get another one, and some look for the nonce only where the header begins with DPoP.
 */
export function dpopChallengeHeaders(dpop: DpopChallenge): ErrorHeaders {
  return refusalHeaders(formatDpop(dpop))
}

function formatDpop({ error, description }: DpopChallenge): string {
  return format('DPoP', { error, error_description: description, algs: DPOP_ALGORITHMS.join(' ') })
}

function format(scheme: string, parameters: Record<string, string | undefined>): string {
  const present = Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}="${(value as string).replace(/["\\]/g, '')}"`)
  return `${scheme} ${present.join(', ')}`
}

function refusalHeaders(challenge: string): ErrorHeaders {
  return { ...corsHeaders, 'www-authenticate': challenge, 'cache-control': 'no-store' }
}
