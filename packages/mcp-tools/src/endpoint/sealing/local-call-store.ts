import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { CallStore, Sealer } from '../definitions/call-store.ts'

const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** For an application that is one process: what is sealed and used is forgotten when it ends. */
export function createLocalCallStore(): CallStore {
  const used = new Map<string, number>()
  return {
    sealer: createSealer(randomBytes(32)),
    async useOnce(identifier, lifetimeSeconds) {
      const now = Date.now()
      for (const [known, until] of used) if (until < now) used.delete(known)
      if (used.has(identifier)) return false
      used.set(identifier, now + lifetimeSeconds * 1000)
      return true
    }
  }
}

/** AES-256-GCM with the purpose as associated data. */
function createSealer(key: Buffer): Sealer {
  return {
    seal(purpose, value, lifetimeSeconds) {
      const nonce = randomBytes(NONCE_BYTES)
      const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(purpose))
      const plain = JSON.stringify([Date.now() + lifetimeSeconds * 1000, value])
      const sealed = Buffer.concat([nonce, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return sealed.toString('base64url')
    },
    open(purpose, sealed) {
      // Base64 has several spellings of the same bytes; only ours was sealed.
      const bytes = Buffer.from(sealed, 'base64url')
      if (bytes.length <= NONCE_BYTES + TAG_BYTES || bytes.toString('base64url') !== sealed) return undefined
      const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES))
      decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(-TAG_BYTES))
      try {
        const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
        const [until, value] = JSON.parse(plain.toString('utf8')) as [number, unknown]
        return until > Date.now() ? value : undefined
      } catch {
        return undefined
      }
    }
  }
}
