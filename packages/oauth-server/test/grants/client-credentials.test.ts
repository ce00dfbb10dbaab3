import { setTimeout } from 'node:timers/promises'
import * as oauth from 'oauth4webapi'
import t from 'tap'
import { ISSUER, RESOURCE, testApp } from '../support/app.ts'
import { postToken, register } from '../support/client.ts'
import { machine } from '../support/machine.ts'

t.test(
  'AS-74, AS-75: a machine client gets a token for an hour, no refresh token, and acts as its owner',
  async (t) => {
    const test = await testApp(t)
    const { clientId, request } = await machine(test)
    const reply = await request()
    t.equal(reply.statusCode, 200)
    t.equal(reply.headers['cache-control'], 'no-store')
    const { access_token: accessToken, ...rest } = reply.json()
    t.match(accessToken, /^ntoa_/)
    t.same(rest, { token_type: 'Bearer', expires_in: 3600, scope: 'notes:read notes:write' })
    const notes = await test.app.inject({ url: '/notes', headers: { authorization: `Bearer ${accessToken}` } })
    t.same(notes.json(), { subject: 'anna' })
    t.match(await test.app.oauth.grants.list({ subject: 'anna' }), [{ kind: 'machine', clientId, resource: RESOURCE }])
  }
)

t.test('AS-74: secret in the body or in the header', async (t) => {
  const test = await testApp(t)
  const { clientId, secret } = await machine(test)
  const inBody = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret }
  t.equal((await postToken(test, inBody)).statusCode, 200)
  const strict = (text: string) => text.replace(/[^A-Za-z0-9]/g, (c) => `%${c.charCodeAt(0).toString(16)}`)
  for (const credentials of [`${clientId}:${secret}`, `${strict(clientId)}:${strict(secret)}`]) {
    const authorization = `Basic ${Buffer.from(credentials).toString('base64')}`
    const reply = await postToken(test, { grant_type: 'client_credentials' }, { authorization })
    t.equal(reply.statusCode, 200, 'AS-80: encoded by the letter or not at all')
  }
})

t.test('AS-75: scope and resource are within what the client has', async (t) => {
  const test = await testApp(t)
  const { request } = await machine(test)
  t.equal((await request({ scope: 'notes:read' })).json().scope, 'notes:read')
  t.equal((await request({ resource: RESOURCE })).statusCode, 200)
  t.match((await request({ scope: 'notes:read notes:delete' })).json(), { error: 'invalid_scope' })
  t.match((await request({ scope: 'nonsense' })).json(), { error: 'invalid_scope' })
  t.match((await request({ resource: 'https://elsewhere.example/mcp' })).json(), { error: 'invalid_target' })
})

t.test(
  'AS-75: whoever repeats the scopes of our own challenge, and may not have them all, gets what it may have',
  async (t) => {
    const test = await testApp(t, { resources: [{ resource: RESOURCE, defaultScopes: ['notes:read', 'notes:write'] }] })
    const { request } = await machine(test, { scopes: ['notes:read', 'notes:delete'] })
    t.equal((await request({ scope: 'notes:write notes:read' })).json().scope, 'notes:read notes:delete')
    const { request: withNone } = await machine(test, { scopes: ['notes:delete'] })
    t.equal((await withNone({ scope: 'notes:read notes:write' })).json().scope, 'notes:delete')
    const { request: withAll } = await machine(test, { scopes: ['notes:read', 'notes:write', 'notes:delete'] })
    t.equal(
      (await withAll({ scope: 'notes:read notes:write' })).json().scope,
      'notes:read notes:write',
      'what it may ask for'
    )
  }
)

t.test('AS-74: clients that nobody made a machine of may not', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await register(test)
  t.match((await postToken(test, { grant_type: 'client_credentials', client_id: clientId })).json(), {
    error: 'unauthorized_client'
  })
  const confidential = await register(test, { token_endpoint_auth_method: 'client_secret_post' })
  const form = { client_id: confidential.client_id, client_secret: confidential.client_secret ?? '' }
  t.match((await postToken(test, { grant_type: 'client_credentials', ...form })).json(), {
    error: 'unauthorized_client'
  })
})

t.test('AS-74: with its owner a machine client stops at once, token and all', async (t) => {
  const active = new Set(['anna'])
  const test = await testApp(t, { isActiveSubject: async (subject) => active.has(subject) })
  const { request } = await machine(test)
  const { access_token: accessToken } = (await request()).json()
  const useToken = () => test.app.inject({ url: '/notes', headers: { authorization: `Bearer ${accessToken}` } })
  t.equal((await useToken()).statusCode, 200)
  active.delete('anna')
  const refused = await request()
  t.equal(refused.statusCode, 401)
  t.match(refused.json(), { error: 'invalid_client' })
  t.equal((await useToken()).statusCode, 401)
})

t.test('AS-74: a deleted, disabled or changed client’s tokens are void', async (t) => {
  const test = await testApp(t)
  const { clients } = test.app.oauth
  const { clientId, request } = await machine(test)
  const use = async () => {
    const { access_token: token } = (await request()).json()
    return async () =>
      (await test.app.inject({ url: '/notes', headers: { authorization: `Bearer ${token}` } })).statusCode
  }
  const beforeChange = await use()
  await clients.update('anna', clientId, { scopes: ['notes:read'] })
  t.equal(await beforeChange(), 401)
  t.equal((await request()).json().scope, 'notes:read')

  const beforeDisabling = await use()
  await clients.update('anna', clientId, { isDisabled: true })
  t.equal(await beforeDisabling(), 401)
  t.match((await request()).json(), { error: 'invalid_client' })
  await clients.update('anna', clientId, { isDisabled: false })

  const beforeDeletion = await use()
  t.equal(await clients.delete('anna', clientId), true)
  t.equal(await beforeDeletion(), 401)
  t.match((await request()).json(), { error: 'invalid_client' })
})

t.test('AS-78: a machine client that asks and asks has a hundred live tokens', async (t) => {
  const test = await testApp(t, { limits: { liveTokensPerMachineClient: 3 } })
  const { request } = await machine(test)
  const tokens: string[] = []
  for (let i = 0; i < 5; i++) tokens.push((await request()).json().access_token)
  await setTimeout(500)
  const live = await Promise.all(
    tokens.map((token) => test.app.inject({ url: '/notes', headers: { authorization: `Bearer ${token}` } }))
  )
  t.same(
    live.map(({ statusCode }) => statusCode),
    [401, 401, 200, 200, 200]
  )
})

t.test('oauth4webapi, a strict client, is content with client_secret_basic and private_key_jwt', async (t) => {
  const test = await testApp(t)
  const as: oauth.AuthorizationServer = { issuer: ISSUER, token_endpoint: `${ISSUER}/oauth/token` }
  const send = async (url: string, init: { headers?: Record<string, string>; body?: unknown }) => {
    const reply = await test.app.inject({
      method: 'POST',
      url: new URL(url).pathname,
      headers: Object.fromEntries(new Headers(init.headers)),
      payload: String(init.body)
    })
    return new Response(reply.body, { status: reply.statusCode, headers: reply.headers as Record<string, string> })
  }
  const options = { [oauth.customFetch]: send as typeof fetch }
  const parameters = { scope: 'notes:read', resource: RESOURCE }
  const { clientId, secret } = await machine(test)
  const basic = await oauth.clientCredentialsGrantRequest(
    as,
    { client_id: clientId },
    oauth.ClientSecretBasic(secret),
    parameters,
    options
  )
  t.match(await oauth.processClientCredentialsResponse(as, { client_id: clientId }, basic), { scope: 'notes:read' })

  const keyPair = await oauth.generateKeyPair('ES256')
  const jwk = await crypto.subtle.exportKey('jwk', keyPair.publicKey)
  const signing = await machine(test, { keys: { keys: [{ ...jwk, kid: 'one', alg: 'ES256' }] } })
  const client = { client_id: signing.clientId }
  const method = oauth.PrivateKeyJwt({ key: keyPair.privateKey, kid: 'one' })
  const signed = await oauth.clientCredentialsGrantRequest(as, client, method, parameters, options)
  t.match(await oauth.processClientCredentialsResponse(as, client, signed), { scope: 'notes:read' })
})
