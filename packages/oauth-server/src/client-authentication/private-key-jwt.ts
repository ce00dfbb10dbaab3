import { createHash } from 'node:crypto'
import { codeOf } from '@trek/guarded-fetch'
import { createLocalJWKSet, decodeJwt, errors, type JWTPayload, type JWTVerifyOptions, jwtVerify } from 'jose'
import { isKeySet } from '../clients/public-keys.ts'
import { isOAuthError, TemporarilyUnavailableError } from '../errors.ts'
import type { Settings } from '../options.ts'
import { DocumentUnavailableError } from '../remote-documents/document-unavailable-error.ts'
import type { Client, PublicKeySet } from '../store/index.ts'
import { clientRefused, type ClientRequest, type PresentedClient } from './client-authentication.ts'

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const CLOCK_SKEW_SECONDS = 60
/** An assertion is made for one request. */
const LONGEST_LIFE_SECONDS = 600

const KEY_SET_BYTES = 64 * 1024
/** Of those that fit an assertion: each costs as much as the whole. */
const MOST_KEYS = 5

/** Asymmetric only: with HS256 whoever knows the public key could sign. */
export const ASSERTION_ALGORITHMS = ['ES256', 'ES384', 'EdDSA', 'RS256', 'PS256', 'PS384', 'PS512']

/** RFC 7523 section 2.2: a JWT that the client signed, instead of a secret. */
export function readPrivateKeyJwt({ parameters }: ClientRequest): PresentedClient | undefined {
  const type = parameters.get('client_assertion_type')
  const assertion = parameters.get('client_assertion')
  if (type === undefined && assertion === undefined) return undefined
  if (type !== ASSERTION_TYPE || assertion === undefined || assertion.length > 8192) {
    throw clientRefused('assertion_malformed', 'private_key_jwt')
  }
  return { method: 'private_key_jwt', clientId: subjectOf(assertion), assertion }
}

/**
 * Verifies signature, issuer, audience, lifetime and single use of a client assertion (RFC 7523 section 3).
 *
 * @throws {InvalidClientError} for every failure, always with the same description.
 */
export async function verifyAssertion(assertion: string, client: Client, settings: Settings): Promise<void> {
  const {
    exp = 0,
    iat,
    jti,
    aud
  } = await verifySignature(assertion, client, settings).catch((error: unknown) => {
    if (isOAuthError(error)) throw error
    throw refuse(codeOf(error).toLowerCase())
  })
  const now = Date.now() / 1000
  if (Array.isArray(aud) && aud.length > 1) throw refuse('several_audiences')
  if (exp - now > LONGEST_LIFE_SECONDS + CLOCK_SKEW_SECONDS) throw refuse('too_long_lived')
  if (iat !== undefined && iat - now > CLOCK_SKEW_SECONDS) throw refuse('from_the_future')
  if (typeof jti !== 'string' || jti === '' || jti.length > 256) throw refuse('jti_malformed')

  const digest = createHash('sha256')
    .update(JSON.stringify([client.id, jti]))
    .digest()
  const ttlSeconds = Math.ceil(exp - now) + CLOCK_SKEW_SECONDS
  if (!(await settings.store.replays.isFirstUse({ digest, ttlSeconds }))) throw refuse('replayed')
}

/** A key that is not among those we know, by its name or by its signature, may be new: then, and only then, they are fetched again. */
async function verifySignature(assertion: string, client: Client, settings: Settings): Promise<JWTPayload> {
  const options = {
    algorithms: ASSERTION_ALGORITHMS,
    issuer: client.id,
    subject: client.id,
    audience: audiences(settings),
    clockTolerance: CLOCK_SKEW_SECONDS,
    requiredClaims: ['iss', 'sub', 'aud', 'exp', 'jti']
  }
  const verifyWith = async (keys: unknown) => {
    if (!isKeySet(keys)) throw refuse('without_keys')
    return verifyWithAny(assertion, keys, options)
  }
  const { keys, keysUrl } = client
  if (keysUrl === undefined) return verifyWith(keys)
  const read = (force: boolean) =>
    settings.remoteJson.read(keysUrl, { maxBytes: KEY_SET_BYTES, allowStale: true, force }).catch((error: unknown) => {
      if (!(error instanceof DocumentUnavailableError)) throw error
      // Nobody can tell whether the assertion is right, so the client keeps its login.
      throw new TemporarilyUnavailableError(
        'The keys of this client cannot be loaded, try again later',
        'jwks_unavailable'
      )
    })
  try {
    return await verifyWith(await read(false))
  } catch (error) {
    if (!(error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed))
      throw error
    return verifyWith(await read(true))
  }
}

/** A client that replaces its key has two for a while, and need not say which one it used (RFC 7515 section 4.1.4). */
async function verifyWithAny(assertion: string, keys: PublicKeySet, options: JWTVerifyOptions): Promise<JWTPayload> {
  try {
    return (await jwtVerify(assertion, createLocalJWKSet(keys), options)).payload
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error
    let tries = 0
    for await (const key of error) {
      if ((tries += 1) > MOST_KEYS) break
      try {
        return (await jwtVerify(assertion, key, options)).payload
      } catch (refusal) {
        if (!(refusal instanceof errors.JWSSignatureVerificationFailed)) throw refusal
      }
    }
    throw new errors.JWSSignatureVerificationFailed()
  }
}

function refuse(reason: string) {
  return clientRefused(`assertion_${reason}`, 'private_key_jwt')
}

/** The issuer, with or without a slash: libraries differ. */
function audiences({ issuer, endpoint, allowTokenEndpointAudience }: Settings): string[] {
  return [issuer, `${issuer}/`, ...(allowTokenEndpointAudience ? [endpoint('token')] : [])]
}

function subjectOf(assertion: string): string {
  try {
    const { sub } = decodeJwt(assertion)
    if (typeof sub === 'string' && sub !== '') return sub
  } catch {
    // As malformed as one without a subject.
  }
  throw clientRefused('assertion_malformed', 'private_key_jwt')
}
