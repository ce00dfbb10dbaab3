import t from 'tap'
import { ISSUER, testApp, type TestApp } from '../support/app.ts'
import { authorizationQuery, clientWithCode, connect, postToken, register, type Tokens } from '../support/client.ts'
import { connectBound, dpopKey, type DpopKey, getNotes } from '../support/dpop.ts'
import { postForm } from '../support/form.ts'
import { machine } from '../support/machine.ts'

const refresh = async (test: TestApp, clientId: string, token: string, key?: DpopKey, form = {}) =>
  postToken(
    test,
    { grant_type: 'refresh_token', client_id: clientId, refresh_token: token, ...form },
    key && { dpop: await key.forToken() }
  )

t.test('AS-117: with a proof tokens are bound, without one they are not', async (t) => {
  const test = await testApp(t)
  const key = await dpopKey()
  const { tokens } = await connectBound(test, key)
  t.equal(tokens.token_type, 'DPoP')
  t.same(await test.sql`select dpop_key_thumbprint as key from oauth_access_tokens`, [{ key: key.thumbprint }])
  t.equal((await connect(test)).tokens.token_type, 'Bearer')
})

t.test('AS-117: a public client’s refresh token is good with its key only', async (t) => {
  const test = await testApp(t)
  const key = await dpopKey()
  const { clientId, tokens } = await connectBound(test, key)
  for (const [name, wrong] of [['no key', undefined] as const, ['another key', await dpopKey()] as const]) {
    const reply = await refresh(test, clientId, tokens.refresh_token, wrong)
    t.equal(reply.statusCode, 400, name)
    t.match(reply.json(), { error: 'invalid_grant' }, name)
    t.match(
      await refresh(test, clientId, tokens.refresh_token, wrong, { scope: 'notes:delete' }).then((r) => r.json()),
      { error: 'invalid_grant' },
      'nothing of it is told'
    )
  }
  t.match(test.logged(), /a refresh token came without the key it is bound to/)

  let { refresh_token: latest } = tokens
  for (let generation = 2; generation <= 3; generation++) {
    const reply = await refresh(test, clientId, latest, key)
    t.match(reply.json(), { token_type: 'DPoP' })
    latest = reply.json<Tokens>().refresh_token
  }
  t.match((await refresh(test, clientId, latest)).json(), { error: 'invalid_grant' })
  t.equal((await refresh(test, clientId, latest, key)).statusCode, 200, 'what was wrong has ended nothing')
})

t.test('AS-117: a refresh that is repeated with the same key gets the same answer', async (t) => {
  const test = await testApp(t)
  const key = await dpopKey()
  const { clientId, tokens } = await connectBound(test, key)
  const replies = await Promise.all(Array.from({ length: 5 }, () => refresh(test, clientId, tokens.refresh_token, key)))
  t.equal(new Set(replies.map(({ body }) => body)).size, 1)
  t.match(replies[0]?.json(), { token_type: 'DPoP' })
})

t.test('AS-117: a refresh binds what was not bound, and is no repetition of one that did not', async (t) => {
  const test = await testApp(t)
  const key = await dpopKey()
  const free = await connect(test)
  const bound = (await refresh(test, free.clientId, free.tokens.refresh_token, key)).json<Tokens>()
  t.equal(bound.token_type, 'DPoP')
  t.match((await refresh(test, free.clientId, bound.refresh_token)).json(), { error: 'invalid_grant' })
  t.equal((await refresh(test, free.clientId, bound.refresh_token, key)).statusCode, 200)

  const other = await connect(test)
  t.equal((await refresh(test, other.clientId, other.tokens.refresh_token)).json().token_type, 'Bearer')
  t.match(
    (await refresh(test, other.clientId, other.tokens.refresh_token, key)).json(),
    { error: 'invalid_grant' },
    'another request: the key is not part of the answer that was given'
  )
})

t.test('AS-117: a confidential client’s refresh token is bound to the client, not to a key', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId, client_secret: clientSecret = '' } = await register(test, {
    token_endpoint_auth_method: 'client_secret_post'
  })
  const { exchange } = await clientWithCode(test, {}, { clientId, clientSecret })
  const [first, second] = [await dpopKey(), await dpopKey()]
  const bound = (await postToken(test, exchange, { dpop: await first.forToken() })).json<Tokens>()
  t.equal(bound.token_type, 'DPoP')
  const secret = { client_secret: clientSecret }
  const moved = (await refresh(test, clientId, bound.refresh_token, second, secret)).json<Tokens>()
  t.equal(moved.token_type, 'DPoP')
  t.equal((await getNotes(test, moved.access_token, await first.forNotes(moved.access_token))).statusCode, 401)
  t.equal((await getNotes(test, moved.access_token, await second.forNotes(moved.access_token))).statusCode, 200)
  t.match((await refresh(test, clientId, moved.refresh_token, undefined, secret)).json(), { token_type: 'Bearer' })
})

t.test('AS-117: a machine client binds each token or does not', async (t) => {
  const test = await testApp(t)
  const key = await dpopKey()
  const { clientId, secret } = await machine(test)
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: secret }
  const bound = (await postToken(test, form, { dpop: await key.forToken() })).json<Tokens>()
  const free = (await postToken(test, form)).json<Tokens>()
  t.same([bound.token_type, free.token_type], ['DPoP', 'Bearer'])
  t.equal((await getNotes(test, free.access_token, undefined, { scheme: 'Bearer' })).statusCode, 200)
  t.equal((await getNotes(test, bound.access_token, undefined, { scheme: 'Bearer' })).statusCode, 401)
  t.equal((await getNotes(test, bound.access_token, await key.forNotes(bound.access_token))).statusCode, 200)
})

t.test('AS-117: a client that registers for bound tokens gets no others', async (t) => {
  const test = await testApp(t)
  const registered = await register(test, { dpop_bound_access_tokens: true })
  t.match(registered, { dpop_bound_access_tokens: true })
  const clientId = registered.client_id
  const { exchange } = await clientWithCode(test, {}, { clientId })
  const refused = await postToken(test, exchange)
  t.equal(refused.statusCode, 400)
  t.match(refused.json(), { error: 'invalid_dpop_proof' })
  const key = await dpopKey()
  const reply = await postToken(test, exchange, { dpop: await key.forToken() })
  t.match(reply.json(), { token_type: 'DPoP' })

  for (const value of [false, null]) {
    t.notOk('dpop_bound_access_tokens' in (await register(test, { dpop_bound_access_tokens: value })))
  }
  await t.rejects(register(test, { dpop_bound_access_tokens: 'yes' }), /invalid_client_metadata/)
})

t.test('AS-117: a code that was asked for with a key is redeemed with that key only', async (t) => {
  const test = await testApp(t)
  const key = await dpopKey()
  const { exchange } = await clientWithCode(test, { dpop_jkt: key.thumbprint })
  t.match((await postToken(test, exchange)).json(), { error: 'invalid_grant' }, 'no key')
  const other = await (await dpopKey()).forToken()
  t.match((await postToken(test, exchange, { dpop: other })).json(), { error: 'invalid_grant' }, 'another key')
  t.match((await postToken(test, exchange, { dpop: await key.forToken() })).json(), { token_type: 'DPoP' })
})

t.test('AS-117: a malformed dpop_jkt goes back to the client', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await register(test)
  for (const thumbprint of ['x', `${'x'.repeat(42)}=`, 'x'.repeat(44)]) {
    const reply = await test.app.inject(authorizationQuery(clientId, 'x'.repeat(43), { dpop_jkt: thumbprint }))
    t.match(reply.headers.location, 'error=invalid_request')
  }
})

t.test('AS-115, AS-117: introspection tells the key', async (t) => {
  const test = await testApp(t, { mayIntrospect: async () => true })
  const key = await dpopKey()
  const { tokens } = await connectBound(test, key)
  const { clientId, secret } = await machine(test)
  const form = { client_id: clientId, client_secret: secret, token: tokens.access_token }
  const reply = await postForm(test, '/oauth/introspect', form)
  t.match(reply.json(), { active: true, token_type: 'DPoP', cnf: { jkt: key.thumbprint } })
})

t.test('AS-117: where every token has to be bound, a request without proof gets none', async (t) => {
  const test = await testApp(t, { dpop: { required: true } })
  const { request } = await machine(test)
  const refused = await request()
  t.equal(refused.statusCode, 400)
  t.match(refused.json(), { error: 'invalid_dpop_proof' })
  const key = await dpopKey()
  t.equal((await connectBound(test, key)).tokens.token_type, 'DPoP')
})

t.test('AS-117: where there is no DPoP, a proof changes nothing', async (t) => {
  const test = await testApp(t, { dpop: false })
  const registered = await register(test, { dpop_bound_access_tokens: true })
  t.notOk('dpop_bound_access_tokens' in registered)
  const { exchange } = await clientWithCode(test, { dpop_jkt: 'x' }, { clientId: registered.client_id })
  const reply = await postToken(test, exchange, { dpop: 'nonsense' })
  t.match(reply.json(), { token_type: 'Bearer' })
  const { access_token: token } = reply.json<Tokens>()
  t.equal((await getNotes(test, token, undefined, { scheme: 'Bearer' })).statusCode, 200)
  const tried = await getNotes(test, token, 'nonsense')
  t.equal(tried.statusCode, 401)
  t.notMatch(tried.headers['www-authenticate'], /DPoP|error=/)
})

t.test('AS-118: the metadata lists the algorithms, asymmetric ones only', async (t) => {
  const { app } = await testApp(t)
  for (const name of ['oauth-authorization-server', 'oauth-protected-resource/mcp']) {
    const metadata = (await app.inject(`/.well-known/${name}`)).json()
    t.ok(metadata.dpop_signing_alg_values_supported.includes('ES256'), name)
    t.notMatch(metadata.dpop_signing_alg_values_supported.join(), /none|HS/, name)
    t.notOk('dpop_bound_access_tokens_required' in metadata, name)
  }
})

t.test('AS-118: the metadata says whether bound tokens are required, or that there are none', async (t) => {
  const required = await testApp(t, { dpop: { required: true } })
  t.match((await required.app.inject('/.well-known/oauth-protected-resource/mcp')).json(), {
    resource: `${ISSUER}/mcp`,
    dpop_bound_access_tokens_required: true
  })
  const off = await testApp(t, { dpop: false })
  for (const name of ['oauth-authorization-server', 'oauth-protected-resource/mcp']) {
    t.notMatch((await off.app.inject(`/.well-known/${name}`)).body, 'dpop', name)
  }
})
