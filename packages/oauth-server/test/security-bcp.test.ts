import t from 'tap'
import { ISSUER, testApp } from './support/app.ts'
import {
  authorizationQuery,
  clientWithCode,
  connect,
  decide,
  openConsent,
  pkce,
  postToken,
  register
} from './support/client.ts'

const { challenge } = pkce()

t.test('AS-136: there is no implicit grant and no password grant (RFC 9700 sections 2.1.2 and 2.4)', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await register(test)
  for (const responseType of ['token', 'id_token', 'code token', 'code id_token']) {
    const reply = await test.browser().get(authorizationQuery(clientId, challenge, { response_type: responseType }))
    t.match(String(reply.headers.location), 'error=unsupported_response_type', responseType)
    t.notMatch(String(reply.headers.location), '#')
  }
  for (const grantType of ['password', 'implicit', 'urn:ietf:params:oauth:grant-type:jwt-bearer']) {
    const form = { grant_type: grantType, client_id: clientId, username: 'anna', password: 'x' }
    t.match((await postToken(test, form)).json(), { error: 'unsupported_grant_type' }, grantType)
  }
})

t.test('AS-137: a code that somebody slips to another session is worth nothing there (section 4.5)', async (t) => {
  const test = await testApp(t)
  const victim = await clientWithCode(test)
  const attacker = await clientWithCode(test, {}, { clientId: victim.clientId })
  const injected = { ...attacker.exchange, code: victim.code }
  t.match((await postToken(test, injected)).json(), { error: 'invalid_grant' })
  t.equal((await postToken(test, victim.exchange)).statusCode, 200, 'and is not lost by it')
})

t.test('AS-138: no page redirects to a place that only the request names (section 4.11)', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await register(test)
  for (const redirectUri of [
    'https://evil.example/',
    '//evil.example',
    'https://client.example.evil.example/callback'
  ]) {
    const reply = await test.browser().get(authorizationQuery(clientId, challenge, { redirect_uri: redirectUri }))
    t.equal(reply.statusCode, 400, redirectUri)
    t.notOk(reply.headers.location)
  }
  const browser = test.browser()
  const { form } = await openConsent(browser, authorizationQuery(clientId, challenge))
  const tampered = { ...form, fields: [...form.fields, ['redirect_uri', 'https://evil.example/'] as [string, string]] }
  t.match(String((await decide(browser, tampered, 'deny')).headers.location), 'https://client.example/callback?error=')
})

t.test('AS-140: every answer says which server it is from (section 4.4)', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await register(test)
  const browser = test.browser()
  const { form } = await openConsent(browser, authorizationQuery(clientId, challenge))
  const replies = [
    await decide(browser, form),
    await browser.get(authorizationQuery(clientId, challenge, { scope: 'nonsense' })),
    await browser.get(authorizationQuery(clientId, challenge, { response_type: 'token' }))
  ]
  for (const { headers } of replies) t.equal(new URL(String(headers.location)).searchParams.get('iss'), ISSUER)
})

t.test('AS-141: what a proxy could have said of the client is not believed (section 4.13)', async (t) => {
  const test = await testApp(t)
  const { tokens } = await connect(test)
  const headers = {
    authorization: `Bearer ${tokens.access_token}x`,
    'x-forwarded-user': 'anna',
    'x-client-cert': 'x',
    'x-forwarded-for': '192.0.2.1',
    forwarded: 'for=192.0.2.1;host=evil.example'
  }
  t.equal((await test.app.inject({ url: '/notes', headers })).statusCode, 401)
  const { clientId } = await connect(test)
  await test.app.inject({ method: 'POST', url: '/oauth/revoke', headers, payload: { client_id: clientId } })
  const [event] = await test.app.oauth.audit.list({ limit: 1 })
  t.equal(event?.address, '127.0.0.1')
})

t.test(
  'AS-142, AS-110: the pages frame nothing, run nothing and fetch nothing from elsewhere (section 4.16)',
  async (t) => {
    const test = await testApp(t)
    const { client_id: clientId } = await register(test, {
      client_uri: 'https://client.example/',
      logo_uri: 'https://client.example/logo.png'
    })
    const { page } = await openConsent(test.browser(), authorizationQuery(clientId, challenge))
    const failed = await test.browser().get(authorizationQuery('nobody', challenge))
    for (const { body, headers } of [page, failed]) {
      t.match(String(headers['content-security-policy']), /default-src 'none'.*frame-ancestors 'none'/)
      t.notMatch(body, /<script|<iframe|<img|postMessage|logo\.png/)
    }
  }
)

t.test('AS-144: the cookie of the consent page cannot be planted, read or sent by another site', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await register(test)
  const [cookie] = (await test.browser().get(authorizationQuery(clientId, challenge))).cookies
  t.match(cookie, { name: '__Host-nt_interaction', httpOnly: true, secure: true, sameSite: 'Lax', path: '/' })
  t.notOk(cookie && 'domain' in cookie)
  const local = await testApp(t, { issuer: 'http://127.0.0.1:3000', resources: ['http://127.0.0.1:3000/mcp'] })
  const { client_id: localId } = await register(local)
  const [plain] = (await local.browser().get(authorizationQuery(localId, challenge))).cookies
  t.match(plain, { name: 'nt_interaction', httpOnly: true, sameSite: 'Lax' }, 'on loopback browsers refuse the prefix')
})

t.test('RS-12: the token itself is not part of what a route gets', async (t) => {
  const test = await testApp(t)
  const { tokens } = await connect(test)
  const request = { headers: { authorization: `Bearer ${tokens.access_token}` }, query: {}, raw: { rawHeaders: [] } }
  const accessToken = await test.app.oauth.authenticate(request as never)
  t.notMatch(JSON.stringify(accessToken), tokens.access_token)
})

t.test('AS-37: a broader scope opens what a narrower one does, at the route and at consent', async (t) => {
  const test = await testApp(t)
  const { tokens } = await connect(test, { scope: 'notes:write' })
  t.equal(tokens.scope, 'notes:write')
  const headers = { authorization: `Bearer ${tokens.access_token}` }
  t.equal((await test.app.inject({ url: '/notes', headers })).statusCode, 200, 'notes:write implies notes:read')
  t.equal((await test.app.inject({ method: 'DELETE', url: '/notes', headers })).statusCode, 403)
})
