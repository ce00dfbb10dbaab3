import { isStorableJson } from '../storable-json.ts'
import type { PublicKeySet } from '../store/index.ts'

const LIMIT_BYTES = 16 * 1024
/** Members that only private or symmetric keys have (RFC 7518 sections 6.2.2, 6.3.2 and 6.4.1). */
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv']

/** What is wrong with a set of public keys, if anything: a private key that was pasted by mistake must not be kept. */
export function problemOfPublicKeys(set: unknown): string | undefined {
  if (!isKeySet(set)) return 'must be a JSON Web Key Set'
  if (Buffer.byteLength(JSON.stringify(set)) > LIMIT_BYTES) return 'must have at most 16 KB'
  if (!isStorableJson(set)) return 'has characters that are no text'
  if (set.keys.length === 0 || set.keys.length > 20) return 'must list 1 to 20 keys'
  for (const key of set.keys) {
    if (typeof key !== 'object' || key === null || typeof key.kty !== 'string') return 'has something that is no key'
    if (!isPublicKey(key)) return 'has a private key: send public keys only'
  }
  return undefined
}

/** Whether a JSON Web Key tells nothing that signs. */
export function isPublicKey(key: Record<string, unknown>): boolean {
  return key.kty !== 'oct' && !PRIVATE_MEMBERS.some((member) => member in key)
}

export function isKeySet(set: unknown): set is PublicKeySet {
  return typeof set === 'object' && set !== null && 'keys' in set && Array.isArray(set.keys)
}
