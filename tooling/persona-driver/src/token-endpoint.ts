import type { ServerMetadata } from './metadata.ts'
import { checkNotStored, readJson, type Reply } from './http-client.ts'
import type { Journey } from './journey.ts'
import { check } from './problem.ts'
import type { RegisteredClient } from './registered-client.ts'
import { signAssertion } from './signing-key.ts'

export interface Tokens {
  accessToken: string
  refreshToken: string | undefined
  scope: string
}

/** Asks the token endpoint for tokens; `undefined` leaves a parameter out. */
export async function requestTokens(
  journey: Journey,
  { metadata, client }: { metadata: ServerMetadata; client: RegisteredClient },
  parameters: Record<string, string | undefined>
): Promise<Tokens> {
  const reply = await post(journey, metadata.token_endpoint, { metadata, client }, parameters)
  check(reply.status === 200, `${metadata.token_endpoint} answers with ${reply.status}: ${reply.text}`)
  checkNotStored(reply)
  return readTokens(readJson(reply), journey.target.tokenPrefix)
}

/** A form to one of the endpoints where a client authenticates itself. */
export async function post(
  { persona, http }: Journey,
  endpoint: string,
  { metadata, client }: { metadata: ServerMetadata; client: RegisteredClient },
  parameters: Record<string, string | undefined>
): Promise<Reply> {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) form.set(name, value)
  }
  const headers: Record<string, string> = {
    'content-type': 'application/x-www-form-urlencoded',
    accept: 'application/json',
    ...persona.token.headers
  }
  authenticate(client, metadata, { form, headers })
  return http.send(endpoint, { method: 'POST', headers, body: form.toString() })
}

function authenticate(
  { authentication, clientId, clientSecret = '', signing }: RegisteredClient,
  metadata: ServerMetadata,
  { form, headers }: { form: URLSearchParams; headers: Record<string, string> }
): void {
  if (authentication === 'client_secret_basic') {
    // As the SDKs send it: not form-encoded first, as RFC 6749 section 2.3.1 would have it.
    headers.authorization = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
    return
  }
  if (authentication === 'private_key_jwt') {
    check(signing, 'there is no key to sign with')
    const audience = signing.audience === 'issuer' ? metadata.issuer : metadata.token_endpoint
    form.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer')
    form.set('client_assertion', signAssertion(signing, { clientId, audience }))
    return
  }
  form.set('client_id', clientId)
  if (authentication === 'client_secret_post') form.set('client_secret', clientSecret)
}

function readTokens(answer: Record<string, unknown>, tokenPrefix = ''): Tokens {
  const {
    access_token: accessToken,
    refresh_token: refreshToken,
    token_type: type,
    expires_in: expiresIn,
    scope
  } = answer
  check(typeof accessToken === 'string' && accessToken !== '', 'the answer has no access_token')
  check(accessToken.startsWith(tokenPrefix), `the access token does not begin with ${tokenPrefix}`)
  check(typeof type === 'string' && type.toLowerCase() === 'bearer', `token_type is ${String(type)}`)
  check(typeof expiresIn === 'number' && expiresIn > 0, `expires_in is ${String(expiresIn)}`)
  check(
    refreshToken === undefined || (typeof refreshToken === 'string' && refreshToken !== ''),
    'refresh_token is malformed'
  )
  check(typeof scope === 'string' && scope !== '', 'the answer does not say which scope was granted')
  return { accessToken, refreshToken, scope }
}
