import type { Digest } from '@trek/oauth-server'

/**
 * Lets only digests into the store, so that a secret passed by mistake never reaches a query.
 *
 * @throws {TypeError} when it is anything but 32 bytes.
 */
export function checkDigest(digest: Digest): Digest {
  if (!Buffer.isBuffer(digest) || digest.length !== 32)
    throw new TypeError('token-store takes SHA-256 digests of 32 bytes')
  return digest
}
