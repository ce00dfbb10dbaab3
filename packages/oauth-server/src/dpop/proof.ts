import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { calculateJwkThumbprint, EmbeddedJWK, jwtVerify, type JWK, type JWTPayload } from 'jose'
import { ASSERTION_ALGORITHMS } from '../client-authentication/private-key-jwt.ts'
import { isPublicKey } from '../clients/public-keys.ts'
import { digestOf } from '../digest.ts'
import { InvalidDpopProofError, UseDpopNonceError } from '../errors.ts'
import type { Settings } from '../options.ts'

/** What a proof may be signed with: asymmetric only, as it brings its own key. */
export const DPOP_ALGORITHMS: readonly string[] = ASSERTION_ALGORITHMS

const CLOCK_SKEW_SECONDS = 300
/** From the earliest moment at which a proof is accepted to the last; nodes may disagree by a minute. */
const REMEMBER_SECONDS = 2 * CLOCK_SKEW_SECONDS + 60
const LONGEST_PROOF = 8192

/** The request a proof has to be made for. */
export interface ProvenRequest {
  method: string
  /** What this server calls the request's URL; never taken from a header. Query and fragment do not count. */
  urls: readonly string[]
  /** Sent along; absent at the token endpoint. */
  accessToken?: string
}

/**
 * The proof of a request, unless it has none (RFC 9449 section 4.3, check 1).
 *
 * @throws {InvalidDpopProofError} when it has several.
 */
export function readProof({ headers }: FastifyRequest): string | undefined {
  const proof = headers.dpop?.toString()
  // Repeated headers are joined by commas, of which a JWT has none.
  if (proof?.includes(',')) throw refused('repeated')
  return proof
}

/**
 * Verifies a proof of possession (RFC 9449 section 4.3) and remembers it, so that it is good once, on whichever node.
 * Answers with the thumbprint of the key (RFC 7638).
 *
 * @throws {InvalidDpopProofError} for every failure, always with the same description.
 * @throws {UseDpopNonceError} with a nonce, when all is well but that it has none of ours.
 */
export async function verifyProof(
  proof: string,
  { method, urls, accessToken }: ProvenRequest,
  { dpop, store }: Settings
): Promise<string> {
  const { payload, key } = await verifySignature(proof)
  const { htm, htu, iat, jti, ath, nonce } = payload
  if (htm !== method) throw refused('wrong_method')
  const url = typeof htu === 'string' ? comparable(htu) : undefined
  if (url === undefined || !urls.some((expected) => comparable(expected) === url)) throw refused('wrong_url')
  if (iat === undefined || Math.abs(Date.now() / 1000 - iat) > CLOCK_SKEW_SECONDS) throw refused('wrong_time')
  if (typeof jti !== 'string' || jti === '' || jti.length > 256) throw refused('jti_malformed')
  if (accessToken !== undefined && ath !== digestOf(accessToken).toString('base64url')) throw refused('wrong_token')
  if (dpop?.nonces && !dpop.nonces.isGood(nonce)) {
    throw new UseDpopNonceError('The DPoP proof needs the nonce of this answer', 'dpop_nonce', {
      headers: { 'dpop-nonce': dpop.nonces.current() }
    })
  }

  const keyThumbprint = await calculateJwkThumbprint(key)
  const digest = createHash('sha256')
    .update(JSON.stringify(['dpop', keyThumbprint, jti]))
    .digest()
  if (!(await store.replays.isFirstUse({ digest, ttlSeconds: REMEMBER_SECONDS }))) throw refused('replayed')
  return keyThumbprint
}

async function verifySignature(proof: string): Promise<{ payload: JWTPayload; key: JWK }> {
  if (proof.length > LONGEST_PROOF) throw refused('too_long')
  const verified = await jwtVerify(proof, EmbeddedJWK, {
    algorithms: [...DPOP_ALGORITHMS],
    typ: 'dpop+jwt',
    requiredClaims: ['htm', 'htu', 'iat', 'jti']
  }).catch((error: unknown) => {
    throw refused(error instanceof Error && 'code' in error ? String(error.code).toLowerCase() : 'unverifiable')
  })
  const { jwk: key } = verified.protectedHeader
  if (!key || !isPublicKey({ ...key })) throw refused('private_key')
  return { payload: verified.payload, key }
}

/** The same URL written in another way is the same (RFC 3986 sections 6.2.2 and 6.2.3). */
function comparable(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { origin, pathname } = new URL(url)
  return origin + pathname.replace(/%[0-9A-Fa-f]{2}/g, unlessReserved)
}

function unlessReserved(escaped: string): string {
  const character = String.fromCharCode(Number.parseInt(escaped.slice(1), 16))
  return /[A-Za-z0-9._~-]/.test(character) ? character : escaped.toUpperCase()
}

function refused(reason: string) {
  return new InvalidDpopProofError('The DPoP proof is not valid', `dpop_proof_${reason}`)
}
