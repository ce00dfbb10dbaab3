import t from 'tap'
import { testApp } from '../support/app.ts'
import { authorizationQuery, pkce, register, REDIRECT_URI } from '../support/client.ts'

t.test('AS-91, AS-93, AS-95: a public client registers and is told exactly what it got', async (t) => {
  const { app } = await testApp(t)
  const reply = await app.inject({
    method: 'POST',
    url: '/oauth/register',
    payload: {
      client_name: 'Assistant',
      redirect_uris: ['http://127.0.0.1:1234/callback'],
      scope: 'notes:read',
      client_uri: '',
      logo_uri: null,
      id_token_signed_response_alg: 'RS256',
      unheard_of: true
    }
  })
  t.equal(reply.statusCode, 201)
  t.equal(reply.headers['cache-control'], 'no-store')
  t.equal(reply.headers['access-control-allow-origin'], '*')
  const { client_id: clientId, client_id_issued_at: issuedAt, ...rest } = reply.json()
  t.match(clientId, /^ntcl_[0-9A-Za-z]{22}$/)
  t.ok(Math.abs(issuedAt - Date.now() / 1000) < 60)
  t.same(rest, {
    client_name: 'Assistant',
    redirect_uris: ['http://127.0.0.1:1234/callback'],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
    application_type: 'native',
    scope: 'notes:read'
  })
})

t.test('AS-93, TS-04: a confidential client gets a secret once; only its digest is kept', async (t) => {
  const { app, sql, logged } = await testApp(t)
  const reply = await app.inject({ method: 'POST', url: '/oauth/register', payload: { redirect_uris: [REDIRECT_URI] } })
  const {
    client_secret: secret,
    client_secret_expires_at: expiresAt,
    token_endpoint_auth_method: method
  } = reply.json()
  t.match(secret, /^ntcs_[0-9A-Za-z]{49}$/)
  t.equal(expiresAt, 0)
  t.equal(method, 'client_secret_basic')
  const rows = await sql`select * from oauth_client_secrets`
  t.equal(rows.length, 1)
  t.notMatch(JSON.stringify(rows), secret)
  t.notMatch(logged(), secret)
})

const refused = [
  { name: 'no redirect URIs', payload: { client_name: 'x' }, error: 'invalid_redirect_uri' },
  { name: 'redirect URIs that are no list', payload: { redirect_uris: REDIRECT_URI }, error: 'invalid_redirect_uri' },
  {
    name: 'eleven redirect URIs',
    payload: { redirect_uris: Array.from({ length: 11 }, (_, i) => `${REDIRECT_URI}${i}`) },
    error: 'invalid_redirect_uri'
  },
  { name: 'a bad redirect URI', payload: { redirect_uris: ['http://a.example/'] }, error: 'invalid_redirect_uri' },
  {
    name: 'a name that is no text',
    payload: { redirect_uris: [REDIRECT_URI], client_name: 1 },
    error: 'invalid_client_metadata'
  },
  { name: 'a list', payload: [], error: 'invalid_client_metadata' }
]

for (const { name, payload, error } of refused) {
  t.test(`AS-94: refuses ${name}`, async (t) => {
    const { app, sql } = await testApp(t)
    const reply = await app.inject({ method: 'POST', url: '/oauth/register', payload })
    t.equal(reply.statusCode, 400)
    t.equal(reply.json().error, error)
    t.equal(reply.headers['cache-control'], 'no-store')
    t.same([...(await sql`select count(*)::int as clients from oauth_clients`)], [{ clients: 0 }])
  })
}

t.test('AS-91: bodies that are no JSON or too large are refused as such', async (t) => {
  const { app } = await testApp(t)
  const form = await app.inject({
    method: 'POST',
    url: '/oauth/register',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: 'a=b'
  })
  t.equal(form.statusCode, 400)
  t.equal(form.json().error, 'invalid_client_metadata')
  const broken = await app.inject({
    method: 'POST',
    url: '/oauth/register',
    headers: { 'content-type': 'application/json' },
    payload: '{'
  })
  t.equal(broken.json().error, 'invalid_client_metadata')
  const large = await app.inject({
    method: 'POST',
    url: '/oauth/register',
    payload: { redirect_uris: [REDIRECT_URI], software_statement: 'x'.repeat(17000) }
  })
  t.equal(large.statusCode, 413)
  const get = await app.inject({ method: 'GET', url: '/oauth/register' })
  t.equal(get.statusCode, 405)
  t.equal(get.headers.allow, 'POST, OPTIONS')
})

t.test('AS-91: registration may need an initial access token', async (t) => {
  const { app } = await testApp(t, {
    registration: { verifyInitialAccessToken: async (token) => token === 'let-me-in' }
  })
  const attempt = (headers: Record<string, string>) =>
    app.inject({ method: 'POST', url: '/oauth/register', headers, payload: { redirect_uris: [REDIRECT_URI] } })
  t.match(await attempt({}), { statusCode: 401, headers: { 'www-authenticate': /^Bearer/ } })
  t.match(await attempt({ authorization: 'Bearer wrong' }), { statusCode: 401 })
  t.match(await attempt({ authorization: 'Bearer let-me-in' }), { statusCode: 201 })
})

t.test('AS-92: whatever was registered authorizes', async (t) => {
  const test = await testApp(t)
  const uris = [
    'http://localhost:8787/callback',
    'https://www.cursor.com/agents/mcp/oauth/callback',
    'cursor://anysphere.cursor-mcp/oauth/callback'
  ]
  const { client_id: clientId } = await register(test, { client_name: 'Cursor', redirect_uris: uris })
  for (const uri of uris) {
    const reply = await test.app.inject(authorizationQuery(clientId, pkce().challenge, { redirect_uri: uri }))
    t.match(reply.headers.location, /^\/oauth\/consent\//, uri)
  }
})

t.test('AS-92: what no database keeps is left out of what a client says of itself', async (t) => {
  const { app } = await testApp(t)
  const payload = {
    client_name: 'Half \ud83d of it',
    redirect_uris: [REDIRECT_URI],
    scope: 'notes:read a\u0000b \ud83d',
    contacts: ['me\u0000@client.example'],
    software_id: 'half \ud83d'
  }
  const reply = await app.inject({ method: 'POST', url: '/oauth/register', payload })
  t.match(reply, { statusCode: 201 })
  t.match(reply.json(), {
    client_name: 'Half of it',
    scope: 'notes:read',
    contacts: ['me@client.example'],
    software_id: 'half '
  })
})
