import * as oauth from 'oauth4webapi'
import t from 'tap'
import { ISSUER, RESOURCE, testApp } from '../support/app.ts'
import { connect } from '../support/client.ts'
import { postForm } from '../support/form.ts'
import { machine } from '../support/machine.ts'

t.test(
  'AS-115, AS-76: a client learns what its own token is: whose, for what, and that a machine has it',
  async (t) => {
    const test = await testApp(t)
    const { clientId, secret, request } = await machine(test)
    const { access_token: token } = (await request()).json()
    const reply = await postForm(test, '/oauth/introspect', { client_id: clientId, client_secret: secret, token })
    t.equal(reply.headers['cache-control'], 'no-store')
    const { iat, exp, ...claims } = reply.json()
    t.same(claims, {
      active: true,
      scope: 'notes:read notes:write',
      client_id: clientId,
      sub: 'anna',
      aud: RESOURCE,
      iss: ISSUER,
      token_type: 'Bearer',
      sub_type: 'machine'
    })
    t.equal(exp - iat, 3600)
  }
)

t.test('AS-115: others’ tokens are inactive, unless the host lets a client see them', async (t) => {
  const trusted = new Set<string>()
  const test = await testApp(t, { mayIntrospect: async ({ id }) => trusted.has(id) })
  const { tokens, clientId } = await connect(test)
  const { clientId: caller, secret } = await machine(test)
  const ask = async (token: string) =>
    (await postForm(test, '/oauth/introspect', { client_id: caller, client_secret: secret, token })).json()
  t.same(await ask(tokens.access_token), { active: false })
  trusted.add(caller)
  t.match(await ask(tokens.access_token), { active: true, client_id: clientId, sub: 'anna', sub_type: 'user' })
  t.same(await ask(tokens.refresh_token), { active: false }, 'a refresh token is its client’s business')
  for (const token of ['nonsense', secret]) t.same(await ask(token), { active: false })
  await test.app.oauth.grants.revokeSubject('anna')
  t.same(await ask(tokens.access_token), { active: false })
})

t.test('AS-115: a client learns whether its own refresh token can still be used', async (t) => {
  const test = await testApp(t)
  const { client, secret = '' } = await test.app.oauth.clients.create('anna', {
    name: 'Web',
    scopes: ['notes:read'],
    redirectUris: ['https://client.example/callback']
  })
  const { tokens } = await connect(test, { scope: 'notes:read' }, { clientId: client.id, clientSecret: secret })
  const ask = async () =>
    (
      await postForm(test, '/oauth/introspect', {
        client_id: client.id,
        client_secret: secret,
        token: tokens.refresh_token
      })
    ).json()
  t.match(await ask(), { active: true, client_id: client.id, scope: 'notes:read', exp: Number })
  await test.app.oauth.grants.revokeSubject('anna')
  t.same(await ask(), { active: false })
})

t.test('AS-115: public clients and strangers learn nothing', async (t) => {
  const test = await testApp(t)
  const { tokens, clientId } = await connect(test)
  for (const form of [{ client_id: clientId }, { client_id: 'nobody', client_secret: 'x' }]) {
    const reply = await postForm(test, '/oauth/introspect', { ...form, token: tokens.access_token })
    t.equal(reply.statusCode, 401)
    t.match(reply.json(), { error: 'invalid_client' })
  }
})

t.test('AS-115: oauth4webapi, a strict client, is content', async (t) => {
  const test = await testApp(t)
  const { clientId, secret, request } = await machine(test)
  const { access_token: token } = (await request()).json()
  const as: oauth.AuthorizationServer = (await test.app.inject('/.well-known/oauth-authorization-server')).json()
  const client = { client_id: clientId }
  const send = async (url: string, init: { headers?: Record<string, string>; body?: unknown }) => {
    const reply = await postForm(
      test,
      new URL(url).pathname,
      String(init.body),
      Object.fromEntries(new Headers(init.headers))
    )
    return new Response(reply.body, { status: reply.statusCode, headers: reply.headers as Record<string, string> })
  }
  const options = { [oauth.customFetch]: send as never }
  const authentication = oauth.ClientSecretBasic(secret)
  const asked = await oauth.introspectionRequest(as, client, authentication, token, options)
  t.match(await oauth.processIntrospectionResponse(as, client, asked), { active: true, client_id: clientId })
  const revoked = await oauth.revocationRequest(as, client, authentication, token, options)
  await oauth.processRevocationResponse(revoked)
  const again = await oauth.introspectionRequest(as, client, authentication, token, options)
  t.same(await oauth.processIntrospectionResponse(as, client, again), { active: false })
})
