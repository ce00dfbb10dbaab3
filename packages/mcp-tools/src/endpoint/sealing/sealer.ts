import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto'
import type { Sealer } from '../definitions/call-store.ts'

export interface SealingKey {
  id: number
  key: KeyObject
}

/** The keys to seal with, and the clock they go by. */
export interface SealingKeys {
  current(): SealingKey
  /** Any key that is still kept. */
  find(id: number): SealingKey | undefined
  /** In milliseconds; the same on all nodes that share the keys. */
  now(): number
}

const ALGORITHM = 'aes-256-gcm'
const VERSION = 1
const HEADER_BYTES = 5
const IV_BYTES = 12
const TAG_BYTES = 16

/** What is sealed for longer might outlive its key. */
export const LONGEST_LIFETIME_SECONDS = 7 * 86_400

/**
 * AES-256-GCM. What comes out is base64url of: version (1 byte), id of the key (4), initialisation vector (12), tag (16),
 * and the encrypted expiry and value. Version, key and purpose are authenticated along with it.
 */
export function createSealer(ring: SealingKeys): Sealer {
  return {
    seal(purpose, value, lifetimeSeconds) {
      if (!(lifetimeSeconds > 0 && lifetimeSeconds <= LONGEST_LIFETIME_SECONDS))
        throw new RangeError(`what is sealed lives for ${LONGEST_LIFETIME_SECONDS} seconds at most`)
      const json = JSON.stringify(value) as string | undefined
      if (json === undefined) throw new TypeError('only what can be JSON can be sealed')
      const content = `[${Math.floor(ring.now() + lifetimeSeconds * 1000)},${json}]`
      return encrypt(ring.current(), purpose, content).toString('base64url')
    },

    open(purpose, sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      // The decoder overlooks a lot; what was sealed has one spelling only, or it could be used twice.
      if (bytes.toString('base64url') !== sealed) return undefined
      if (bytes.length < HEADER_BYTES + IV_BYTES + TAG_BYTES || bytes[0] !== VERSION) return undefined
      const key = ring.find(bytes.readUInt32BE(1))
      const content = key && decrypt(key, purpose, bytes)
      if (content === undefined) return undefined
      const [expiresAt, value] = JSON.parse(content) as [number, unknown]
      return expiresAt > ring.now() ? value : undefined
    }
  }
}

function encrypt({ id, key }: SealingKey, purpose: string, content: string): Buffer {
  const header = Buffer.alloc(HEADER_BYTES)
  header.writeUInt8(VERSION)
  header.writeUInt32BE(id, 1)
  const iv = randomBytes(IV_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(authenticated(header, purpose))
  const encrypted = [cipher.update(content, 'utf8'), cipher.final()]
  return Buffer.concat([header, iv, cipher.getAuthTag(), ...encrypted])
}

/** `undefined` when it was not sealed with this key, for this purpose, or is not as it was. */
function decrypt({ key }: SealingKey, purpose: string, bytes: Buffer): string | undefined {
  const header = bytes.subarray(0, HEADER_BYTES)
  const iv = bytes.subarray(HEADER_BYTES, HEADER_BYTES + IV_BYTES)
  const tag = bytes.subarray(HEADER_BYTES + IV_BYTES, HEADER_BYTES + IV_BYTES + TAG_BYTES)
  const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES })
    .setAAD(authenticated(header, purpose))
    .setAuthTag(tag)
  const decrypted = decipher.update(bytes.subarray(HEADER_BYTES + IV_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([decrypted, decipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}

function authenticated(header: Buffer, purpose: string): Buffer {
  return Buffer.concat([header, Buffer.from(purpose, 'utf8')])
}
