import { createHash, createPublicKey, randomUUID, verify } from 'node:crypto'
import type { Target } from '../../src/index.ts'

const ORIGIN = 'https://things.example'
const SCOPE = 'things:read things:write'

interface Answer {
  status: number
  headers: Record<string, string>
  /** An object is sent as JSON. */
  body: object | string
}

export interface SmallServerOptions {
  /** Whether it takes client id metadata documents. */
  takesDocuments?: boolean
  /** Spoils an answer on its way: to a path, and whatever else of the request matters. */
  spoil?: (path: string, answer: Answer, request: URLSearchParams) => void
}

interface Client {
  metadata: Record<string, unknown>
  secret?: string
}

interface Authorization {
  query: URLSearchParams
  scope: string
  refreshTokens: Map<string, object>
  accessTokens: Set<string>
}

/**
 * An authorization server and a resource in memory, reached by its own `fetch`: as little as every persona gets along
 * with, and nothing of what a real one has to refuse.
 */
export function smallServer({ takesDocuments = true, spoil }: SmallServerOptions = {}): Target {
  const clients = new Map<string, Client>()
  const documents = new Map<string, unknown>()
  const consents = new Map<string, URLSearchParams>()
  const codes = new Map<string, Authorization>()
  const authorizations: Authorization[] = []
  let expired = new Set<string>()

  const routes: Record<string, (form: URLSearchParams, headers: Headers, body: string) => Answer> = {
    '/mcp': (_form, headers) => {
      const token = headers.get('authorization')?.slice('Bearer '.length)
      const isLive = authorizations.some(({ accessTokens }) => token !== undefined && accessTokens.has(token))
      if (isLive && !expired.has(token ?? '')) return json({ result: {} })
      const metadata = `${ORIGIN}/.well-known/oauth-protected-resource/mcp`
      const challenge = `Bearer resource_metadata="${metadata}", scope="${SCOPE}"`
      return { ...json({ error: 'unauthorized' }, 401), headers: { ...cors, 'www-authenticate': challenge } }
    },
    '/.well-known/oauth-protected-resource': () => json(resourceMetadata()),
    '/.well-known/oauth-protected-resource/mcp': () => json(resourceMetadata()),
    '/.well-known/oauth-authorization-server': () => json(serverMetadata(takesDocuments)),
    '/.well-known/openid-configuration': () => json(serverMetadata(takesDocuments)),
    '/register': (_form, _headers, body) => {
      const metadata = JSON.parse(body) as Record<string, unknown>
      const clientId = randomUUID()
      const method = metadata.token_endpoint_auth_method ?? 'none'
      const secret = method === 'none' ? undefined : randomUUID()
      clients.set(clientId, { metadata, ...(secret && { secret }) })
      return json(
        {
          redirect_uris: metadata.redirect_uris,
          grant_types: metadata.grant_types,
          token_endpoint_auth_method: method,
          client_id: clientId,
          ...(secret && { client_secret: secret, client_secret_expires_at: 0 })
        },
        201
      )
    },
    '/authorize': (query, headers) => {
      const clientId = query.get('client_id') ?? ''
      const client = clients.get(clientId) ?? { metadata: documents.get(clientId) as Record<string, unknown> }
      const redirectUris = client.metadata.redirect_uris as string[]
      const isKnown = redirectUris.some((uri) => withoutPort(uri) === withoutPort(query.get('redirect_uri') ?? ''))
      if (!isKnown) return page('unknown redirect', 400)
      if (headers.get('cookie') !== 'user=anna') {
        return redirect(`/login?return_to=${encodeURIComponent(`/authorize?${query}`)}`)
      }
      const id = randomUUID()
      consents.set(id, query)
      return page(`<form method="post" action="/consent"><input type="hidden" name="id" value="${id}">
<button name="decision" value="approve">Approve</button></form>`)
    },
    '/login': () => page('<form><input name="password"></form>'),
    '/login/now': () => ({ ...json({}), headers: { 'set-cookie': 'user=anna; Path=/; HttpOnly; SameSite=Lax' } }),
    '/consent': (form) => {
      const query = consents.get(form.get('id') ?? '') ?? new URLSearchParams()
      const code = randomUUID()
      codes.set(code, newAuthorization(query, (query.get('scope') ?? SCOPE).replace(' offline_access', '')))
      const parameters = new URLSearchParams({ code, state: query.get('state') ?? '', iss: ORIGIN })
      return redirect(`${query.get('redirect_uri')}?${parameters}`)
    },
    '/token': (form, headers) => {
      authenticate(form, headers)
      const grantType = form.get('grant_type')
      if (grantType === 'client_credentials') return json(issue(newAuthorization(new URLSearchParams(), SCOPE)))
      if (grantType === 'authorization_code') {
        const authorization = codes.get(form.get('code') ?? '')
        const challenge = createHash('sha256')
          .update(form.get('code_verifier') ?? '')
          .digest('base64url')
        if (!authorization || authorization.query.get('code_challenge') !== challenge) return refusal()
        return json(issue(authorization))
      }
      const presented = form.get('refresh_token') ?? ''
      const authorization = authorizations.find(({ refreshTokens }) => refreshTokens.has(presented))
      if (!authorization) return refusal()
      const answer = { ...authorization.refreshTokens.get(presented), ...issue(authorization, presented) }
      return json(answer)
    },
    '/revoke': (form) => {
      const token = form.get('token') ?? ''
      const authorization = authorizations.find((one) => one.refreshTokens.has(token) || one.accessTokens.has(token))
      authorization?.refreshTokens.clear()
      authorization?.accessTokens.clear()
      return json({})
    }
  }

  function newAuthorization(query: URLSearchParams, scope: string): Authorization {
    const authorization = { query, scope, refreshTokens: new Map(), accessTokens: new Set<string>() }
    authorizations.push(authorization)
    return authorization
  }

  /** Tokens; for a refresh token that was presented before, the ones it has bought already. */
  function issue({ query, scope, refreshTokens, accessTokens }: Authorization, presented?: string): object {
    const known = presented === undefined ? undefined : refreshTokens.get(presented)
    if (known && 'access_token' in known && !expired.has(String(known.access_token))) return known
    const accessToken = `thing_${randomUUID()}`
    const refreshToken = randomUUID()
    const isMachine = query.size === 0
    const tokens = {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: 3600,
      scope,
      ...(!isMachine && { refresh_token: refreshToken })
    }
    accessTokens.add(accessToken)
    refreshTokens.set(refreshToken, {})
    if (presented !== undefined) refreshTokens.set(presented, tokens)
    return tokens
  }

  function authenticate(form: URLSearchParams, headers: Headers): void {
    const assertion = form.get('client_assertion')
    if (assertion !== null) {
      verifyAssertion(assertion, documents)
      return
    }
    const [, credentials = ''] = headers.get('authorization')?.split(' ') ?? []
    const [id = form.get('client_id'), secret = form.get('client_secret')] =
      credentials === '' ? [] : Buffer.from(credentials, 'base64').toString().split(':')
    const expected = clients.get(id ?? '')?.secret
    if ((expected ?? null) !== secret) throw new Error('wrong client secret')
  }

  return {
    resource: new URL(`${ORIGIN}/mcp`),
    tokenPrefix: 'thing_',
    async signIn(browser, at) {
      await browser.fetch('/login/now', { method: 'POST' })
      return new URL(at.searchParams.get('return_to') ?? '', ORIGIN)
    },
    async probe(accessToken) {
      const headers = new Headers({ authorization: `Bearer ${accessToken}` })
      return routes['/mcp']?.(new URLSearchParams(), headers, '').status ?? 0
    },
    async expireAccessTokens() {
      expired = new Set(authorizations.flatMap(({ accessTokens }) => [...accessTokens]))
    },
    async createMachineClient({ jwks }) {
      const clientId = randomUUID()
      const secret = randomUUID()
      if (jwks) documents.set(`${clientId} keys`, jwks)
      else clients.set(clientId, { metadata: {}, secret })
      return { clientId, ...(!jwks && { clientSecret: secret }) }
    },
    ...(takesDocuments && {
      async publish(url: string, document: unknown) {
        documents.set(url, document)
      }
    }),
    async fetch(input, init = {}) {
      const url = new URL(input instanceof Request ? input.url : input)
      const body = typeof init.body === 'string' ? init.body : ''
      const form = init.method === 'POST' ? new URLSearchParams(body) : url.searchParams
      const answer =
        init.method === 'OPTIONS'
          ? { status: 204, headers: { ...cors }, body: '' }
          : (routes[url.pathname]?.(form, new Headers(init.headers), body) ?? json({ error: 'not_found' }, 404))
      spoil?.(init.method === 'OPTIONS' ? `OPTIONS ${url.pathname}` : url.pathname, answer, form)
      const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body)
      return new Response(answer.status === 204 ? null : text, answer)
    }
  }
}

const cors = {
  'access-control-allow-origin': '*',
  'access-control-allow-headers': 'authorization, content-type, mcp-protocol-version',
  'access-control-expose-headers': 'WWW-Authenticate'
}

function resourceMetadata(): object {
  return { resource: `${ORIGIN}/mcp`, authorization_servers: [ORIGIN], scopes_supported: SCOPE.split(' ') }
}

function serverMetadata(takesDocuments: boolean): object {
  return {
    issuer: ORIGIN,
    authorization_endpoint: `${ORIGIN}/authorize`,
    token_endpoint: `${ORIGIN}/token`,
    registration_endpoint: `${ORIGIN}/register`,
    revocation_endpoint: `${ORIGIN}/revoke`,
    jwks_uri: `${ORIGIN}/jwks`,
    response_types_supported: ['code'],
    grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt'],
    scopes_supported: SCOPE.split(' '),
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    authorization_response_iss_parameter_supported: true,
    ...(takesDocuments && { client_id_metadata_document_supported: true })
  }
}

function json(body: object, status = 200): Answer {
  return { status, headers: { ...cors, 'content-type': 'application/json', 'cache-control': 'no-store' }, body }
}

function page(body: string, status = 200): Answer {
  return { status, headers: { 'content-type': 'text/html', 'cache-control': 'no-store' }, body }
}

function redirect(location: string): Answer {
  return { status: 303, headers: { location, 'cache-control': 'no-store' }, body: '' }
}

function refusal(): Answer {
  return json({ error: 'invalid_grant' }, 400)
}

function withoutPort(uri: string): string {
  return uri.replace(/^(http:\/\/[^:/]+):\d+/, '$1')
}

function verifyAssertion(assertion: string, documents: Map<string, unknown>): void {
  const [header = '', claims = '', signature = ''] = assertion.split('.')
  const { sub, aud } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string; aud: string }
  const document = documents.get(sub) as { jwks_uri: string } | undefined
  const jwks = documents.get(document?.jwks_uri ?? `${sub} keys`) as { keys: [Record<string, string>] }
  const key = createPublicKey({ key: jwks.keys[0], format: 'jwk' })
  const isSigned = verify('sha256', Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url'))
  if (!isSigned || aud !== (document ? `${ORIGIN}/token` : ORIGIN)) throw new Error('wrong client assertion')
}
