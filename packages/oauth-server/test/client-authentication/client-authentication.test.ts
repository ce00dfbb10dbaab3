import t from 'tap'
import { testApp, type TestApp } from '../support/app.ts'
import { postToken, register, REDIRECT_URI } from '../support/client.ts'

/** A request that fails only after the client was authenticated: `invalid_grant` means it was. */
const exchange = { grant_type: 'refresh_token', refresh_token: 'nonsense' }

async function outcome(test: TestApp, form: Record<string, string>, headers: Record<string, string> = {}) {
  const reply = await postToken(test, { ...exchange, ...form }, headers)
  return {
    status: reply.statusCode,
    error: reply.json().error,
    challenge: reply.headers['www-authenticate'],
    body: reply.body
  }
}

const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` })
const strictly = (text: string) => Array.from(text, (character) => `%${character.charCodeAt(0).toString(16)}`).join('')

t.test('AS-79, AS-80: a confidential client may use Basic, raw or form-encoded, or the body', async (t) => {
  const test = await testApp(t)
  const { client_id: id, client_secret: secret = '' } = await register(test, {
    token_endpoint_auth_method: 'client_secret_basic'
  })
  t.match(await outcome(test, {}, basic(`${id}:${secret}`)), { error: 'invalid_grant' })
  t.match(await outcome(test, {}, basic(`${strictly(id)}:${strictly(secret)}`)), { error: 'invalid_grant' })
  t.match(
    await outcome(test, {}, { authorization: basic(`${id}:${secret}`).authorization.replace('Basic', 'basic') }),
    { error: 'invalid_grant' }
  )
  t.match(await outcome(test, { client_id: id, client_secret: secret }), { error: 'invalid_grant' })
  t.match(await outcome(test, { client_id: id }, basic(`${id}:${secret}`)), { error: 'invalid_grant' })
})

t.test('AS-79: two methods, or two clients, at once are refused', async (t) => {
  const test = await testApp(t)
  const { client_id: id, client_secret: secret = '' } = await register(test, {
    token_endpoint_auth_method: 'client_secret_basic'
  })
  t.match(await outcome(test, { client_id: id, client_secret: secret }, basic(`${id}:${secret}`)), {
    status: 400,
    error: 'invalid_request'
  })
  t.match(await outcome(test, { client_id: 'other' }, basic(`${id}:${secret}`)), {
    status: 400,
    error: 'invalid_request'
  })
})

t.test('AS-82, AS-87: failures look alike, and only Basic is answered with a Basic challenge', async (t) => {
  const test = await testApp(t)
  const { client_id: id, client_secret: secret = '' } = await register(test, {
    token_endpoint_auth_method: 'client_secret_basic'
  })
  const wrong = await outcome(test, {}, basic(`${id}:${secret}x`))
  const unknown = await outcome(test, {}, basic(`nobody:${secret}`))
  t.same(wrong, unknown)
  t.match(wrong, { status: 401, error: 'invalid_client', challenge: 'Basic realm="oauth"' })
  t.match(await outcome(test, { client_id: id, client_secret: 'wrong' }), {
    status: 401,
    error: 'invalid_client',
    challenge: undefined
  })
})

t.test('AS-80: malformed Basic credentials', async (t) => {
  const test = await testApp(t)
  for (const headers of [basic('%zz:x'), basic('nocolon'), basic(':x'), { authorization: 'Basic !!!' }]) {
    t.match(await outcome(test, {}, headers), { status: 401, error: 'invalid_client' }, headers.authorization)
  }
})

t.test('AS-83: no silent downgrade in either direction', async (t) => {
  const test = await testApp(t)
  const open = await register(test)
  t.match(
    await outcome(test, { client_id: open.client_id, client_secret: '' }),
    { error: 'invalid_grant' },
    'an empty secret is none'
  )
  t.match(await outcome(test, { client_id: open.client_id, client_secret: 'x' }), {
    status: 401,
    error: 'invalid_client'
  })
  const closed = await register(test, {
    token_endpoint_auth_method: 'client_secret_post',
    redirect_uris: [REDIRECT_URI]
  })
  t.match(await outcome(test, { client_id: closed.client_id }), { status: 401, error: 'invalid_client' })
})

t.test('a disabled client is no client', async (t) => {
  const test = await testApp(t)
  const { client_id: id } = await register(test)
  await test.sql`update oauth_clients set disabled_at = now()`
  t.match(await outcome(test, { client_id: id }), { status: 401, error: 'invalid_client' })
})
