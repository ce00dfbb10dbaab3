import formbody from '@fastify/formbody'
import { tokenStore } from '@trek/token-store'
import { createTestDatabase, type TestContext } from '@trek/test-postgres'
import { drizzle } from 'drizzle-orm/postgres-js'
import Fastify, { type FastifyInstance } from 'fastify'
import t from 'tap'
import { isLocalPath, oauthServer, type OAuthServerOptions } from '../src/index.ts'
import { testApp } from './support/app.ts'
import { authorizationQuery, connect, pkce, register } from './support/client.ts'
import { machine } from './support/machine.ts'

const { challenge } = pkce()

/** A host that does one thing before it registers the plugins, as hosts do. */
async function hostThat(
  t: TestContext,
  before: (app: FastifyInstance) => void | Promise<void>,
  changes: Partial<OAuthServerOptions> = {}
) {
  const { db, sql } = await createTestDatabase(t)
  const app = Fastify()
  t.teardown(() => app.close())
  await before(app)
  await app.register(tokenStore, { db })
  const options: OAuthServerOptions = {
    issuer: 'https://notes.example',
    store: app.tokenStore,
    scopes: { 'notes:read': 'See notes', 'notes:write': 'Change notes', 'notes:delete': 'Delete notes' },
    loginPath: '/login',
    rateLimits: false,
    identify: async () => ({ subject: 'anna', displayName: 'Anna' }),
    ...changes
  }
  await app.register(oauthServer, options)
  return { app, sql, options }
}

t.test('a route that was declared before its guard existed answers nobody', async (t) => {
  const config = { oauth: { scopes: ['notes:read'] } }
  const { app } = await hostThat(t, (app) => {
    app.get('/early', { config }, async () => 'secret')
  })
  app.get('/later', { config }, async () => 'secret')
  const reply = await app.inject('/early')
  t.equal(reply.statusCode, 500)
  t.match(reply.json(), { code: 'OAUTH_UNPROTECTED_ROUTE' })
  t.notMatch(reply.body, 'secret')
  t.equal((await app.inject('/later')).statusCode, 401, 'one after it is as it should be')
})

t.test('RS-06: of two guards on a route each asks for a token of its own resource', async (t) => {
  const [notes, files] = ['https://notes.example/mcp', 'https://notes.example/files']
  const { app } = await hostThat(t, () => {}, { resources: [notes, files] })
  const onRequest = app.oauth.requireScope('notes:read')
  app.get('/files', { config: { oauth: { scopes: ['notes:read'], resource: files } } }, async () => 'files')
  app.get('/both', { onRequest, config: { oauth: { scopes: ['notes:read'], resource: files } } }, async () => 'both')
  const { request } = await machine({ app } as never, { scopes: ['notes:read'] })
  const authorization = `Bearer ${(await request({ resource: files })).json().access_token}`
  t.equal((await app.inject({ url: '/files', headers: { authorization } })).statusCode, 200)
  t.equal((await app.inject({ url: '/both', headers: { authorization } })).statusCode, 401)
})

t.test('AS-57: while tokens cannot be looked up a guarded route says so, and nothing of the statement', async (t) => {
  const test = await testApp(t)
  const { tokens } = await connect(test)
  await test.sql`alter table oauth_access_tokens rename to away`
  const headers = { authorization: `Bearer ${tokens.access_token}` }
  const reply = await test.app.inject({ url: '/notes', headers })
  t.equal(reply.statusCode, 503)
  t.match(reply.json(), { error: 'temporarily_unavailable' })
  t.match(reply.headers, { 'retry-after': '5', 'access-control-allow-origin': '*' })
  t.notMatch(reply.body, /select|oauth_/)
})

t.test('what is misspelt in a route fails at boot', async (t) => {
  const { app } = await hostThat(t, () => {})
  t.throws(() => app.oauth.requireScope('notes:raed'), { message: /"notes:raed" is not among the scopes/ })
  t.throws(() => app.get('/a', { config: { oauth: { scopes: ['notes:raed'] } } }, async () => ''), {
    name: 'TypeError'
  })
  t.throws(
    () => app.get('/b', { config: { oauth: { scopes: [], resource: 'https://elsewhere.example' } } }, async () => ''),
    { message: /not among the protected resources/ }
  )
})

t.test('a host may parse forms and validate in its own way', async (t) => {
  const { app } = await hostThat(t, async (app) => {
    await app.register(formbody)
    app.setValidatorCompiler(() => {
      throw new Error('this is no schema of mine')
    })
  })
  const { client_id: clientId } = (
    await app.inject({
      method: 'POST',
      url: '/oauth/register',
      payload: { redirect_uris: ['https://client.example/callback'], token_endpoint_auth_method: 'none' }
    })
  ).json()
  const started = await app.inject(authorizationQuery(clientId, challenge, { scope: 'notes:read' }))
  const cookie = started.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const page = await app.inject({ url: String(started.headers.location), headers: { cookie } })
  t.equal(page.statusCode, 200)
  const wrong = await app.inject({ url: '/oauth/consent/short', headers: { cookie } })
  t.equal(wrong.statusCode, 400)
})

t.test('a scope whose name says that it changes something does not pass for one that only looks', async (t) => {
  const { app } = await hostThat(t, () => {})
  const { scopes_supported: scopes } = (await app.inject('/.well-known/oauth-protected-resource')).json()
  t.same(scopes, ['notes:read'], 'what is asked for without a word stays readable')
})

t.test('AS-148: what happened last is written before the host closes its database', async (t) => {
  let flushedBefore = false
  const { app, sql } = await hostThat(t, (app) => {
    app.addHook('onClose', async () => {
      flushedBefore = (await sql`select 1 from oauth_audit_events`).length > 0
    })
  })
  await app.inject({ method: 'POST', url: '/oauth/register', payload: { redirect_uris: ['https://client.example/'] } })
  await app.close()
  t.equal(flushedBefore, true)
})

t.test('AS-47: the consent page keeps its own headers under those of a host that is strict', async (t) => {
  const { app } = await hostThat(t, (app) => {
    // What @fastify/helmet sets by default, as it sets it.
    app.addHook('onRequest', async (_request, reply) => {
      reply.headers({
        'content-security-policy': "default-src 'self'; form-action 'self'",
        'cross-origin-opener-policy': 'same-origin',
        'x-frame-options': 'SAMEORIGIN'
      })
    })
  })
  const { client_id: clientId } = await register({ app } as never)
  const started = await app.inject(authorizationQuery(clientId, challenge, { scope: 'notes:read' }))
  const cookie = started.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')
  const { headers } = await app.inject({ url: String(started.headers.location), headers: { cookie } })
  t.notMatch(headers['content-security-policy'], 'form-action')
  t.match(headers, { 'cross-origin-opener-policy': 'unsafe-none', 'x-frame-options': 'DENY' })
})

t.test('AS-138: only paths of this origin are local', async (t) => {
  for (const path of ['/', '/a', '/a?b=c', '/oauth/consent/x']) t.equal(isLocalPath(path), true, path)
  for (const path of [
    '',
    'a',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/a\nb',
    '/a b',
    '/\t/evil'
  ])
    t.equal(isLocalPath(path), false, JSON.stringify(path))
})

t.test('a database with a schema of the host’s own fits', async (t) => {
  const { sql } = await createTestDatabase(t)
  const app = Fastify()
  t.teardown(() => app.close())
  await app.register(tokenStore, { db: drizzle(sql, { schema: {} }) })
  t.equal(await app.tokenStore.clients.find('nobody'), undefined)
  await t.rejects(async () => await Fastify().register(tokenStore, {} as never), { message: /option "db" is required/ })
  await t.rejects(async () => await Fastify().register(oauthServer, { issuer: 'https://a.example' } as never), {
    message: /"scopes"/
  })
})
