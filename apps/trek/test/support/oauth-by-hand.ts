import { createHash, randomBytes } from 'node:crypto'
import { REDIRECT_URI } from './client-provider.ts'
import type { RunningTrek } from './trek.ts'

/** A client whose every request a test can get wrong on purpose. */
export interface HandClient {
  clientId: string
  verifier: string
  /** Where to send the browser, with `changes` to a good request. */
  authorizationUrl(changes?: Record<string, string>): URL
  /** Redeems a code, with `changes` to a good request. */
  redeem(code: string, changes?: Record<string, string>): Promise<TokenReply>
}

export interface TokenReply {
  status: number
  /** As it came. */
  text: string
  body: Record<string, unknown>
}

export async function postToken(url: string, form: Record<string, string>): Promise<TokenReply> {
  const reply = await fetch(`${url}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) })
  const text = await reply.text()
  return { status: reply.status, text, body: JSON.parse(text) as Record<string, unknown> }
}

export async function registerByHand(
  { url, mcpUrl }: Pick<RunningTrek, 'url' | 'mcpUrl'>,
  name = 'By hand'
): Promise<HandClient> {
  const reply = await fetch(`${url}/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: name, redirect_uris: [REDIRECT_URI] })
  })
  if (reply.status !== 201) throw new Error(await reply.text())
  const { client_id: clientId } = (await reply.json()) as { client_id: string }
  const verifier = randomBytes(32).toString('base64url')
  const resource = mcpUrl.href
  return {
    clientId,
    verifier,
    authorizationUrl(changes = {}) {
      const authorizationUrl = new URL('/oauth/authorize', url)
      authorizationUrl.search = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: REDIRECT_URI,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        state: 'st',
        resource,
        ...changes
      }).toString()
      return authorizationUrl
    },
    redeem: (code, changes = {}) =>
      postToken(url, {
        grant_type: 'authorization_code',
        client_id: clientId,
        code,
        code_verifier: verifier,
        redirect_uri: REDIRECT_URI,
        resource,
        ...changes
      })
  }
}
