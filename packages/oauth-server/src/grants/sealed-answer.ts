import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import type { Digest } from '../store/index.ts'

const ALGORITHM = 'aes-256-gcm'
const IV_BYTES = 12
const TAG_BYTES = 16

/** What a repeated refresh or exchange is answered with. */
export interface SealedTokens {
  accessToken: string
  /** Absent: the client got none. */
  refreshToken?: string
  scopes: string[]
}

/**
 * Encrypts an answer so that only what was presented for it opens it, a refresh token or a code with its verifier: the server keeps no key, and a
 * stolen database no tokens.
 */
export function sealAnswer(tokens: SealedTokens, presentedToken: string, tokenId: string): Buffer {
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(ALGORITHM, keyOf(presentedToken, tokenId), iv)
  const encrypted = [cipher.update(JSON.stringify(tokens), 'utf8'), cipher.final()]
  return Buffer.concat([iv, cipher.getAuthTag(), ...encrypted])
}

/** @throws {Error} when the answer was sealed under another token, or changed since. */
export function openAnswer(sealed: Buffer, presentedToken: string, tokenId: string): SealedTokens {
  const decipher = createDecipheriv(ALGORITHM, keyOf(presentedToken, tokenId), sealed.subarray(0, IV_BYTES))
  decipher.setAuthTag(sealed.subarray(IV_BYTES, IV_BYTES + TAG_BYTES))
  const opened = Buffer.concat([decipher.update(sealed.subarray(IV_BYTES + TAG_BYTES)), decipher.final()])
  return JSON.parse(opened.toString('utf8')) as SealedTokens
}

/** Digest of what an answer depends on, one part after the other. */
export function fingerprintOf(parts: readonly string[]): Digest {
  return createHash('sha256').update(JSON.stringify(parts)).digest()
}

function keyOf(presentedToken: string, tokenId: string): Buffer {
  return Buffer.from(hkdfSync('sha256', presentedToken, tokenId, 'replay', 32))
}
