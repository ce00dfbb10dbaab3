import t from 'tap'
import { extractWWWAuthenticateParams } from '@modelcontextprotocol/sdk/client/auth.js'
import { ISSUER, RESOURCE, testApp, type TestApp } from '../support/app.ts'
import { connect } from '../support/client.ts'

const bearer = (token: string) => ({ authorization: `Bearer ${token}` })
const DPOP = 'DPoP algs="ES256 ES384 EdDSA RS256 PS256 PS384 PS512"'
const METADATA = `${ISSUER}/.well-known/oauth-protected-resource/mcp`

t.test('RS-01, RS-03: without credentials the challenge says where to go, and no error', async (t) => {
  const { app } = await testApp(t)
  const reply = await app.inject('/notes')
  t.equal(reply.statusCode, 401)
  t.equal(
    reply.headers['www-authenticate'],
    `Bearer realm="Notes", scope="notes:read", resource_metadata="${METADATA}", ${DPOP}`
  )
  t.match(
    reply.headers,
    {
      'access-control-allow-origin': '*',
      'access-control-expose-headers': /WWW-Authenticate/,
      'cache-control': 'no-store'
    },
    'RS-09, RS-10'
  )
  t.equal(
    (await app.inject({ url: '/notes', headers: { authorization: 'Basic eDp5' } })).statusCode,
    401,
    'nor with another scheme'
  )
})

t.test('RS-01: a name in another script is challenged all the same', async (t) => {
  const { app } = await testApp(t, { branding: { name: 'Заметки' } })
  t.match(await app.inject('/notes'), {
    statusCode: 401,
    headers: { 'www-authenticate': /^Bearer realm="notes\.example", scope=/ }
  })
})

t.test('RS-02: the MCP SDK reads every parameter of the challenge', async (t) => {
  const { app } = await testApp(t)
  const reply = await app.inject({ url: '/notes', headers: bearer('nonsense') })
  const params = extractWWWAuthenticateParams(
    new Response(null, { status: 401, headers: { 'www-authenticate': String(reply.headers['www-authenticate']) } })
  )
  t.equal(params.resourceMetadataUrl?.href, METADATA)
  t.equal(params.scope, 'notes:read')
  t.equal(params.error, 'invalid_token')
})

async function invalidate(test: TestApp, token: string) {
  return (await test.app.inject({ url: '/notes', headers: bearer(token) })).headers['www-authenticate']
}

t.test('RS-01, RS-06, RS-07: what is no live token of this resource is an invalid token', async (t) => {
  const cases: Record<string, (test: TestApp) => Promise<unknown>> = {
    'an expired token': ({ sql }) => sql`update oauth_access_tokens set expires_at = now() - interval '1 second'`,
    'a token of a revoked grant': ({ sql }) => sql`update oauth_grants set revoked_at = now()`,
    'a token of a disabled client': ({ sql }) => sql`update oauth_clients set disabled_at = now()`,
    'a token of another resource': ({ sql }) => sql`update oauth_grants set resource = ${`${ISSUER}/other`}`,
    'a token of a deleted person': ({ app }) => app.oauth.deleteSubject('anna')
  }
  for (const [name, change] of Object.entries(cases)) {
    const test = await testApp(t)
    const { tokens } = await connect(test)
    t.match(await test.app.inject({ url: '/notes', headers: bearer(tokens.access_token) }), { statusCode: 200 })
    await change(test)
    t.match(await invalidate(test, tokens.access_token), /error="invalid_token"/, name)
  }
  const test = await testApp(t, { isActiveSubject: async (subject) => subject !== 'anna' })
  const { tokens } = await connect(test)
  t.match(await invalidate(test, tokens.access_token), /error="invalid_token"/, 'a token of a disabled person')
  t.match(await invalidate(test, tokens.refresh_token), /error="invalid_token"/, 'a refresh token')
})

t.test('TS-02: a malformed token is refused without a query', async (t) => {
  let queries = 0
  // Audit events are written by themselves, some time later; a new connection asks what types there are.
  const onQuery = (query: string) => void (/oauth_audit_events|pg_type/.test(query) || queries++)
  const test = await testApp(t, {}, { onQuery })
  const { tokens } = await connect(test)
  queries = 0
  const broken = tokens.access_token.slice(0, -1) + (tokens.access_token.endsWith('a') ? 'b' : 'a')
  for (const token of [broken, tokens.refresh_token, 'nonsense']) {
    t.equal((await test.app.inject({ url: '/notes', headers: bearer(token) })).statusCode, 401)
  }
  t.equal(queries, 0)
  await test.app.inject({ url: '/notes', headers: bearer(tokens.access_token) })
  t.equal(queries, 3, 'a good one costs one; its first use, and that its grant is in use, are remembered')
  await test.app.inject({ url: '/notes', headers: bearer(tokens.access_token) })
  t.equal(queries, 4)
})

t.test('RS-05: a token belongs in the header, once, and nowhere else', async (t) => {
  const test = await testApp(t)
  const { tokens } = await connect(test)
  const { access_token: token } = tokens
  for (const headers of [
    { authorization: 'Bearer' },
    { authorization: `Bearer  ${token}` },
    { authorization: `Bearer ${token} x` },
    { authorization: `Bearer ${token},` }
  ]) {
    t.match(await test.app.inject({ url: '/notes', headers }), {
      statusCode: 400,
      headers: { 'www-authenticate': /error="invalid_request"/ }
    })
  }
  t.match(await test.app.inject({ url: `/notes?access_token=${token}`, headers: bearer(token) }), { statusCode: 400 })
  t.match(await test.app.inject({ url: '/notes', headers: { authorization: `bEARER ${token}` } }), { statusCode: 200 })
})

t.test('RS-04: a missing scope is challenged with what is missing beside what is granted', async (t) => {
  const test = await testApp(t)
  const { tokens } = await connect(test, { scope: 'notes:read' })
  const reply = await test.app.inject({ method: 'DELETE', url: '/notes', headers: bearer(tokens.access_token) })
  t.equal(reply.statusCode, 403)
  t.equal(reply.json().error, 'insufficient_scope')
  t.match(reply.headers['www-authenticate'], /error="insufficient_scope"/)
  t.match(reply.headers['www-authenticate'], / scope="notes:read notes:delete notes:write"/)
  t.match(reply.headers['www-authenticate'], `resource_metadata="${METADATA}"`)
})

t.test(
  'RS-11: a route is guarded by a hook or by its configuration; a broad scope includes the narrow one',
  async (t) => {
    const test = await testApp(t)
    const { tokens } = await connect(test, { scope: 'notes:write' })
    const headers = bearer(tokens.access_token)
    t.same((await test.app.inject({ url: '/notes', headers })).json(), { subject: 'anna' })
    t.same((await test.app.inject({ method: 'POST', url: '/notes', headers })).json(), { isMade: true })
    t.equal((await test.app.inject({ method: 'POST', url: '/notes' })).statusCode, 401)
  }
)

t.test('an unknown resource is a mistake of the host', async (t) => {
  const { app } = await testApp(t)
  await t.rejects(app.oauth.authenticate({} as never, `${RESOURCE}/other`), /not among the protected resources/)
})

t.test('RS-09: a page of another origin may ask before it calls, and read the answer', async (t) => {
  const test = await testApp(t)
  const { tokens } = await connect(test)
  const preflight = await test.app.inject({
    method: 'OPTIONS',
    url: '/notes',
    headers: { origin: 'https://inspector.example', 'access-control-request-method': 'POST' }
  })
  t.equal(preflight.statusCode, 204)
  t.match(preflight.headers, {
    'access-control-allow-origin': '*',
    'access-control-allow-methods': 'GET, POST, DELETE, OPTIONS',
    'access-control-allow-headers': /Authorization/
  })
  for (const token of [tokens.access_token, 'nonsense']) {
    const { headers } = await test.app.inject({ url: '/notes', headers: bearer(token) })
    t.equal(headers['access-control-allow-origin'], '*')
    t.notOk('access-control-allow-credentials' in headers)
  }
})
