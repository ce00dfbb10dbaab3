import t, { type Test } from 'tap'
import { digestOf } from '../../src/digest.ts'
import type { OAuthServerOptions } from '../../src/index.ts'
import { testApp } from '../support/app.ts'

const staticTokens = {
  deprecatedSince: new Date('2026-07-28T00:00:00Z'),
  sunset: new Date('2027-12-31T00:00:00Z'),
  documentationUrl: 'https://notes.example/settings'
}

async function appWithToken(t: Test, options: Partial<OAuthServerOptions> = {}, request: { scopes?: string[] } = {}) {
  const test = await testApp(t, { staticTokens, ...options })
  const { token, rawToken } = await test.app.oauth.staticTokens.create('anna', { name: 'Old script', ...request })
  const call = (method: 'GET' | 'POST' | 'DELETE', raw = rawToken) =>
    test.app.inject({ method, url: '/notes', headers: { authorization: `Bearer ${raw}` } })
  return { test, token, rawToken, call }
}

t.test('AS-131: a static token is its owner’s, with full access, and told once', async (t) => {
  const { test, token, rawToken, call } = await appWithToken(t)
  t.match(rawToken, /^nt_[0-9A-Za-z]{49}$/)
  t.equal(token.hint, rawToken.slice(0, 7))
  t.same((await call('GET')).json(), { subject: 'anna' })
  t.equal((await call('DELETE')).statusCode, 200)
  t.match(await test.app.oauth.staticTokens.list({ subject: 'anna' }), [{ name: 'Old script', lastUsedAt: Date }])
  const [stored] = await test.sql`select encode(digest, 'hex') as digest, hint, name from oauth_static_tokens`
  t.notMatch(JSON.stringify(stored), rawToken.slice(7))
  t.notMatch(test.logged(), rawToken)
  t.equal(await test.app.oauth.staticTokens.delete(token.id, { subject: 'berta' }), false)
  t.equal(await test.app.oauth.staticTokens.delete('nonsense'), false)
  t.equal(await test.app.oauth.staticTokens.delete(token.id, { subject: 'anna' }), true)
  t.equal((await call('GET')).statusCode, 401)
})

t.test('AS-131: ten a person', async (t) => {
  const { app } = await testApp(t, { staticTokens })
  for (let i = 0; i < 10; i++) await app.oauth.staticTokens.create('anna', { name: 'x' })
  await t.rejects(app.oauth.staticTokens.create('anna', { name: 'x' }), { message: /as many as there can be/ })
  await app.oauth.staticTokens.create('berta', { name: 'x' })
})

t.test('AS-132: a static token may be narrower, and may end', async (t) => {
  const { test, call } = await appWithToken(t, {}, { scopes: ['notes:read'] })
  t.equal((await call('GET')).statusCode, 200)
  t.equal((await call('DELETE')).statusCode, 403)
  const { rawToken } = await test.app.oauth.staticTokens.create('anna', { name: 'x', ttlSeconds: 1 })
  await test.sql`update oauth_static_tokens set expires_at = clock_timestamp() where expires_at is not null`
  t.equal((await call('GET', rawToken)).statusCode, 401)
  for (const [request, field] of [
    [{ name: '' }, 'name'],
    [{ name: 'x', scopes: ['nonsense'] }, 'scopes'],
    [{ name: 'x', scopes: [] }, 'scopes'],
    [{ name: 'x', ttlSeconds: 0 }, 'ttl_seconds']
  ] as const) {
    await t.rejects(test.app.oauth.staticTokens.create('anna', request as never), { field } as never, field)
  }
})

t.test('AS-133: every answer to a static token says that it will end, and no other answer does', async (t) => {
  const { test, call } = await appWithToken(t, {}, { scopes: ['notes:read'] })
  for (const method of ['GET', 'DELETE'] as const) {
    t.match((await call(method)).headers, {
      deprecation: '@1785196800',
      sunset: 'Fri, 31 Dec 2027 00:00:00 GMT',
      link: '<https://notes.example/settings>; rel="deprecation"; type="text/html"'
    })
  }
  const { headers } = await test.app.inject('/.well-known/oauth-authorization-server')
  t.notOk('deprecation' in headers || 'sunset' in headers)
})

t.test('AS-133: once a day there is something to tell', async (t) => {
  const { test, token } = await appWithToken(t)
  const { staticTokens: tokens } = test.app.oauth
  t.match(await tokens.dueNotice({ kind: 'static', id: token.id }), /2027-12-31.*https:\/\/notes.example\/settings/)
  t.equal(await tokens.dueNotice({ kind: 'static', id: token.id }), undefined)
  t.equal(await tokens.dueNotice({ kind: 'user', id: token.id }), undefined)
})

t.test('AS-134: a static token becomes a machine client, and goes on for a day', async (t) => {
  const { test, token, call } = await appWithToken(t)
  const { staticTokens: tokens } = test.app.oauth
  t.equal(await tokens.convert('berta', token.id, { scopes: ['notes:read'] }), undefined)
  t.match(await tokens.convert('anna', token.id, { scopes: ['notes:read'] }), {
    client: { name: 'Old script', owner: 'anna', scopes: ['notes:read'], grantTypes: ['client_credentials'] },
    secret: /^ntcs_/
  })
  t.equal((await call('GET')).statusCode, 200)
  const [{ expiresAt } = {}] = await tokens.list({ subject: 'anna' })
  const hours = ((expiresAt?.getTime() ?? 0) - Date.now()) / 3_600_000
  t.ok(hours > 23 && hours < 25, String(hours))
})

t.test('AS-135: switched off, static tokens neither work nor are made', async (t) => {
  const off = new Set<string>()
  const { test, call } = await appWithToken(t, {
    staticTokens: { ...staticTokens, isEnabled: async (subject) => !off.has(subject) }
  })
  t.equal((await call('GET')).statusCode, 200)
  off.add('anna')
  t.equal((await call('GET')).statusCode, 401)
  await t.rejects(test.app.oauth.staticTokens.create('anna', { name: 'x' }), { message: /switched off/ })
  await test.app.oauth.staticTokens.create('berta', { name: 'x' })
})

t.test('AS-133: from the day that was announced on, they do not work any more', async (t) => {
  const announced = { ...staticTokens, deprecatedSince: new Date('2020-01-01') }
  const { test, rawToken, call } = await appWithToken(t)
  t.equal((await call('GET')).statusCode, 200)
  const later = await testApp(t, { staticTokens: { ...announced, sunset: new Date('2021-01-01') } })
  await t.rejects(later.app.oauth.staticTokens.create('anna', { name: 'x' }), { message: /switched off/ })
  const kept = { digest: digestOf(rawToken), subject: 'anna', name: 'x', hint: 'nt_x' }
  await later.app.tokenStore.staticTokens.create(kept, { limit: 10 })
  const headers = { authorization: `Bearer ${rawToken}` }
  t.equal((await later.app.inject({ url: '/notes', headers })).statusCode, 401)
  t.equal((await test.app.inject({ url: '/notes', headers })).statusCode, 200)
})

t.test('without the option there are none', async (t) => {
  const { rawToken } = await appWithToken(t)
  const { app } = await testApp(t)
  t.equal((await app.inject({ url: '/notes', headers: { authorization: `Bearer ${rawToken}` } })).statusCode, 401)
  await t.rejects(app.oauth.staticTokens.create('anna', { name: 'x' }), { message: /switched off/ })
})

t.test('wrong options fail the registration', async (t) => {
  for (const wrong of [
    { ...staticTokens, sunset: new Date('nonsense') },
    { ...staticTokens, sunset: new Date('2020-01-01') },
    { ...staticTokens, documentationUrl: '/settings' }
  ]) {
    await t.rejects(testApp(t, { staticTokens: wrong }), { message: /staticTokens/ })
  }
})
