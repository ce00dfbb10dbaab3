import { InvalidRequestError } from '../errors.ts'
import type { Parameters } from '../parameters.ts'

/** The thumbprint of the key the code shall be bound to (RFC 9449 section 10), SHA-256 as base64url (RFC 7638). */
export function readKeyThumbprint(parameters: Parameters): string | undefined {
  const thumbprint = parameters.get('dpop_jkt')
  if (thumbprint !== undefined && !/^[A-Za-z0-9_-]{43}$/.test(thumbprint)) {
    throw new InvalidRequestError('dpop_jkt must be 43 base64url characters', 'dpop_jkt_malformed')
  }
  return thumbprint
}
