import type { FastifyRequest } from 'fastify'
import { readProof, verifyProof } from '../dpop/proof.ts'
import { InvalidDpopProofError } from '../errors.ts'
import type { Settings } from '../options.ts'
import type { Credentials } from './bearer-token.ts'

export type PossessionVerdict = 'proven' | 'bound_to_a_key' | 'not_bound_to_a_key' | 'bound_to_another_key'

/**
 * Whether who presents a token may: a bound one comes with a proof of its key and under the scheme DPoP, any other one as
 * a bearer token (RFC 9449 sections 7.1 and 7.2).
 */
export type PossessionCheck = (
  request: FastifyRequest,
  credentials: Credentials,
  keyThumbprint: string | undefined
) => Promise<PossessionVerdict>

export function createPossessionCheck(settings: Settings): PossessionCheck {
  const { issuer, resources, dpop } = settings
  const origins = [...new Set([issuer, ...resources.map(({ resource }) => resource)].map((url) => new URL(url).origin))]
  /** A host may ask twice about one request: that is no second use of its proof. */
  const proven = new WeakMap<FastifyRequest, string>()

  async function provenKey(request: FastifyRequest, accessToken: string): Promise<string> {
    const known = proven.get(request)
    if (known !== undefined) return known
    const proof = readProof(request)
    if (proof === undefined) throw new InvalidDpopProofError('A DPoP proof is needed', 'dpop_proof_missing')
    const { method, originalUrl } = request
    const urls = origins.map((origin) => origin + originalUrl)
    const keyThumbprint = await verifyProof(proof, { method, urls, accessToken }, settings)
    proven.set(request, keyThumbprint)
    return keyThumbprint
  }

  return async (request, { scheme, token }, keyThumbprint) => {
    if (scheme === 'Bearer') {
      if (keyThumbprint !== undefined) return 'bound_to_a_key'
      return dpop?.isRequired ? 'not_bound_to_a_key' : 'proven'
    }
    if (keyThumbprint === undefined) return 'not_bound_to_a_key'
    return (await provenKey(request, token)) === keyThumbprint ? 'proven' : 'bound_to_another_key'
  }
}
