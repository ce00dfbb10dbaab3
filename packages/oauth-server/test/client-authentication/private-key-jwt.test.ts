import { exportJWK, generateKeyPair, SignJWT } from 'jose'
import t, { type Test } from 'tap'
import type { OAuthServerOptions } from '../../src/index.ts'
import { ISSUER, testApp } from '../support/app.ts'
import { postToken } from '../support/client.ts'
import { machine } from '../support/machine.ts'

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

/** A machine client that signs, and assertions that differ from a good one by `changes`. */
async function signingClient(t: Test, options: Partial<OAuthServerOptions> = {}) {
  const test = await testApp(t, options)
  const { publicKey, privateKey } = await generateKeyPair('ES256')
  const { clientId } = await machine(test, { keys: { keys: [{ ...(await exportJWK(publicKey)), kid: 'one' }] } })
  const now = Math.floor(Date.now() / 1000)
  let count = 0
  const assertion = (
    claims: Record<string, unknown> = {},
    { key = privateKey, header = {} }: { key?: typeof privateKey | Uint8Array; header?: Record<string, unknown> } = {}
  ) => {
    const all = { iss: clientId, sub: clientId, aud: ISSUER, jti: `jti ${(count += 1)}`, iat: now, exp: now + 60 }
    return new SignJWT({ ...all, ...claims }).setProtectedHeader({ alg: 'ES256', kid: 'one', ...header }).sign(key)
  }
  const present = (jwt: string, form: Record<string, string> = {}) =>
    postToken(test, {
      grant_type: 'client_credentials',
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: jwt,
      ...form
    })
  return { test, clientId, now, assertion, present }
}

t.test('AS-84: an assertion for the issuer is accepted, with or without a slash', async (t) => {
  const { assertion, present, clientId } = await signingClient(t)
  t.equal((await present(await assertion())).statusCode, 200)
  t.equal((await present(await assertion({ aud: `${ISSUER}/` }))).statusCode, 200)
  t.equal((await present(await assertion({ aud: [ISSUER] }))).statusCode, 200)
  t.equal((await present(await assertion(), { client_id: clientId })).statusCode, 200)
})

t.test('AS-84: with two keys that fit, either may sign, and no third one', async (t) => {
  const test = await testApp(t)
  const [first, second, third] = await Promise.all([1, 2, 3].map(() => generateKeyPair('ES256')))
  if (!first || !second || !third) throw new Error('no keys')
  const keys = await Promise.all([first, second].map(({ publicKey }) => exportJWK(publicKey)))
  const { clientId } = await machine(test, { keys: { keys } })
  const statusOf = async ({ privateKey }: typeof first, jti: string) =>
    (
      await postToken(test, {
        grant_type: 'client_credentials',
        client_assertion_type: ASSERTION_TYPE,
        client_assertion: await new SignJWT({ iss: clientId, sub: clientId, aud: ISSUER, jti })
          .setProtectedHeader({ alg: 'ES256' })
          .setExpirationTime('1m')
          .sign(privateKey)
      })
    ).statusCode
  t.equal(await statusOf(first, 'a'), 200)
  t.equal(await statusOf(second, 'b'), 200)
  t.equal(await statusOf(second, 'b'), 401, 'once')
  t.equal(await statusOf(third, 'c'), 401)
})

t.test('AS-84: whatever is wrong with an assertion, the client is refused in the same words', async (t) => {
  const { assertion, present, now, test, clientId } = await signingClient(t)
  const { privateKey: strangers } = await generateKeyPair('ES256')
  const wrong: [string, string][] = [
    ['another audience', await assertion({ aud: 'https://elsewhere.example' })],
    ['the token endpoint as audience', await assertion({ aud: `${ISSUER}/oauth/token` })],
    ['two audiences', await assertion({ aud: [ISSUER, 'https://elsewhere.example'] })],
    ['no audience', await assertion({ aud: undefined })],
    ['another issuer', await assertion({ iss: 'somebody' })],
    ['no issuer', await assertion({ iss: undefined })],
    ['an unknown subject', await assertion({ sub: 'somebody', iss: 'somebody' })],
    ['no expiry', await assertion({ exp: undefined })],
    ['an expiry that is over', await assertion({ exp: now - 120 })],
    ['an expiry too far ahead', await assertion({ exp: now + 3600 })],
    ['a time to come', await assertion({ iat: now + 300 })],
    ['a start to come', await assertion({ nbf: now + 300 })],
    ['no jti', await assertion({ jti: undefined })],
    ['a jti that is no text', await assertion({ jti: 5 })],
    ['another key', await assertion({}, { key: strangers })],
    ['an unknown key id', await assertion({}, { header: { kid: 'two' } })],
    ['a shared secret', await assertion({}, { key: Buffer.alloc(32, 1), header: { alg: 'HS256' } })],
    ['no signature', `${Buffer.from('{"alg":"none"}').toString('base64url')}.${(await assertion()).split('.')[1]}.`],
    ['a changed claim', (await assertion()).replace(/\..*\./, `.${Buffer.from('{}').toString('base64url')}.`)],
    ['no JWT', 'nonsense']
  ]
  for (const [name, jwt] of wrong) {
    const reply = await present(jwt)
    t.equal(reply.statusCode, 401, name)
    t.same(reply.json(), { error: 'invalid_client', error_description: 'Client authentication failed' }, name)
    t.notOk('www-authenticate' in reply.headers, 'AS-82: no Basic challenge')
  }
  const wrongType = await present(await assertion(), { client_assertion_type: 'urn:something:else' })
  t.match(wrongType.json(), { error: 'invalid_client' })
  t.match((await present(await assertion(), { client_id: 'somebody' })).json(), { error: 'invalid_request' })
  t.match((await present(await assertion(), { client_id: clientId, client_secret: 'x' })).json(), {
    error: 'invalid_request'
  })
  t.match((await postToken(test, { grant_type: 'client_credentials', client_id: clientId })).json(), {
    error: 'invalid_client'
  })
})

t.test('AS-84: the token endpoint is an audience where the operator allows it', async (t) => {
  const { assertion, present } = await signingClient(t, { allowTokenEndpointAudience: true })
  t.equal((await present(await assertion({ aud: `${ISSUER}/oauth/token` }))).statusCode, 200)
})

t.test('AS-85: an assertion is good once, however many present it', async (t) => {
  const { assertion, present } = await signingClient(t)
  const jwt = await assertion()
  const replies = await Promise.all(Array.from({ length: 10 }, () => present(jwt)))
  t.equal(replies.filter(({ statusCode }) => statusCode === 200).length, 1)
  t.equal(replies.filter(({ statusCode }) => statusCode === 401).length, 9)
})

t.test('AS-07: the method and its algorithms are advertised, asymmetric ones only', async (t) => {
  const { app } = await testApp(t)
  const metadata = (await app.inject('/.well-known/oauth-authorization-server')).json()
  t.ok(metadata.token_endpoint_auth_methods_supported.includes('private_key_jwt'))
  t.ok(metadata.token_endpoint_auth_signing_alg_values_supported.includes('ES256'))
  t.notMatch(metadata.token_endpoint_auth_signing_alg_values_supported.join(), /none|HS/)
})
