import type { Digest } from './digest.ts'

/** Single-use identifiers of signed statements: client assertions, proofs of possession. */
export interface ReplayGuard {
  /** Whether nobody presented it before. Remembered until its statement has expired by itself. */
  isFirstUse(use: { digest: Digest; ttlSeconds: number }): Promise<boolean>
}
