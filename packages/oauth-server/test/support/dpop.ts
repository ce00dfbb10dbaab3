import { createHash, randomUUID } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, SignJWT } from 'jose'
import { ISSUER, type TestApp } from './app.ts'
import { clientWithCode, postToken, type Tokens } from './client.ts'

export const TOKEN_ENDPOINT = `${ISSUER}/oauth/token`
export const NOTES = `${ISSUER}/notes`

export const athOf = (accessToken: string) => createHash('sha256').update(accessToken).digest('base64url')

interface Signing {
  key?: Awaited<ReturnType<typeof generateKeyPair>>['privateKey'] | Uint8Array
  header?: Record<string, unknown>
}

/** A client's key, and proofs of it that differ from a good one by what is given. */
export async function dpopKey(algorithm = 'ES256') {
  const { publicKey, privateKey } = await generateKeyPair(algorithm, { extractable: true })
  const jwk = await exportJWK(publicKey)
  const proof = (claims: Record<string, unknown>, { key = privateKey, header = {} }: Signing = {}) => {
    const all = { jti: randomUUID(), iat: Math.floor(Date.now() / 1000), ...claims }
    return new SignJWT(all).setProtectedHeader({ typ: 'dpop+jwt', alg: algorithm, jwk, ...header }).sign(key)
  }
  return {
    jwk,
    privateKey,
    sign: proof,
    thumbprint: await calculateJwkThumbprint(jwk),
    /** For the token endpoint. */
    forToken: (claims: Record<string, unknown> = {}, signing?: Signing) =>
      proof({ htm: 'POST', htu: TOKEN_ENDPOINT, ...claims }, signing),
    /** For the guarded route. */
    forNotes: (accessToken: string, claims: Record<string, unknown> = {}, signing?: Signing) =>
      proof({ htm: 'GET', htu: NOTES, ath: athOf(accessToken), ...claims }, signing)
  }
}

export type DpopKey = Awaited<ReturnType<typeof dpopKey>>

/** A connected client whose tokens are bound to its key. */
export async function connectBound(test: TestApp, key: DpopKey) {
  const { clientId, exchange } = await clientWithCode(test)
  const reply = await postToken(test, exchange, { dpop: await key.forToken() })
  if (reply.statusCode !== 200) throw new Error(`exchange failed: ${reply.body}`)
  return { clientId, tokens: reply.json<Tokens>() }
}

/** What a client asks the guarded route with a bound token. */
export async function getNotes(
  { app }: TestApp,
  token: string,
  proof: string | string[] | undefined,
  { scheme = 'DPoP', url = '/notes', headers = {} }: { scheme?: string; url?: string; headers?: object } = {}
) {
  return app.inject({
    url,
    headers: { authorization: `${scheme} ${token}`, ...(proof !== undefined && { dpop: proof }), ...headers }
  })
}
