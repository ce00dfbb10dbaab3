import type { PublicKeySet } from '../store.ts'
import { ClientRefusedError } from './errors.ts'

const LIMIT_BYTES = 16 * 1024
/** Members that only private or symmetric keys have (RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv']

/**
 * Lets only sets of public keys in: a private key that was pasted by mistake must not be kept.
 *
 * @throws {ClientRefusedError} naming `jwks`.
 */
export function checkPublicKeys(set: PublicKeySet): PublicKeySet {
  if (Buffer.byteLength(JSON.stringify(set)) > LIMIT_BYTES) throw refuse('must have at most 16 KB')
  if (!Array.isArray(set.keys) || set.keys.length === 0 || set.keys.length > 20) throw refuse('must list 1 to 20 keys')
  for (const key of set.keys) {
    if (typeof key !== 'object' || key === null || typeof key.kty !== 'string')
      throw refuse('has something that is no key')
    if (key.kty === 'oct' || PRIVATE_MEMBERS.some((member) => member in key))
      throw refuse('has a private key: send public keys only')
  }
  return { keys: set.keys }
}

function refuse(problem: string) {
  return new ClientRefusedError('jwks', problem)
}
