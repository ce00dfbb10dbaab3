import t from 'tap'
import { testApp, type TestApp } from '../support/app.ts'
import { authorizationQuery, connect, openConsent, pkce, postToken, REDIRECT_URI } from '../support/client.ts'

const { challenge } = pkce()

const registerAs = ({ app }: TestApp, metadata: Record<string, unknown> = {}, remoteAddress = '192.0.2.1') =>
  app.inject({
    method: 'POST',
    url: '/oauth/register',
    remoteAddress,
    payload: { redirect_uris: [REDIRECT_URI], token_endpoint_auth_method: 'none', ...metadata }
  })

const rateLimits = { registration: { requests: 5, perSeconds: 360 } }

t.test('AS-97: the same registration again, before anybody used it, is the same client', async (t) => {
  const test = await testApp(t)
  const replies = await Promise.all(Array.from({ length: 42 }, () => registerAs(test, { client_name: 'Same' })))
  t.equal(new Set(replies.map((reply) => reply.json().client_id)).size, 1)
  t.equal((await test.sql`select 1 from oauth_clients`).length, 1)
  const [first] = replies
  for (const changes of [{ client_name: 'Other' }, { redirect_uris: ['https://b.example/'] }, { software_id: 'x' }])
    t.not((await registerAs(test, { client_name: 'Same', ...changes })).json().client_id, first?.json().client_id)
  const secretive = { client_name: 'Same', token_endpoint_auth_method: 'client_secret_post' }
  const [one, two] = [await registerAs(test, secretive), await registerAs(test, secretive)]
  t.not(one.json().client_id, two.json().client_id, 'never with a secret')
})

t.test('AS-97: a client somebody uses is nobody else’s', async (t) => {
  const test = await testApp(t)
  const { clientId } = await connect(test)
  const again = await registerAs(test, { client_name: 'Assistant' })
  t.equal(again.statusCode, 201)
  t.not(again.json().client_id, clientId)
})

t.test('AS-96: registrations that lead to nothing are limited by where they come from', async (t) => {
  const test = await testApp(t, { rateLimits })
  for (let i = 0; i < 5; i++) t.equal((await registerAs(test, { client_name: `${i}` })).statusCode, 201)
  const refused = await registerAs(test, { client_name: 'one more' })
  t.equal(refused.statusCode, 429)
  t.match(refused.json(), { error: 'temporarily_unavailable' })
  t.match(refused.headers, { 'retry-after': '60', 'access-control-allow-origin': '*', 'cache-control': 'no-store' })
  t.equal((await registerAs(test, { client_name: '3' })).statusCode, 201, 'a repetition costs nothing')
  t.equal((await registerAs(test, { client_name: 'x' }, '192.0.2.2')).statusCode, 201, 'from elsewhere')
  await test.sql`update oauth_clients set created_at = created_at - interval '7 minutes'`
  t.equal((await registerAs(test, { client_name: 'later' })).statusCode, 201)
})

t.test('AS-96: clients that people use do not count: large services share their addresses', async (t) => {
  const test = await testApp(t, { rateLimits })
  for (let i = 0; i < 12; i++) {
    const { client_id: clientId } = (await registerAs(test, { client_name: `${i}` })).json()
    await connect(test, {}, { clientId })
  }
  t.equal((await registerAs(test, { client_name: 'the thirteenth' })).statusCode, 201)
})

t.test('AS-96: a household of IPv6 addresses counts as one', async (t) => {
  const test = await testApp(t, { rateLimits })
  for (let i = 1; i <= 5; i++)
    t.equal((await registerAs(test, { client_name: `${i}` }, `2001:db8:1:2::${i}`)).statusCode, 201)
  t.equal((await registerAs(test, { client_name: 'x' }, '2001:db8:1:2:ffff::1')).statusCode, 429)
  t.equal((await registerAs(test, { client_name: 'x' }, '2001:db8:1:3::1')).statusCode, 201)
})

t.test('AS-96: of clients nobody uses there are so many, and the oldest make room', async (t) => {
  const test = await testApp(t, { limits: { unusedClients: 3 } })
  const { clientId: used } = await connect(test)
  const ids: string[] = []
  for (let i = 0; i < 5; i++) ids.push((await registerAs(test, { client_name: `${i}` })).json().client_id)
  const kept = (await test.sql`select id from oauth_clients`).map(({ id }) => id)
  t.same(new Set(kept), new Set([used, ...ids.slice(2)]))
})

t.test(
  'AS-99: a public client that lapsed is revived by asking a person, and unknown to the token endpoint',
  async (t) => {
    const test = await testApp(t)
    const { clientId, tokens } = await connect(test)
    const retire = () => test.sql`update oauth_clients set retired_at = clock_timestamp() where id = ${clientId}`
    await retire()
    const refresh = { grant_type: 'refresh_token', client_id: clientId, refresh_token: tokens.refresh_token }
    const refused = await postToken(test, refresh)
    t.equal(refused.statusCode, 401)
    t.match(refused.json(), { error: 'invalid_client' }, 'the SDKs register again on hearing this')
    const { page } = await openConsent(test.browser(), authorizationQuery(clientId, challenge))
    t.equal(page.statusCode, 200)
    t.equal((await postToken(test, refresh)).statusCode, 200)
  }
)
