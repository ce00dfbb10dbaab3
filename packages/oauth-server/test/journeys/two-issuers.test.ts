import { tokenStore } from '@trek/token-store'
import { createTestDatabase, type TestContext } from '@trek/test-postgres'
import Fastify, { type FastifyInstance, type LightMyRequestResponse } from 'fastify'
import t from 'tap'
import { oauthServer, type OAuthServerOptions } from '../../src/index.ts'
import { TestBrowser, readConsentForm } from '../support/browser.ts'
import { decide, pkce, REDIRECT_URI, type Tokens } from '../support/client.ts'

const ORIGIN = 'https://hosting.example'

const optionsOf = (name: string): Omit<OAuthServerOptions, 'store'> => ({
  issuer: `${ORIGIN}/${name}`,
  resources: [`${ORIGIN}/${name}/mcp`],
  tokenPrefix: name,
  scopes: { 'notes:read': 'See notes' },
  loginPath: `/${name}/login`,
  rateLimits: false,
  mayIntrospect: async () => true,
  identify: async () => ({ subject: 'anna', displayName: 'Anna' })
})

/** Two authorization servers of one process, in the hardest case: on one database. */
async function twoIssuers(t: TestContext) {
  const { db } = await createTestDatabase(t)
  const app = Fastify()
  t.teardown(() => app.close())
  for (const name of ['north', 'south']) {
    await app.register(async (scope) => {
      await scope.register(tokenStore, { db })
      await scope.register(oauthServer, { ...optionsOf(name), store: scope.tokenStore })
      scope.get(`/${name}/notes`, { onRequest: scope.oauth.requireScope('notes:read') }, async (request) => ({
        subject: request.accessToken?.subject
      }))
    })
  }
  await app.ready()
  return app
}

const post = (app: FastifyInstance, url: string, form: Record<string, string>): Promise<LightMyRequestResponse> =>
  app.inject({
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(form).toString()
  })

/** A client that registered with an issuer, and the exchange of a code it got there. */
async function clientOf(app: FastifyInstance, name: string) {
  const registered = await app.inject({
    method: 'POST',
    url: `/${name}/oauth/register`,
    payload: { redirect_uris: [REDIRECT_URI], token_endpoint_auth_method: 'client_secret_post' }
  })
  const { client_id: clientId, client_secret: clientSecret } = registered.json()
  const client = { client_id: clientId, client_secret: clientSecret }
  const { verifier, challenge } = pkce()
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: REDIRECT_URI,
    code_challenge: challenge,
    code_challenge_method: 'S256'
  })
  const browser = new TestBrowser(app)
  const started = await browser.get(`/${name}/oauth/authorize?${query}`)
  const page = await browser.get(String(started.headers.location))
  const decided = await decide(browser, readConsentForm(page.body))
  const answer = new URL(String(decided.headers.location)).searchParams
  const exchange = {
    ...client,
    grant_type: 'authorization_code',
    code: answer.get('code') ?? '',
    code_verifier: verifier,
    redirect_uri: REDIRECT_URI
  }
  return { client, answer, exchange, consentPath: String(started.headers.location), browser }
}

t.test('AS-02, AS-03, AS-11: of two issuers on one origin each has its own documents', async (t) => {
  const app = await twoIssuers(t)
  for (const name of ['north', 'south']) {
    const issuer = `${ORIGIN}/${name}`
    for (const url of [
      `/.well-known/oauth-authorization-server/${name}`,
      `/.well-known/openid-configuration/${name}`,
      `/.well-known/oauth-authorization-server/${name}/mcp`,
      `/${name}/.well-known/openid-configuration`
    ])
      t.match((await app.inject(url)).json(), { issuer, token_endpoint: `${issuer}/oauth/token` }, url)
    for (const url of [
      `/.well-known/oauth-protected-resource/${name}/mcp`,
      `/${name}/mcp/.well-known/oauth-protected-resource`
    ])
      t.match((await app.inject(url)).json(), { resource: `${issuer}/mcp`, authorization_servers: [issuer] }, url)
    const { headers } = await app.inject(`/${name}/notes`)
    t.match(headers['www-authenticate'], `${ORIGIN}/.well-known/oauth-protected-resource/${name}/mcp`)
  }
})

t.test('AS-06, AS-11: what names no issuer belongs to none', async (t) => {
  const app = await twoIssuers(t)
  for (const url of [
    '/.well-known/oauth-protected-resource',
    '/.well-known/oauth-authorization-server',
    '/.well-known/nothing',
    '/north/oauth/nothing',
    '/south/oauth/nothing'
  ]) {
    const reply = await app.inject({ url, headers: { accept: 'text/html' } })
    t.equal(reply.statusCode, 404, url)
    t.match(reply.json(), { error: 'not_found' })
    t.equal(reply.headers['access-control-allow-origin'], '*')
  }
})

t.test('RS-06: what one issuer issued is nothing to the other, and stays good', async (t) => {
  const app = await twoIssuers(t)
  const { client, answer, exchange, consentPath, browser } = await clientOf(app, 'north')
  t.equal(answer.get('iss'), `${ORIGIN}/north`)
  t.match((await post(app, '/south/oauth/token', exchange)).json(), { error: 'invalid_grant' })
  const issued = await post(app, '/north/oauth/token', exchange)
  t.equal(issued.statusCode, 200, 'the code was not consumed')
  const tokens = issued.json<Tokens>()

  const headers = { authorization: `Bearer ${tokens.access_token}` }
  t.equal((await app.inject({ url: '/south/notes', headers })).statusCode, 401)
  t.same((await app.inject({ url: '/north/notes', headers })).json(), { subject: 'anna' })

  const refresh = { ...client, grant_type: 'refresh_token', refresh_token: tokens.refresh_token }
  t.match((await post(app, '/south/oauth/token', refresh)).json(), { error: 'invalid_grant' })
  t.equal((await post(app, '/north/oauth/token', refresh)).statusCode, 200)

  for (const token of [tokens.access_token, tokens.refresh_token])
    t.same((await post(app, '/south/oauth/introspect', { ...client, token })).json(), { active: false })
  t.match((await post(app, '/north/oauth/introspect', { ...client, token: tokens.access_token })).json(), {
    active: true,
    iss: `${ORIGIN}/north`
  })
  const elsewhere = await browser.get(consentPath.replace('/north/', '/south/'))
  t.equal(elsewhere.statusCode, 400, 'nor can it be decided there')
})

t.test('AS-122: a device’s code is unknown to the other issuer', async (t) => {
  const app = await twoIssuers(t)
  const registered = await app.inject({
    method: 'POST',
    url: '/north/oauth/register',
    payload: { redirect_uris: [], grant_types: ['urn:ietf:params:oauth:grant-type:device_code'] }
  })
  const { client_id: clientId } = registered.json()
  const asked = await post(app, '/north/oauth/device_authorization', { client_id: clientId, scope: 'notes:read' })
  const enter = async (name: string) => {
    const browser = new TestBrowser(app)
    const form = readConsentForm((await browser.get(`/${name}/oauth/device`)).body)
    return browser.post(form.action, [...form.fields, ['user_code', asked.json().user_code]])
  }
  t.match((await enter('south')).body, 'No device is waiting with this code')
  t.match((await enter('north')).body, 'Is this code on the device in front of you?')
})

t.test('tokens that could be taken for another issuer’s fail at boot', async (t) => {
  const app = Fastify()
  const register = (name: string, options: Partial<OAuthServerOptions> = {}) =>
    app.register(async (scope) => {
      await scope.register(oauthServer, { ...optionsOf(name), store: {} as never, ...options })
    })
  await register('north')
  await t.rejects(async () => register('south', { tokenPrefix: 'north' }), {
    code: 'OAUTH_OPTION_INVALID',
    option: 'tokenPrefix',
    message: /the one of https:\/\/hosting\.example\/north/
  })
})

t.test('a scope with a prefix is no place for an issuer', async (t) => {
  const app = Fastify()
  const options = { ...optionsOf('north'), store: {} as never }
  await t.rejects(
    async () => app.register(async (scope) => scope.register(oauthServer, options), { prefix: '/north' }),
    { option: 'prefix', message: /paths come from "issuer" and "basePath"/ }
  )
})
