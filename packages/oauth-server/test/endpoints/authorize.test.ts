import t from 'tap'
import { ISSUER, testApp } from '../support/app.ts'
import { authorizationQuery, pkce, register, REDIRECT_URI } from '../support/client.ts'

const { challenge } = pkce()

t.test('AS-20, AS-39: a good request becomes an interaction; the browser carries only its id', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await register(test)
  const reply = await test.app.inject(authorizationQuery(clientId, challenge))
  t.equal(reply.statusCode, 303)
  t.match(reply.headers.location, /^\/oauth\/consent\/[0-9A-Za-z]{43}$/)
  t.match(reply.headers, {
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff'
  })
  t.match(
    reply.headers['set-cookie'],
    /^__Host-nt_interaction=[0-9A-Za-z]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/
  )
})

t.test('AS-20: the request may come as a form', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await register(test)
  const form = authorizationQuery(clientId, challenge).split('?')[1] ?? ''
  const reply = await test.app.inject({
    method: 'POST',
    url: '/oauth/authorize',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: form
  })
  t.match(reply.headers.location, /^\/oauth\/consent\//)
})

const shown: { name: string; changes?: Record<string, string | undefined>; suffix?: string; says: RegExp }[] = [
  { name: 'no client_id', changes: { client_id: undefined }, says: /client_id is missing/ },
  { name: 'an unknown client', changes: { client_id: 'ntcl_nobody' }, says: /not registered here/ },
  { name: 'a client_id no database takes', changes: { client_id: 'x\u0000y' }, says: /not registered here/ },
  { name: 'client_id twice', suffix: '&client_id=other', says: /client_id was sent more than once/ },
  {
    name: 'redirect_uri twice',
    suffix: '&redirect_uri=https://evil.example',
    says: /redirect_uri was sent more than once/
  },
  {
    name: 'a forged redirect URI',
    changes: { redirect_uri: 'https://evil.example/cb' },
    says: /unknown address[\s\S]*evil\.example[\s\S]*client\.example/
  },
  {
    name: 'a redirect URI with markup',
    changes: { redirect_uri: 'https://x.example/"><script>' },
    says: /&#34;&#62;&#60;script&#62;/
  }
]

for (const { name, changes, suffix = '', says } of shown) {
  t.test(`AS-21, AS-22: ${name} is shown to the person and redirects nowhere`, async (t) => {
    const test = await testApp(t)
    const { client_id: clientId } = await register(test)
    const reply = await test.app.inject(authorizationQuery(clientId, challenge, changes) + suffix)
    t.equal(reply.statusCode, 400)
    t.equal(reply.headers.location, undefined)
    t.match(reply.headers['content-type'], /^text\/html/)
    t.match(reply.headers['cache-control'], 'no-store')
    t.match(reply.body, says)
    t.notMatch(reply.body, '<script')
  })
}

t.test('AS-50: a script gets the same as JSON', async (t) => {
  const { app } = await testApp(t)
  const reply = await app.inject({ url: '/oauth/authorize?client_id=nobody', headers: { accept: 'application/json' } })
  t.equal(reply.statusCode, 400)
  t.match(reply.json(), { error: 'invalid_client', error_description: /not registered/ })
})

const spoken = [
  { acceptLanguage: 'de-AT,de;q=0.9,en;q=0.5', language: 'de', says: /Diese Verbindung kann nicht/ },
  { acceptLanguage: 'fr', language: 'fr', says: /Cette connexion ne peut pas/ },
  { acceptLanguage: 'ja, es-MX;q=0.4', language: 'es', says: /No se puede establecer/ },
  { acceptLanguage: 'en;q=0.1, de;q=0', language: 'en', says: /This connection cannot be made/ },
  { acceptLanguage: 'tlh', language: 'en', says: /This connection cannot be made/ },
  { acceptLanguage: ';;;,"<script>', language: 'en', says: /This connection cannot be made/ }
]

for (const { acceptLanguage, language, says } of spoken) {
  t.test(`AS-50: who accepts ${acceptLanguage} reads the error in ${language}`, async (t) => {
    const { app } = await testApp(t)
    const reply = await app.inject({
      url: '/oauth/authorize?client_id=nobody',
      headers: { 'accept-language': acceptLanguage }
    })
    t.match(reply.body, says)
    t.match(reply.body, `<html lang="${language}">`)
    t.match(reply.body, /not registered here/, 'the reason itself is there in any language')
    t.match(reply.headers, { 'content-language': language, vary: /Accept-Language/ })
  })
}

t.test(
  'AS-50: the page of a wrong redirect URI and programs’ words stay what they are in every language',
  async (t) => {
    const test = await testApp(t)
    const { client_id: clientId } = await register(test)
    const url = authorizationQuery(clientId, challenge, { redirect_uri: 'https://evil.example/cb' })
    const german = await test.app.inject({ url, headers: { 'accept-language': 'de' } })
    t.match(german.body, /Übermittelte Adresse[\s\S]*evil\.example[\s\S]*Registrierte Adressen[\s\S]*client\.example/)
    const json = await test.app.inject({ url, headers: { 'accept-language': 'de', accept: 'application/json' } })
    t.match(json.json(), { error_description: /not one it has registered/ })
  }
)

t.test('AS-50: a host decides which languages its pages speak', async (t) => {
  const { app } = await testApp(t, { languages: ['fr', 'de'] })
  const page = async (acceptLanguage: string) =>
    (await app.inject({ url: '/oauth/authorize?client_id=nobody', headers: { 'accept-language': acceptLanguage } }))
      .body
  t.match(await page('es'), /Cette connexion/)
  t.match(await page('de'), /Diese Verbindung/)
})

t.test('AS-59: redirect_uri may be left out where only one is registered', async (t) => {
  const test = await testApp(t)
  const one = await register(test)
  t.match(
    (await test.app.inject(authorizationQuery(one.client_id, challenge, { redirect_uri: undefined }))).headers.location,
    /^\/oauth\/consent\//
  )
  const two = await register(test, { redirect_uris: [REDIRECT_URI, `${REDIRECT_URI}2`] })
  const reply = await test.app.inject(authorizationQuery(two.client_id, challenge, { redirect_uri: undefined }))
  t.equal(reply.statusCode, 400)
})

const redirected: { name: string; changes?: Record<string, string | undefined>; suffix?: string; error: string }[] = [
  { name: 'a repeated scope parameter', suffix: '&scope=x', error: 'invalid_request' },
  { name: 'no response_type', changes: { response_type: undefined }, error: 'invalid_request' },
  { name: 'the implicit flow', changes: { response_type: 'token' }, error: 'unsupported_response_type' },
  { name: 'a fragment answer', changes: { response_mode: 'fragment' }, error: 'invalid_request' },
  { name: 'a request object', changes: { request: 'eyJ' }, error: 'request_not_supported' },
  { name: 'a request URI', changes: { request_uri: 'urn:x' }, error: 'request_uri_not_supported' },
  { name: 'no code challenge', changes: { code_challenge: undefined }, error: 'invalid_request' },
  { name: 'an empty code challenge', changes: { code_challenge: '' }, error: 'invalid_request' },
  { name: 'a plain code challenge', changes: { code_challenge_method: 'plain' }, error: 'invalid_request' },
  {
    name: 'no challenge method, which means plain',
    changes: { code_challenge_method: undefined },
    error: 'invalid_request'
  },
  { name: 'a challenge of 42 characters', changes: { code_challenge: challenge.slice(1) }, error: 'invalid_request' },
  { name: 'a challenge of 44 characters', changes: { code_challenge: `${challenge}A` }, error: 'invalid_request' },
  { name: 'a padded challenge', changes: { code_challenge: `${challenge.slice(1)}=` }, error: 'invalid_request' },
  { name: 'an unknown resource', changes: { resource: 'https://other.example/mcp' }, error: 'invalid_target' },
  { name: 'two resources', suffix: `&resource=${ISSUER}/mcp&resource=https://other.example`, error: 'invalid_target' },
  { name: 'only unknown scopes', changes: { scope: 'openid offline_access nonsense' }, error: 'invalid_scope' },
  { name: 'a page where none may be shown', changes: { prompt: 'none' }, error: 'login_required' }
]

for (const { name, changes, suffix = '', error } of redirected) {
  t.test(`AS-21..AS-24, AS-30, AS-32, AS-35: ${name} goes back as ${error}, with state and iss`, async (t) => {
    const test = await testApp(t)
    const { client_id: clientId } = await register(test)
    const reply = await test.app.inject(authorizationQuery(clientId, challenge, changes) + suffix)
    t.equal(reply.statusCode, 303)
    const location = new URL(String(reply.headers.location))
    t.equal(location.origin + location.pathname, REDIRECT_URI)
    t.match(Object.fromEntries(location.searchParams), { error, state: 'xyz', iss: ISSUER })
    t.equal((await test.sql`select 1 from oauth_interactions`).length, 0)
  })
}

t.test('AS-21: a client that may not use codes hears so', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await register(test)
  await test.sql`update oauth_clients set grant_types = array['refresh_token']`
  const reply = await test.app.inject(authorizationQuery(clientId, challenge))
  t.equal(new URL(String(reply.headers.location)).searchParams.get('error'), 'unauthorized_client')
})

t.test('AS-29: a state that cannot be echoed exactly is refused, not altered', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await register(test)
  for (const state of ['x'.repeat(2049), 'a\u0000b', 'a\nb']) {
    const reply = await test.app.inject(authorizationQuery(clientId, challenge, { state }))
    const answer = new URL(String(reply.headers.location)).searchParams
    t.equal(answer.get('error'), 'invalid_request')
    t.equal(answer.has('state'), false)
  }
})

t.test('AS-31: an answer is added to the query a redirect URI has', async (t) => {
  const test = await testApp(t)
  const uri = 'cursor://a/b?x=1&y=%20'
  const { client_id: clientId } = await register(test, { redirect_uris: [uri] })
  const reply = await test.app.inject(authorizationQuery(clientId, challenge, { redirect_uri: uri, scope: 'nonsense' }))
  t.match(reply.headers.location, /^cursor:\/\/a\/b\?x=1&y=%20&error=invalid_scope&/)
})

t.test('AS-57: trouble of our own goes back as temporarily_unavailable', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await register(test)
  await test.sql`alter table oauth_interactions rename to out_of_reach`
  const reply = await test.app.inject(authorizationQuery(clientId, challenge, { state: 'a-secret-state' }))
  t.equal(new URL(String(reply.headers.location)).searchParams.get('error'), 'temporarily_unavailable')
  t.match(test.logged(), 'relation \\"oauth_interactions\\" does not exist', 'the log says why')
  t.notMatch(test.logged(), 'a-secret-state', 'AS-139: and with what values is nobody’s business')
  t.notMatch(test.logged(), challenge)
})

t.test('AS-139: no parameter of the request reaches the log', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await register(test)
  await test.app.inject(authorizationQuery(clientId, challenge, { state: 'a-secret-state' }))
  t.match(test.logged(), 'GET /oauth/authorize')
  t.notMatch(test.logged(), 'a-secret-state')
  t.notMatch(test.logged(), challenge)
})
