import { generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import type { JsonWebKeySet } from './target.ts'

/** A new key, and the set to publish it in. */
export function createSigningKey(): { key: KeyObject; keyId: string; jwks: JsonWebKeySet } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const keyId = randomUUID()
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'RS256', use: 'sig' }
  return { key: privateKey, keyId, jwks: { keys: [jwk] } }
}

/** A client assertion (RFC 7523 section 3). */
export function signAssertion(
  { key, keyId }: { key: KeyObject; keyId: string },
  { clientId, audience }: { clientId: string; audience: string }
): string {
  const now = Math.floor(Date.now() / 1000)
  const claims = { iss: clientId, sub: clientId, aud: audience, jti: randomUUID(), iat: now, exp: now + 300 }
  const content = `${encode({ alg: 'RS256', typ: 'JWT', kid: keyId })}.${encode(claims)}`
  return `${content}.${sign('sha256', Buffer.from(content), key).toString('base64url')}`
}

function encode(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url')
}
