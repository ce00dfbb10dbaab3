import { createHash, timingSafeEqual } from 'node:crypto'
import { InvalidRequestError } from '../errors.ts'
import type { Parameters } from '../parameters.ts'

/**
 * Reads the code challenge. PKCE is mandatory for every client and S256 the only method; a missing method means `plain`
 * in RFC 7636 section 4.3 and is refused (OAuth 2.1 section 7.5.2).
 */
export function readCodeChallenge(parameters: Parameters): string {
  const challenge = parameters.get('code_challenge')
  if (challenge === undefined)
    throw new InvalidRequestError('code_challenge is required (PKCE)', 'code_challenge_missing')
  if (parameters.get('code_challenge_method') !== 'S256') {
    throw new InvalidRequestError('code_challenge_method must be S256', 'code_challenge_method')
  }
  if (!/^[A-Za-z0-9_-]{43}$/.test(challenge)) {
    throw new InvalidRequestError('code_challenge must be 43 base64url characters', 'code_challenge_malformed')
  }
  return challenge
}

/** 43 to 128 unreserved characters (RFC 7636 section 4.1). */
export const CODE_VERIFIER_PATTERN = '^[A-Za-z0-9._~-]{43,128}$'

/** Compares in constant time (RFC 7636 section 4.6). */
export function verifierMatches(verifier: string, challenge: string): boolean {
  const computed = createHash('sha256').update(verifier).digest('base64url')
  return computed.length === challenge.length && timingSafeEqual(Buffer.from(computed), Buffer.from(challenge))
}
