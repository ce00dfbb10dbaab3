import { corsHeaders } from '../cors.ts'
import type { ErrorHeaders } from '../errors.ts'
import type { ProtectedResource } from '../protected-resource.ts'

export interface Challenge {
  resource: ProtectedResource
  realm: string
  error?: 'invalid_token' | 'invalid_request' | 'insufficient_scope'
  description?: string
  scopes?: readonly string[]
}

/**
 * The headers of a 401 or 403 (RFC 6750 section 3, RFC 9728 section 5.1). One Bearer challenge, every value quoted:
 * clients search it with a plain pattern per parameter and read the first scheme only.
 */
export function challengeHeaders({ resource, realm, error, description, scopes }: Challenge): ErrorHeaders {
  const parameters = {
    realm,
    error,
    error_description: description,
    scope: scopes && scopes.length > 0 ? scopes.join(' ') : undefined,
    resource_metadata: resource.metadataUrl
  }
  const challenge = Object.entries(parameters)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}="${(value as string).replace(/["\\]/g, '')}"`)
    .join(', ')
  return { ...corsHeaders, 'www-authenticate': `Bearer ${challenge}`, 'cache-control': 'no-store' }
}
