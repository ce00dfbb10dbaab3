import t, { type Test } from 'tap'
import { addressOf } from '../src/rate-limits.ts'
import { testApp } from './support/app.ts'
import { authorizationQuery, clientWithCode, connect, pkce, postToken, register } from './support/client.ts'
import { postForm } from './support/form.ts'
import { machine } from './support/machine.ts'

const { challenge } = pkce()
const few = { requests: 3, perSeconds: 600 }

function isTooMany(t: Test, reply: { statusCode: number; headers: Record<string, unknown>; json(): unknown }) {
  t.equal(reply.statusCode, 429)
  t.match(reply.json(), { error: 'temporarily_unavailable' })
  t.match(reply.headers, { 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
  t.ok(Number(reply.headers['retry-after']) > 0)
}

t.test('AS-145, AS-146: authorization requests of an address', async (t) => {
  const test = await testApp(t, { rateLimits: { authorize: few } })
  const { client_id: clientId } = await register(test)
  const browser = test.browser()
  for (let i = 0; i < 3; i++) t.equal((await browser.get(authorizationQuery(clientId, challenge))).statusCode, 303)
  const refused = await browser.get(authorizationQuery(clientId, challenge))
  t.equal(refused.statusCode, 429)
  t.match(refused.body, 'Wait a minute')
  t.ok(Number(refused.headers['retry-after']) > 0)
})

t.test('AS-145: exchanges of codes that do not fit, by a client at an address', async (t) => {
  const test = await testApp(t, { rateLimits: { codeExchange: few } })
  const { exchange } = await clientWithCode(test)
  const wrong = { ...exchange, code_verifier: 'x'.repeat(43) }
  for (let i = 0; i < 3; i++) t.equal((await postToken(test, wrong)).statusCode, 400)
  isTooMany(t, await postToken(test, wrong))
  t.equal((await postToken(test, exchange)).statusCode, 200, 'the right one gets through')
  const other = await clientWithCode(test, {}, { clientId: (await register(test, { client_name: 'Other' })).client_id })
  t.equal((await postToken(test, other.exchange)).statusCode, 200, 'another client is not in the way')
})

t.test('AS-145, AS-147: rotations of a grant; what is repeated does not count', async (t) => {
  const test = await testApp(t, { rateLimits: { refresh: few } })
  const { clientId, tokens } = await connect(test)
  const refresh = (token: string) =>
    postToken(test, { grant_type: 'refresh_token', client_id: clientId, refresh_token: token })
  let token = tokens.refresh_token
  for (let i = 0; i < 3; i++) {
    const storm = await Promise.all(Array.from({ length: 10 }, () => refresh(token)))
    t.ok(storm.every(({ statusCode }) => statusCode === 200))
    token = storm[0]?.json().refresh_token
  }
  isTooMany(t, await refresh(token))
  await test.sql`update oauth_grants set rotations_paid_until = clock_timestamp()`
  t.equal((await refresh(token)).statusCode, 200, 'and it is not lost by having been refused')
})

t.test('AS-145, AS-147: who fails too often waits; who is right gets through all the same', async (t) => {
  const test = await testApp(t, { rateLimits: { failures: few } })
  const { request } = await machine(test)
  const { clientId, tokens } = await connect(test)
  const guess = () => postToken(test, { grant_type: 'refresh_token', client_id: clientId, refresh_token: 'x' })
  for (let i = 0; i < 3; i++) t.equal((await guess()).statusCode, 400)
  isTooMany(t, await guess())
  isTooMany(t, await postForm(test, '/oauth/revoke', { client_id: 'nobody', token: 'x' }))
  t.equal((await request()).statusCode, 200)
  const right = { grant_type: 'refresh_token', client_id: clientId, refresh_token: tokens.refresh_token }
  t.equal((await postToken(test, right)).statusCode, 200)
})

t.test('AS-145: questions of one who introspects', async (t) => {
  const test = await testApp(t, { rateLimits: { introspect: few } })
  const { clientId, secret } = await machine(test)
  const ask = () => postForm(test, '/oauth/introspect', { client_id: clientId, client_secret: secret, token: 'x' })
  for (let i = 0; i < 3; i++) t.equal((await ask()).statusCode, 200)
  isTooMany(t, await ask())
})

t.test('AS-145: two nodes count together, and time pays back', async (t) => {
  const test = await testApp(t)
  const { rateLimits } = test.app.tokenStore
  const limit = { requests: 10, perSeconds: 600 }
  const waits = await Promise.all(Array.from({ length: 30 }, () => rateLimits.take('burst', limit)))
  const allowed = waits.filter((seconds) => seconds === 0).length
  t.equal(allowed, 10)
  // A caller that waited for the row reads its own clock of before.
  t.ok(Math.max(...waits) <= 61, 'seconds until the next one is due')
  await test.sql`update oauth_rate_limits set paid_until = paid_until - interval '60 seconds'`
  t.equal(await rateLimits.take('burst', limit), 0)
  t.equal(await rateLimits.take('another', limit), 0)
})

t.test('a limit that makes no sense fails the registration', async (t) => {
  await t.rejects(testApp(t, { rateLimits: { refresh: { requests: 0, perSeconds: 60 } } }), {
    message: /rateLimits.refresh/
  })
})

t.test('AS-145: where a request comes from', async (t) => {
  const from: Record<string, string> = {
    '192.0.2.7': '192.0.2.7',
    '::ffff:192.0.2.7': '192.0.2.7',
    '2001:db8:1:2:3:4:5:6': '2001:db8:1:2::/64',
    '2001:0db8:0001:0002::9': '2001:db8:1:2::/64',
    '2001:db8::1': '2001:db8:0:0::/64',
    '::1': '0:0:0:0::/64',
    'fe80::1%eth0': 'fe80:0:0:0::/64'
  }
  for (const [ip, address] of Object.entries(from)) t.equal(addressOf({ ip }), address, ip)
})
