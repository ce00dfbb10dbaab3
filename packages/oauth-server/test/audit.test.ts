import t from 'tap'
import { testApp, type TestApp } from './support/app.ts'
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
import { postForm } from './support/form.ts'
import { machine } from './support/machine.ts'

const { challenge } = pkce()

const typesOf = async ({ app }: TestApp) =>
  (await app.oauth.audit.list({ limit: 100 })).map(({ type }) => type).toReversed()

t.test('AS-148: a connection from registration to revocation, event by event', async (t) => {
  const test = await testApp(t)
  const { clientId, tokens } = await connect(test)
  const refresh = { grant_type: 'refresh_token', client_id: clientId, refresh_token: tokens.refresh_token }
  const next = (await postToken(test, refresh)).json()
  await postToken(test, refresh)
  await postForm(test, '/oauth/revoke', { client_id: clientId, token: next.refresh_token })
  t.same(await typesOf(test), [
    'client.registered',
    'authorize.started',
    'consent.granted',
    'code.exchanged',
    'token.refreshed',
    'token.replay_served',
    'token.revoked'
  ])
  const [, , granted] = (await test.app.oauth.audit.list({ limit: 100 })).toReversed()
  t.match(granted, {
    id: Number,
    at: Date,
    subject: 'anna',
    clientId,
    address: '127.0.0.1',
    requestId: String,
    detail: { scopes: ['notes:read', 'notes:write'] }
  })
})

t.test('AS-148: what went wrong: denial, narrowing, replay, reuse, guessing, too little scope', async (t) => {
  const test = await testApp(t, { rateLimits: { failures: { requests: 2, perSeconds: 600 } } })
  const { client_id: clientId } = await register(test)
  const denied = test.browser()
  const { form } = await openConsent(denied, authorizationQuery(clientId, challenge))
  await decide(denied, form, 'deny')
  const narrowed = test.browser()
  const narrow = await openConsent(narrowed, authorizationQuery(clientId, challenge))
  await decide(narrowed, narrow.form, 'approve', ['notes:read'])
  await test.browser().get(authorizationQuery(clientId, challenge, { scope: 'nonsense' }))
  const { exchange, clientId: replayer } = await clientWithCode(test, { scope: 'notes:read' })
  const { access_token: token, refresh_token: refreshToken } = (await postToken(test, exchange)).json()
  await test.app.inject({ method: 'POST', url: '/notes', headers: { authorization: `Bearer ${token}` } })
  const refresh = { grant_type: 'refresh_token', client_id: replayer, refresh_token: refreshToken }
  const { access_token: used } = (await postToken(test, refresh)).json()
  await test.app.inject({ url: '/notes', headers: { authorization: `Bearer ${used}` } })
  await test.sql`update oauth_refresh_tokens set replay_until = clock_timestamp() - interval '1 second'`
  await postToken(test, refresh)
  await postToken(test, exchange)
  for (let i = 0; i < 10; i++) await postForm(test, '/oauth/revoke', { client_id: 'nobody', token: 'x' })
  t.same(await typesOf(test), [
    'client.registered',
    'authorize.started',
    'authorize.denied',
    'authorize.started',
    'consent.narrowed',
    'authorize.error',
    'client.registered',
    'authorize.started',
    'consent.granted',
    'code.exchanged',
    'scope.denied',
    'token.refreshed',
    'token.reuse_detected',
    'code.replayed',
    'client_auth.failed',
    'client_auth.failed',
    'rate_limited'
  ])
})

t.test('AS-148: what a person does in the settings, and what a machine does', async (t) => {
  const test = await testApp(t, {
    staticTokens: {
      deprecatedSince: new Date('2026-01-01'),
      sunset: new Date('2027-01-01'),
      documentationUrl: 'https://notes.example/'
    }
  })
  const { oauth } = test.app
  const { clientId, request, secret } = await machine(test)
  const { access_token: token } = (await request()).json()
  await postForm(test, '/oauth/introspect', { client_id: clientId, client_secret: secret, token })
  await oauth.clients.update('anna', clientId, { name: 'New' })
  await oauth.clients.rotateSecret('anna', clientId)
  await oauth.clients.delete('anna', clientId)
  const made = await oauth.staticTokens.create('anna', { name: 'x' })
  await oauth.staticTokens.delete(made.token.id, { subject: 'anna' })
  t.same(await typesOf(test), [
    'client.created',
    'token.issued',
    'token.introspected',
    'client.updated',
    'client.secret_rotated',
    'client.deleted',
    'static_token.created',
    'static_token.revoked'
  ])
  const kept = JSON.stringify(await test.sql`select * from oauth_audit_events`)
  for (const value of [secret, token, made.rawToken]) t.notMatch(kept, value, 'no secret')
})

t.test('AS-148: events can be filtered, and read page by page', async (t) => {
  const test = await testApp(t)
  const { clientId } = await connect(test)
  const { audit } = test.app.oauth
  t.same(
    (await audit.list({ limit: 10, type: 'c' })).map(({ type }) => type),
    ['code.exchanged', 'consent.granted', 'client.registered']
  )
  t.same(await audit.list({ limit: 10, type: '%' }), [])
  t.same(await audit.list({ limit: 10, subject: 'berta' }), [])
  t.equal((await audit.list({ limit: 10, clientId })).length, 4)
  const [first] = await audit.list({ limit: 1 })
  const [second] = await audit.list({ limit: 1, before: first?.id ?? 0 })
  t.equal(second?.type, 'consent.granted')
})

t.test('AS-148: events wait while the database is away, and are written when the app closes', async (t) => {
  const test = await testApp(t)
  await test.sql`alter table oauth_audit_events rename to away`
  await register(test)
  await test.app.oauth.audit.flush()
  t.match(test.logged(), 'audit events could not be written')
  await test.sql`alter table away rename to oauth_audit_events`
  await test.app.close()
  t.match(await test.sql`select type from oauth_audit_events`, [{ type: 'client.registered' }])
})
