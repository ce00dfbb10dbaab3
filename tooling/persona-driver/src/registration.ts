import type { Discovered } from './discovery.ts'
import type { ServerMetadata } from './metadata.ts'
import { checkNotStored, readJson } from './http-client.ts'
import type { Journey } from './journey.ts'
import { check } from './problem.ts'
import type { ClientAuthentication } from './persona.ts'
import type { RegisteredClient } from './registered-client.ts'
import { createSigningKey } from './signing-key.ts'

const BOTH = ['authorization_code', 'refresh_token']

/** Makes the persona a client: by its document where the server takes documents, by registration otherwise. */
export async function register(
  journey: Journey,
  discovered: Discovered,
  scope: string | undefined
): Promise<RegisteredClient> {
  const { persona } = journey
  if (usesDocument(journey, discovered.metadata))
    return journey.step('client id metadata document', () => publish(journey))
  const client = await journey.step('registration', () => registerDynamically(journey, discovered, scope))
  const repetitions = persona.dynamic?.repetitions ?? 0
  if (repetitions > 0) {
    await journey.step(`registration, ${repetitions} times more`, async () => {
      for (let i = 0; i < repetitions; i++) await registerDynamically(journey, discovered, scope)
    })
  }
  return client
}

function usesDocument({ persona, target }: Journey, metadata: ServerMetadata): boolean {
  const { document } = persona
  if (persona.registration !== 'document' || !document || !target.publish) return false
  const required = ['client_id_metadata_document_supported', ...(document.requires ?? [])]
  return required.every((member) => metadata[member] === true)
}

async function publish({ persona, target }: Journey): Promise<RegisteredClient> {
  const { document } = persona
  check(document && target.publish, 'there is no document to publish')
  const { url, body, authentication, assertionAudience = 'issuer' } = document
  await target.publish(url, body)
  const client = { registration: 'document' as const, clientId: url, authentication, grantTypes: grantTypesOf(body) }
  if (authentication !== 'private_key_jwt') return client
  const { jwks, ...signing } = createSigningKey()
  await target.publish(String(body.jwks_uri), jwks)
  return { ...client, signing: { ...signing, audience: assertionAudience } }
}

/** RFC 7591, with what clients insist on: what they cannot work with must not be registered in silence. */
async function registerDynamically(
  { persona, http }: Journey,
  { metadata }: Discovered,
  scope: string | undefined
): Promise<RegisteredClient> {
  const { dynamic } = persona
  const endpoint = metadata.registration_endpoint
  check(dynamic, 'the persona does not say what it registers')
  check(endpoint !== undefined, 'the metadata has no registration_endpoint')
  const sent: Record<string, unknown> = {
    ...dynamic.body,
    ...(dynamic.addsScope && scope !== undefined && { scope }),
    ...(dynamic.filtersGrantTypes && {
      grant_types: grantTypesOf(dynamic.body).filter((name) => metadata.grant_types_supported?.includes(name) ?? true)
    })
  }
  const reply = await http.send(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...dynamic.headers },
    body: JSON.stringify(sent)
  })
  check(reply.status === 201, `${endpoint} answers with ${reply.status}: ${reply.text}`)
  const registered = readJson(reply)
  checkNotStored(reply)
  return readRegistration(sent, registered, dynamic.authentication)
}

function readRegistration(
  sent: Record<string, unknown>,
  registered: Record<string, unknown>,
  expected: ClientAuthentication | 'registered'
): RegisteredClient {
  const {
    client_id: clientId,
    client_secret: clientSecret,
    redirect_uris: redirectUris,
    // What RFC 7591 section 2 makes of an absent one.
    token_endpoint_auth_method: authentication = 'client_secret_basic'
  } = registered
  check(typeof clientId === 'string' && clientId !== '', 'the answer has no client_id')
  check(Array.isArray(redirectUris), 'the answer has no redirect_uris')
  for (const uri of sent.redirect_uris as string[]) check(redirectUris.includes(uri), `${uri} was not registered`)
  check(isUsable(authentication), 'token_endpoint_auth_method is one that nobody asked for')
  check(
    expected === 'registered' || authentication === expected,
    `it was registered with ${authentication} instead of ${expected}`
  )
  const needsSecret = authentication.startsWith('client_secret_')
  check(
    (typeof clientSecret === 'string') === needsSecret,
    `with ${authentication}, client_secret is ${typeof clientSecret}`
  )
  check(!needsSecret || typeof registered.client_secret_expires_at === 'number', 'client_secret_expires_at is missing')
  for (const [member, value] of Object.entries(registered)) {
    check(!member.endsWith('_uri') || value !== '', `${member} is empty, and clients want a URL there`)
  }
  return {
    registration: 'dynamic',
    clientId,
    authentication,
    grantTypes: grantTypesOf(registered),
    ...(typeof clientSecret === 'string' && { clientSecret })
  }
}

function isUsable(method: unknown): method is 'none' | 'client_secret_basic' | 'client_secret_post' {
  return method === 'none' || method === 'client_secret_basic' || method === 'client_secret_post'
}

function grantTypesOf(metadata: Record<string, unknown>): string[] {
  return Array.isArray(metadata.grant_types) ? metadata.grant_types.map(String) : BOTH
}
