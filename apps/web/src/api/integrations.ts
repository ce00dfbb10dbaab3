import { queryOptions } from '@tanstack/react-query'
import { type Answer, call, type Input } from './client.ts'

export type Client = Answer<'GET', '/api/oauth/clients'>['clients'][number]
export type NewClient = Input<'POST', '/api/oauth/clients'>
export type Preset = Answer<'GET', '/api/oauth/presets'>['presets'][number]
export type ScopeGroup = Answer<'GET', '/api/oauth/scopes'>['groups'][number]
export type Session = Answer<'GET', '/api/oauth/sessions'>['sessions'][number]
export type Token = Answer<'GET', '/api/auth/mcp-tokens'>['tokens'][number]

/** Where assistants find this instance, as it says itself: not always where the browser found it. */
export interface Endpoints {
  /** The MCP endpoint. */
  mcp: string
  /** Where machine clients get their access tokens. */
  token: string
  /** The authorization server itself: what signed assertions are for. */
  issuer: string
}

export const clientsQuery = queryOptions({
  queryKey: ['oauth', 'clients'],
  queryFn: async () => (await call('GET', '/api/oauth/clients')).clients
})

export const presetsQuery = queryOptions({
  queryKey: ['oauth', 'presets'],
  queryFn: async () => (await call('GET', '/api/oauth/presets')).presets,
  staleTime: Infinity
})

export const scopesQuery = queryOptions({
  queryKey: ['oauth', 'scopes'],
  queryFn: async () => (await call('GET', '/api/oauth/scopes')).groups,
  staleTime: Infinity
})

export const sessionsQuery = queryOptions({
  queryKey: ['oauth', 'sessions'],
  queryFn: async () => (await call('GET', '/api/oauth/sessions')).sessions
})

export const tokensQuery = queryOptions({
  queryKey: ['mcp-tokens'],
  queryFn: () => call('GET', '/api/auth/mcp-tokens')
})

/** Read where every client reads it (RFC 9728, RFC 8414). */
export const endpointsQuery = queryOptions({
  queryKey: ['endpoints'],
  queryFn: async (): Promise<Endpoints> => {
    const [resource, server] = await Promise.all([
      wellKnown<{ resource: string }>('oauth-protected-resource/mcp'),
      wellKnown<{ issuer: string; token_endpoint: string }>('oauth-authorization-server')
    ])
    return { mcp: resource.resource, token: server.token_endpoint, issuer: server.issuer }
  },
  staleTime: Infinity
})

async function wellKnown<Metadata>(name: string): Promise<Metadata> {
  const response = await fetch(`/.well-known/${name}`)
  if (!response.ok) throw new Error('The addresses of this server cannot be read. Try again in a moment.')
  return (await response.json()) as Metadata
}
