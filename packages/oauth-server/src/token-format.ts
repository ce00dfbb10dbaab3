import { randomBytes as nodeRandomBytes } from 'node:crypto'
import { crc32 } from 'node:zlib'

/** Where randomness comes from; `node:crypto` unless a test says otherwise. */
export type RandomBytes = (size: number) => Uint8Array

/** The secrets this server makes. The kind can be read from the token's prefix, so one is never taken for another. */
export type TokenKind = 'access' | 'refresh' | 'client_secret' | 'authorization_code' | 'device_code' | 'static'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const BODY_LENGTH = 43
const CHECKSUM_LENGTH = 6

const SUFFIXES: Record<TokenKind, string> = {
  access: 'oa',
  refresh: 'rf',
  client_secret: 'cs',
  authorization_code: 'ac',
  device_code: 'dc',
  static: ''
}

export interface TokenFormat {
  /** A new secret: prefix, 43 base62 characters (256 bits), 6 base62 characters of CRC-32 over what precedes them. */
  mint(kind: TokenKind): string
  /** Whether the text is a well-formed token of that kind. Needs no storage; says nothing about validity. */
  isWellFormed(token: string, kind: TokenKind): boolean
}

/**
 * The token format of one application.
 *
 * The checksum is no security feature, anybody can compute it: it lets typing errors and truncated tokens be refused
 * without a query, and secret scanners recognise leaked ones.
 */
export function createTokenFormat(prefix: string, randomBytes: RandomBytes = nodeRandomBytes): TokenFormat {
  const heads = Object.fromEntries(
    Object.entries(SUFFIXES).map(([kind, suffix]) => [kind, `${prefix}${suffix}_`])
  ) as Record<TokenKind, string>

  return {
    mint(kind) {
      const unchecked = heads[kind] + randomBase62(BODY_LENGTH, randomBytes)
      return unchecked + checksumOf(unchecked)
    },
    isWellFormed(token, kind) {
      const head = heads[kind]
      if (token.length !== head.length + BODY_LENGTH + CHECKSUM_LENGTH || !token.startsWith(head)) return false
      if (!/^[0-9A-Za-z]+$/.test(token.slice(head.length))) return false
      return token.endsWith(checksumOf(token.slice(0, -CHECKSUM_LENGTH)))
    }
  }
}

/** Random base62 text; bytes that would favour some characters are thrown away. */
export function randomBase62(length: number, randomBytes: RandomBytes = nodeRandomBytes): string {
  const unbiased = 256 - (256 % ALPHABET.length)
  let text = ''
  while (text.length < length) {
    for (const byte of randomBytes(length - text.length)) {
      if (byte < unbiased) text += ALPHABET[byte % ALPHABET.length]
    }
  }
  return text
}

function checksumOf(text: string): string {
  let rest = crc32(text)
  let checksum = ''
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    checksum = ALPHABET[rest % ALPHABET.length] + checksum
    rest = Math.floor(rest / ALPHABET.length)
  }
  return checksum
}
