import t from 'tap'
import { ISSUER, RESOURCE, testApp } from '../support/app.ts'

t.test('AS-03, AS-04, AS-05, AS-18: one document at every place clients look', async (t) => {
  const { app } = await testApp(t)
  const documents = await Promise.all(
    [
      '/.well-known/oauth-authorization-server',
      '/.well-known/oauth-authorization-server/mcp',
      '/.well-known/openid-configuration',
      '/.well-known/openid-configuration/mcp',
      '/mcp/.well-known/openid-configuration',
      '/mcp/.well-known/oauth-authorization-server'
    ].map((url) =>
      app.inject({
        url,
        headers: { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' }
      })
    )
  )
  for (const reply of documents) {
    t.equal(reply.statusCode, 200)
    t.match(reply.headers['content-type'], /^application\/json/)
    t.same(reply.json(), documents[0]?.json(), 'the same document')
    t.equal(reply.headers['access-control-allow-origin'], '*')
  }
})

t.test('AS-02, AS-07, AS-08, AS-09: the metadata says what is there', async (t) => {
  const { app } = await testApp(t)
  const metadata = (await app.inject('/.well-known/oauth-authorization-server')).json()
  t.match(metadata, {
    issuer: ISSUER,
    authorization_endpoint: `${ISSUER}/oauth/authorize`,
    token_endpoint: `${ISSUER}/oauth/token`,
    registration_endpoint: `${ISSUER}/oauth/register`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none', 'client_secret_basic', 'client_secret_post'],
    scopes_supported: ['notes:read', 'notes:write', 'notes:delete'],
    authorization_response_iss_parameter_supported: true,
    protected_resources: [RESOURCE],
    subject_types_supported: ['public']
  })
  for (const [name, value] of Object.entries(metadata)) {
    t.not(value, null, `${name} is not null`)
    if (Array.isArray(value)) t.not(value.length, 0, `${name} is not empty`)
    if (name.endsWith('_endpoint') || name.endsWith('_uri')) t.match(value, /^https:\/\//, `${name} is absolute`)
  }
  t.same((await app.inject('/oauth/jwks')).json(), { keys: [] })
})

t.test('AS-03: an issuer with a path has its document where the path is inserted', async (t) => {
  const { app } = await testApp(t, { issuer: `${ISSUER}/tenant`, resources: [`${ISSUER}/tenant/mcp`] })
  const reply = await app.inject('/.well-known/oauth-authorization-server/tenant')
  t.match(reply.json(), { issuer: `${ISSUER}/tenant`, token_endpoint: `${ISSUER}/tenant/oauth/token` })
  t.equal((await app.inject({ method: 'POST', url: '/tenant/oauth/token' })).statusCode, 400, 'the endpoint is there')
})

t.test('AS-10, AS-12: protected resource metadata at the path and at the root', async (t) => {
  const { app } = await testApp(t)
  const atPath = await app.inject('/.well-known/oauth-protected-resource/mcp')
  t.same(atPath.json(), {
    resource: RESOURCE,
    authorization_servers: [ISSUER],
    bearer_methods_supported: ['header'],
    scopes_supported: ['notes:read'],
    dpop_signing_alg_values_supported: ['ES256', 'ES384', 'EdDSA', 'RS256', 'PS256', 'PS384', 'PS512'],
    resource_name: 'Notes'
  })
  t.same((await app.inject('/.well-known/oauth-protected-resource')).json(), atPath.json())
  t.same((await app.inject('/mcp/.well-known/oauth-protected-resource')).json(), atPath.json(), 'AS-18')
})

t.test('AS-11: with two resources each has its own document and the root has none', async (t) => {
  const { app } = await testApp(t, { resources: [RESOURCE, `${ISSUER}/files`] })
  t.equal((await app.inject('/.well-known/oauth-protected-resource/mcp')).json().resource, RESOURCE)
  t.equal((await app.inject('/.well-known/oauth-protected-resource/files')).json().resource, `${ISSUER}/files`)
  t.equal((await app.inject('/.well-known/oauth-protected-resource')).statusCode, 404)
})

t.test('AS-06: everything else is a JSON 404 that other origins may read', async (t) => {
  const { app } = await testApp(t)
  for (const url of [
    '/.well-known/nothing',
    '/.well-known/oauth-authorization-server/other',
    '/.well-known/a/b/c',
    '/oauth/nothing',
    '/oauth/a/b'
  ]) {
    for (const accept of ['text/html', 'application/json']) {
      const reply = await app.inject({ url, headers: { accept } })
      t.equal(reply.statusCode, 404, url)
      t.match(reply.headers['content-type'], /^application\/json/)
      t.equal(reply.headers['access-control-allow-origin'], '*')
    }
  }
})

t.test('AS-14, AS-15: preflights pass without authentication, except where people sign in', async (t) => {
  const { app } = await testApp(t)
  const preflight = (url: string, method: string) =>
    app.inject({
      method: 'OPTIONS',
      url,
      headers: {
        origin: 'https://inspector.example',
        'access-control-request-method': method,
        'access-control-request-headers': 'mcp-protocol-version'
      }
    })
  for (const [url, method] of [
    ['/.well-known/oauth-authorization-server', 'GET'],
    ['/.well-known/oauth-protected-resource/mcp', 'GET'],
    ['/oauth/token', 'POST'],
    ['/oauth/register', 'POST']
  ] as const) {
    const reply = await preflight(url, method)
    t.equal(reply.statusCode, 204, url)
    t.equal(reply.headers['access-control-allow-origin'], '*')
    t.match(reply.headers['access-control-allow-methods'], method)
    t.match(reply.headers['access-control-allow-headers'], /Authorization.*MCP-Protocol-Version.*DPoP/)
    t.match(reply.headers['access-control-expose-headers'], /WWW-Authenticate/)
    t.equal(reply.headers['access-control-allow-credentials'], undefined)
    t.ok(Number(reply.headers['access-control-max-age']) >= 600)
  }
  for (const [url, method] of [
    ['/oauth/authorize', 'GET'],
    ['/oauth/consent', 'POST']
  ] as const) {
    const reply = await app.inject({ method, url, headers: { origin: 'https://evil.example' } })
    t.equal(reply.headers['access-control-allow-origin'], undefined, url)
  }
})

t.test('AS-91: registration that is off is neither there nor advertised', async (t) => {
  const { app } = await testApp(t, { registration: 'off' })
  t.equal((await app.inject('/.well-known/oauth-authorization-server')).json().registration_endpoint, undefined)
  t.equal((await app.inject({ method: 'POST', url: '/oauth/register', payload: {} })).statusCode, 404)
})

t.test('AS-16: documents are kept for minutes, and asking again costs nothing', async (t) => {
  const { app } = await testApp(t)
  for (const url of [
    '/.well-known/oauth-authorization-server',
    '/.well-known/oauth-protected-resource',
    '/oauth/jwks'
  ]) {
    const { headers, body } = await app.inject(url)
    t.match(headers, { 'cache-control': 'public, max-age=300', etag: /^"[\w-]+"$/ })
    const etag = String(headers.etag)
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, '*']) {
      const again = await app.inject({ url, headers: { 'if-none-match': known } })
      t.equal(again.statusCode, 304)
      t.equal(again.body, '')
    }
    t.equal((await app.inject({ url, headers: { 'if-none-match': '"other"' } })).body, body)
    t.equal((await app.inject({ method: 'HEAD', url })).statusCode, 200)
  }
})
