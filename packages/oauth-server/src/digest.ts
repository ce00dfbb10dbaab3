import { hash, timingSafeEqual } from 'node:crypto'
import type { Digest } from './store/index.ts'

/** SHA-256 of a secret. Ours have 256 random bits, so a slow hash would add nothing. */
export function digestOf(secret: string): Digest {
  return hash('sha256', secret, 'buffer')
}

/** Compares two digests in constant time. */
export function digestsMatch(a: Digest, b: Digest): boolean {
  return a.length === b.length && timingSafeEqual(a, b)
}
