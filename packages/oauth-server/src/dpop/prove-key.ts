import type { FastifyRequest } from 'fastify'
import { InvalidDpopProofError } from '../errors.ts'
import type { Settings } from '../options.ts'
import type { Client } from '../store/index.ts'
import { readProof, verifyProof } from './proof.ts'

/**
 * The key that a token request proves (RFC 9449 section 5), to bind tokens to; undefined when it proves none.
 *
 * @throws {InvalidDpopProofError} when the proof is wrong, or missing although the client or the server wants one.
 */
export async function proveKey(
  request: FastifyRequest,
  client: Client,
  settings: Settings
): Promise<string | undefined> {
  const { dpop, endpoint } = settings
  if (!dpop) return undefined
  const proof = readProof(request)
  if (proof !== undefined) return verifyProof(proof, { method: 'POST', urls: [endpoint('token')] }, settings)
  if (!dpop.isRequired && !client.isDpopBound) return undefined
  throw new InvalidDpopProofError('A DPoP proof is needed', 'dpop_proof_missing')
}
