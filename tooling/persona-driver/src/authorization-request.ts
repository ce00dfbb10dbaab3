import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Discovered } from './discovery.ts'
import type { Journey } from './journey.ts'
import type { Connection } from './persona.ts'
import { check } from './problem.ts'
import type { RegisteredClient } from './registered-client.ts'

/** What the client remembers of the request until the answer comes. */
export interface AuthorizationRequest {
  url: URL
  redirectUri: string
  state: string
  codeVerifier: string
  /** As it was asked for; absent: nothing was. */
  scope: string | undefined
  resource: string | undefined
}

export function createAuthorizationRequest(
  { persona }: Journey,
  discovered: Discovered,
  client: RegisteredClient,
  connection: Connection
): AuthorizationRequest {
  const { metadata } = discovered
  const { authorization } = persona
  check(authorization, 'the persona does not say how it asks for authorization')
  const { redirectUri: uri } = connection
  const redirectUri = typeof uri === 'string' ? uri : uri[client.registration === 'document' ? 'document' : 'dynamic']
  const state = createState(authorization.state)
  const codeVerifier = randomBytes(32).toString('base64url')
  const asksForOfflineAccess =
    authorization.addsOfflineAccess === true && metadata.scopes_supported?.includes('offline_access') === true
  const scope = scopeOf(connection, discovered, asksForOfflineAccess)
  const resource = resourceOf(connection, discovered)
  const url = new URL(metadata.authorization_endpoint)
  const parameters: Record<string, string | undefined> = {
    response_type: 'code',
    client_id: client.clientId,
    code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    code_challenge_method: 'S256',
    redirect_uri: redirectUri,
    state,
    scope,
    resource,
    ...(asksForOfflineAccess && { prompt: 'consent' }),
    ...connection.parameters
  }
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) url.searchParams.set(name, value)
  }
  return { url, redirectUri, state, codeVerifier, scope, resource }
}

/** The scopes to ask for, as text; absent: none are named. */
export function scopeOf(
  { scope, extraScopes = [] }: Pick<Connection, 'scope' | 'extraScopes'>,
  { challengeScope, resourceMetadata }: Discovered,
  asksForOfflineAccess = false
): string | undefined {
  if (scope === 'none') return undefined
  const fromMetadata = resourceMetadata.scopes_supported?.join(' ')
  const source = scope === 'challenge' ? (challengeScope ?? fromMetadata) : fromMetadata
  const scopes = [source, ...extraScopes, ...(asksForOfflineAccess ? ['offline_access'] : [])].filter(Boolean)
  return scopes.length > 0 ? scopes.join(' ') : undefined
}

function resourceOf({ resource }: Connection, { resourceMetadata }: Discovered): string | undefined {
  if (resource === 'none') return undefined
  if (resource === 'metadata') return resourceMetadata.resource
  const { origin } = new URL(resourceMetadata.resource)
  return resource === 'origin' ? origin : `${origin}/`
}

/** In base64 with characters that have to survive two encodings. */
function createState(format: 'uuid' | 'base64' | 'base64url'): string {
  if (format === 'uuid') return randomUUID()
  return format === 'base64' ? `+/${randomBytes(14).toString('base64')}` : randomBytes(32).toString('base64url')
}
