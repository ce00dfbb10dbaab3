import t from 'tap'
import { testApp, type TestApp } from '../support/app.ts'
import { connect, postToken, register } from '../support/client.ts'
import { machine } from '../support/machine.ts'
import { postForm } from '../support/form.ts'

const use = async ({ app }: TestApp, token: string) =>
  (await app.inject({ url: '/notes', headers: { authorization: `Bearer ${token}` } })).statusCode

t.test('AS-113: a refresh token takes the whole grant along', async (t) => {
  const test = await testApp(t)
  const { clientId, tokens } = await connect(test)
  const reply = await postForm(test, '/oauth/revoke', { client_id: clientId, token: tokens.refresh_token })
  t.equal(reply.statusCode, 200)
  t.same(reply.json(), {})
  t.match(reply.headers, { 'cache-control': 'no-store', 'access-control-allow-origin': '*' })
  t.equal(await use(test, tokens.access_token), 401)
  const refresh = { grant_type: 'refresh_token', client_id: clientId, refresh_token: tokens.refresh_token }
  t.match((await postToken(test, refresh)).json(), { error: 'invalid_grant' })
  const again = await postForm(test, '/oauth/revoke', { client_id: clientId, token: tokens.refresh_token })
  t.equal(again.statusCode, 200, 'as often as you like')
})

t.test('AS-113: an access token goes alone', async (t) => {
  const test = await testApp(t)
  const { clientId, tokens } = await connect(test)
  const form = { client_id: clientId, token: tokens.access_token, token_type_hint: 'nonsense' }
  t.equal((await postForm(test, '/oauth/revoke', form)).statusCode, 200)
  t.equal(await use(test, tokens.access_token), 401)
  const refresh = { grant_type: 'refresh_token', client_id: clientId, refresh_token: tokens.refresh_token }
  const { access_token: next } = (await postToken(test, refresh)).json()
  t.equal(await use(test, next), 200)
})

t.test('AS-113: another client’s token is left alone, and nothing is told about it', async (t) => {
  const test = await testApp(t)
  const { tokens } = await connect(test)
  const { client_id: other } = await register(test, { client_name: 'Another' })
  for (const token of [tokens.access_token, tokens.refresh_token, 'nonsense', `${tokens.access_token}x`]) {
    const reply = await postForm(test, '/oauth/revoke', { client_id: other, token })
    t.equal(reply.statusCode, 200)
    t.same(reply.json(), {})
  }
  t.equal(await use(test, tokens.access_token), 200)
})

t.test('AS-113: a machine client revokes with its own credentials only', async (t) => {
  const test = await testApp(t)
  const { clientId, secret, request } = await machine(test)
  const { access_token: token } = (await request()).json()
  t.match((await postForm(test, '/oauth/revoke', { client_id: clientId, token })).json(), { error: 'invalid_client' })
  t.equal(await use(test, token), 200)
  await postForm(test, '/oauth/revoke', { client_id: clientId, client_secret: secret, token })
  t.equal(await use(test, token), 401)
})

t.test('AS-113: a request without a token, or with two, is malformed', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await register(test)
  for (const form of [
    `client_id=${clientId}`,
    `client_id=${clientId}&token=`,
    `client_id=${clientId}&token=a&token=b`
  ]) {
    const reply = await postForm(test, '/oauth/revoke', form)
    t.equal(reply.statusCode, 400)
    t.match(reply.json(), { error: 'invalid_request' })
  }
  const get = await test.app.inject('/oauth/revoke')
  t.equal(get.statusCode, 405)
  t.equal((await test.app.inject({ method: 'OPTIONS', url: '/oauth/revoke' })).statusCode, 204)
})
