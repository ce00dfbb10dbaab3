import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import t, { type Test } from 'tap'
import type { OAuthServerOptions } from '../../src/index.ts'
import { ISSUER, testApp, type TestApp } from '../support/app.ts'
import { authorizationQuery, clientWithCode, decide, openConsent, pkce, postToken } from '../support/client.ts'
import { createTestAuthority, startWebHost } from '@trek/test-web-host'

const URL_OF_DOCUMENT = 'https://assistant.test/client.json'
const LOOPBACK = 'http://127.0.0.1/callback'
const ON_ITS_HOST = 'https://assistant.test/callback'
const { challenge } = pkce()

type Answer = { status?: number; headers?: Record<string, string>; body: unknown }

const good = {
  client_id: URL_OF_DOCUMENT,
  client_name: 'Assistant',
  redirect_uris: [LOOPBACK, ON_ITS_HOST, 'https://elsewhere.test/callback']
}

/** Somebody's web host with documents on it, and an authorization server that can reach nothing else. */
async function withDocuments(t: Test, documents: Record<string, Answer>, options: Partial<OAuthServerOptions> = {}) {
  const authority = await createTestAuthority()
  const host = await startWebHost(t, await authority.issue('assistant.test'), authority.ca, (request, reply) => {
    const { status = 200, headers = {}, body } = documents[request.url ?? ''] ?? { status: 404, body: {} }
    reply.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
  })
  const test = await testApp(t, { clientDocuments: host.options, ...options })
  const start = (changes: Record<string, string | undefined> = {}, clientId = URL_OF_DOCUMENT) =>
    test.browser().get(authorizationQuery(clientId, challenge, { redirect_uri: LOOPBACK, ...changes }))
  return { test, host, start }
}

const known = (redirectUri = LOOPBACK) => ({
  changes: { redirect_uri: redirectUri },
  client: { clientId: URL_OF_DOCUMENT }
})

/** From the authorization request to tokens, for the client of the document. */
async function connectDocument(test: TestApp, redirectUri = LOOPBACK) {
  const { changes, client } = known(redirectUri)
  const { exchange } = await clientWithCode(test, changes, client)
  return postToken(test, { ...exchange, redirect_uri: redirectUri })
}

t.test('AS-102, AS-107: a client that nobody registered connects by its document', async (t) => {
  const { test, host } = await withDocuments(t, { '/client.json': { body: good } })
  const metadata = (await test.app.inject('/.well-known/oauth-authorization-server')).json()
  t.equal(metadata.client_id_metadata_document_supported, true)
  const reply = await connectDocument(test, 'http://127.0.0.1:49152/callback')
  t.equal(reply.statusCode, 200, 'on any port, though the document names none')
  const { access_token: token, refresh_token: refreshToken } = reply.json()
  t.equal((await test.app.inject({ url: '/notes', headers: { authorization: `Bearer ${token}` } })).statusCode, 200)
  const refresh = { grant_type: 'refresh_token', client_id: URL_OF_DOCUMENT, refresh_token: refreshToken }
  t.equal((await postToken(test, refresh)).statusCode, 200)
  t.same(host.hits, ['/client.json'], 'AS-108: fetched once')
})

t.test('AS-43, AS-107: the page says whose document it is, and whether the answer goes there', async (t) => {
  const { test } = await withDocuments(t, { '/client.json': { body: good } })
  const pageFor = async (redirectUri: string) =>
    (await openConsent(test.browser(), authorizationQuery(URL_OF_DOCUMENT, challenge, { redirect_uri: redirectUri })))
      .page.body
  t.match(await pageFor(ON_ITS_HOST), 'Verified: assistant.test')
  t.match(await pageFor('https://elsewhere.test/callback'), 'Unverified; says it belongs to assistant.test')
  t.match(await pageFor(LOOPBACK), 'Unverified; says it belongs to assistant.test')
})

t.test('AS-105, AS-107: whatever is wrong with a document, the page is the same', async (t) => {
  const wrong: Record<string, Answer> = {
    '/missing': { status: 404, body: {} },
    '/moved': { status: 302, headers: { location: '/client.json' }, body: {} },
    '/text': { headers: { 'content-type': 'text/html' }, body: {} },
    '/array': { body: [] },
    '/other-id': { body: good },
    '/nameless': { body: { ...good, client_name: '' } },
    '/no-redirects': { body: { ...good, redirect_uris: [] } },
    '/script': { body: { ...good, redirect_uris: ['javascript:alert(1)'] } },
    '/secret': { body: { ...good, client_secret: 'x' } },
    '/basic': { body: { ...good, token_endpoint_auth_method: 'client_secret_basic' } },
    '/keyless': { body: { ...good, token_endpoint_auth_method: 'private_key_jwt' } },
    '/nul': { body: { ...good, x: '\u0000' } },
    '/half-a-pair': { body: { ...good, client_name: 'Half \ud83d' } },
    '/large': { body: { ...good, x: 'x'.repeat(11_000) } }
  }
  for (const [path, answer] of Object.entries(wrong)) {
    if (path !== '/other-id' && !Array.isArray(answer.body))
      answer.body = { ...(answer.body as object), client_id: `https://assistant.test${path}` }
  }
  const { start, test } = await withDocuments(t, wrong)
  const pages = new Set<string>()
  for (const path of [...Object.keys(wrong), '/nothing-there']) {
    const reply = await start({}, `https://assistant.test${path}`)
    t.equal(reply.statusCode, 400, path)
    t.notOk(reply.headers.location, path)
    pages.add(reply.body.replace(/nonce="[^"]+"|<code>[^<]+<\/code>/g, ''))
  }
  for (const url of ['https://127.0.0.1/client.json', 'https://localhost/client.json', 'https://assistant.test/'])
    pages.add((await start({}, url)).body.replace(/nonce="[^"]+"|<code>[^<]+<\/code>/g, ''))
  t.equal(pages.size, 1)
  t.equal((await test.sql`select 1 from oauth_clients`).length, 0)
})

t.test('AS-103: what is wrong with the request is found before anything is fetched', async (t) => {
  const { start, host } = await withDocuments(t, { '/client.json': { body: good } })
  for (const changes of [
    { response_type: 'token' },
    { code_challenge: 'short' },
    { code_challenge_method: 'plain' },
    { redirect_uri: 'javascript:alert(1)' }
  ])
    t.equal((await start(changes)).statusCode, 400)
  t.same(host.hits, [])
})

t.test('AS-106: an address makes us fetch only so many documents', async (t) => {
  const documents = Object.fromEntries(
    [1, 2, 3].map((n) => [`/${n}`, { body: { ...good, client_id: `https://assistant.test/${n}` } }])
  )
  const { start, host } = await withDocuments(t, documents, {
    rateLimits: { documents: { requests: 2, perSeconds: 600 } }
  })
  t.equal((await start({}, 'https://assistant.test/1')).statusCode, 303)
  t.equal((await start({}, 'https://assistant.test/2')).statusCode, 303)
  const refused = await start({}, 'https://assistant.test/3')
  t.equal(refused.statusCode, 429)
  t.ok(Number(refused.headers['retry-after']) > 0)
  t.equal((await start({}, 'https://assistant.test/1')).statusCode, 303, 'what is known needs no fetch')
  t.equal(host.hits.length, 2)
})

t.test('AS-108: a document is kept for as long as it says, between five minutes and a day', async (t) => {
  const documents: Record<string, Answer> = {}
  const { start, test } = await withDocuments(t, documents)
  for (const [name, header, seconds] of [
    ['never', 'no-store', 300],
    ['long', 'max-age=31536000', 86_400],
    ['plain', 'max-age=1800', 1800],
    ['silent', undefined, 3600]
  ] as const) {
    const url = `https://assistant.test/${name}`
    documents[`/${name}`] = { body: { ...good, client_id: url }, headers: header ? { 'cache-control': header } : {} }
    t.equal((await start({}, url)).statusCode, 303, name)
    const [kept] = await test.sql`
      select extract(epoch from fresh_until - fetched_at) as seconds from oauth_remote_documents where url = ${url}`
    t.ok(Math.abs(Number(kept?.seconds) - seconds) < 2, `${name}: ${kept?.seconds}`)
  }
})

t.test(
  'AS-108: while its host is down a client that is connected goes on, for a week; no new one begins',
  async (t) => {
    const documents: Record<string, Answer> = { '/client.json': { body: good } }
    const { start, test, host } = await withDocuments(t, documents)
    let { refresh_token: refreshToken } = (await connectDocument(test)).json()
    const refresh = async () => {
      const reply = await postToken(test, {
        grant_type: 'refresh_token',
        client_id: URL_OF_DOCUMENT,
        refresh_token: refreshToken
      })
      refreshToken = reply.json().refresh_token ?? refreshToken
      return reply
    }
    const age = (interval: string) => test.sql`
    update oauth_remote_documents
    set fetched_at = clock_timestamp() - ${interval}::interval, fresh_until = clock_timestamp(), failed_until = null`
    documents['/client.json'] = { status: 503, body: {} }
    await age('6 days')
    t.equal((await refresh()).statusCode, 200)
    t.equal((await start()).statusCode, 400, 'a new authorization needs the document itself')
    const hits = host.hits.length
    await refresh()
    await start()
    t.equal(host.hits.length, hits, 'a failure is remembered for a minute')
    await age('8 days')
    const refused = await refresh()
    t.equal(refused.statusCode, 503)
    t.match(refused.json(), { error: 'temporarily_unavailable' }, 'the login is kept')
    documents['/client.json'] = { body: good }
    await age('8 days')
    t.equal((await refresh()).statusCode, 200)
  }
)

t.test('AS-109: what a person has approved stays as it was, whatever the document says later', async (t) => {
  const documents: Record<string, Answer> = { '/client.json': { body: good } }
  const { test } = await withDocuments(t, documents)
  const browser = test.browser()
  const query = authorizationQuery(URL_OF_DOCUMENT, challenge, { redirect_uri: ON_ITS_HOST })
  const { form } = await openConsent(browser, query)
  documents['/client.json'] = { body: { ...good, client_name: 'Bank', redirect_uris: ['https://evil.test/'] } }
  await test.sql`update oauth_remote_documents set fresh_until = clock_timestamp()`
  await openConsent(
    test.browser(),
    authorizationQuery(URL_OF_DOCUMENT, challenge, { redirect_uri: 'https://evil.test/' })
  )
  const page = await browser.get(`/oauth/consent/${form.fields.find(([name]) => name === 'interaction')?.[1]}`)
  t.match(page.body, 'Assistant')
  t.notMatch(page.body, 'Bank')
  const reply = await decide(browser, form)
  t.match(String(reply.headers.location), `${ON_ITS_HOST}?code=`)
})

t.test('AS-84, AS-109: a document may point to keys; new ones count at once, old ones no more', async (t) => {
  const first = await generateKeyPair('ES256')
  const second = await generateKeyPair('ES256')
  const third = await generateKeyPair('ES256')
  const keySet = async ({ publicKey }: typeof first, kid?: string) => ({
    body: { keys: [{ ...(await exportJWK(publicKey)), kid }] }
  })
  const documents: Record<string, Answer> = {
    '/client.json': {
      body: { ...good, token_endpoint_auth_method: 'private_key_jwt', jwks_uri: 'https://assistant.test/jwks' }
    },
    '/jwks': await keySet(first, 'one')
  }
  const { test, host } = await withDocuments(t, documents)
  let count = 0
  const assertion = ({ privateKey }: typeof first, kid?: string) =>
    new SignJWT({ jti: `${(count += 1)}` })
      .setProtectedHeader({ alg: 'ES256', ...(kid !== undefined && { kid }) })
      .setIssuer(URL_OF_DOCUMENT)
      .setSubject(URL_OF_DOCUMENT)
      .setAudience(ISSUER)
      .setExpirationTime('1m')
      .sign(privateKey)
  const exchangeWith = async (jwt: string) => {
    const { changes, client } = known()
    const { exchange } = await clientWithCode(test, changes, client)
    return postToken(test, {
      ...exchange,
      redirect_uri: LOOPBACK,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: jwt
    })
  }
  t.equal((await exchangeWith(await assertion(first, 'one'))).statusCode, 200)
  documents['/jwks'] = await keySet(second, 'two')
  t.equal((await exchangeWith(await assertion(second, 'two'))).statusCode, 401, 'asked a moment ago')
  await test.sql`update oauth_remote_documents set attempted_at = attempted_at - interval '2 minutes'`
  t.equal((await exchangeWith(await assertion(second, 'two'))).statusCode, 200)
  t.equal((await exchangeWith(await assertion(first, 'one'))).statusCode, 401)
  t.equal(host.hits.filter((path) => path === '/jwks').length, 2, 'AS-84: once a minute at most')
  documents['/jwks'] = await keySet(third)
  await test.sql`update oauth_remote_documents set attempted_at = attempted_at - interval '2 minutes'`
  t.equal((await exchangeWith(await assertion(third))).statusCode, 200, 'a new key without a name')
  documents['/jwks'] = { status: 500, body: {} }
  await test.sql`update oauth_remote_documents set fresh_until = clock_timestamp(), fetched_at = clock_timestamp() - interval '8 days'`
  t.match((await exchangeWith(await assertion(second, 'two'))).json(), { error: 'temporarily_unavailable' })
})

t.test('AS-111: the host may refuse documents, one by one or all', async (t) => {
  const documents = { '/client.json': { body: good } }
  const { start, host } = await withDocuments(t, documents)
  t.equal((await start()).statusCode, 303)
  const picky = await testApp(t, {
    clientDocuments: { ...host.options, isAllowed: (url) => !url.includes('assistant') }
  })
  const query = authorizationQuery(URL_OF_DOCUMENT, challenge, { redirect_uri: LOOPBACK })
  t.equal((await picky.browser().get(query)).statusCode, 400)
  const without = await testApp(t, { clientDocuments: false })
  t.equal((await without.browser().get(query)).statusCode, 400)
  const metadata = (await without.app.inject('/.well-known/oauth-authorization-server')).json()
  t.notOk('client_id_metadata_document_supported' in metadata)
  t.equal(host.hits.length, 1)
})

t.test('AS-112: a client that was registered under the URL counts, not the document', async (t) => {
  const { test, host } = await withDocuments(t, { '/client.json': { body: good } })
  await test.app.tokenStore.clients.create({
    id: URL_OF_DOCUMENT,
    kind: 'manual',
    name: 'Registered',
    redirectUris: ['https://registered.test/callback'],
    authenticationMethod: 'none',
    grantTypes: ['authorization_code'],
    applicationType: 'web',
    description: {}
  })
  const query = authorizationQuery(URL_OF_DOCUMENT, challenge, { redirect_uri: 'https://registered.test/callback' })
  t.match((await openConsent(test.browser(), query)).page.body, 'Registered application')
  t.same(host.hits, [])
})

t.test('AS-44: consent is remembered for an answer to the document’s own host, never for a program', async (t) => {
  const { test } = await withDocuments(t, { '/client.json': { body: good } })
  const browser = test.browser()
  for (const redirectUri of [ON_ITS_HOST, LOOPBACK, 'https://elsewhere.test/callback']) {
    const query = authorizationQuery(URL_OF_DOCUMENT, challenge, { redirect_uri: redirectUri })
    const { form } = await openConsent(browser, query)
    if (form.action) {
      const { code } = Object.fromEntries(new URL(String((await decide(browser, form)).headers.location)).searchParams)
      t.ok(code)
    }
  }
  await connectDocument(test, ON_ITS_HOST)
  const again = async (redirectUri: string) => {
    const started = await browser.get(
      authorizationQuery(URL_OF_DOCUMENT, challenge, { redirect_uri: redirectUri, state: 'again' })
    )
    return browser.get(String(started.headers.location))
  }
  t.match(String((await again(ON_ITS_HOST)).headers.location), `${ON_ITS_HOST}?code=`)
  t.equal((await again(LOOPBACK)).statusCode, 200)
  t.equal((await again('https://elsewhere.test/callback')).statusCode, 200)
})

t.test('a client document on loopback is for development only', async (t) => {
  const { test } = await withDocuments(t, {})
  const reply = await test.browser().get(authorizationQuery('http://127.0.0.1:8080/client.json', challenge, {}))
  t.equal(reply.statusCode, 400)
})
