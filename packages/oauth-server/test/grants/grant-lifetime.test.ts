import t from 'tap'
import { testApp, type TestApp } from '../support/app.ts'
import { authorizationQuery, connect, openConsent, pkce, postToken, register, type Tokens } from '../support/client.ts'
import { device, decideDevice, enterCode, signIn } from '../support/device.ts'

const DAY = 24 * 3600
const HOUR = 3600

/** As if everybody had approved so much earlier. */
const age = ({ sql }: TestApp, seconds: number) =>
  sql`update oauth_grants set created_at = created_at - make_interval(secs => ${seconds})`

const refresh = (test: TestApp, clientId: string, tokens: Tokens, secret: Record<string, string> = {}) =>
  postToken(test, {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: tokens.refresh_token,
    ...secret
  })

/** The seconds a client is told, to the minute: the test itself takes time. */
const told = (reply: { json(): Tokens & { refresh_token_expires_in: number } }) => {
  const { expires_in: access, refresh_token_expires_in: refreshToken } = reply.json()
  return { access: Math.ceil(access / 60) * 60, refresh: Math.ceil(refreshToken / 60) * 60 }
}

t.test('AS-66, AS-73: tokens end with their grant at the latest, and say so', async (t) => {
  const test = await testApp(t, { lifetimes: { grantSeconds: 40 * DAY } })
  const { clientId, tokens } = await connect(test)
  t.match(tokens, { expires_in: HOUR, refresh_token_expires_in: 30 * DAY })
  await age(test, 20 * DAY)
  const half = await refresh(test, clientId, tokens)
  t.same(told(half), { access: HOUR, refresh: 20 * DAY })
  await age(test, 20 * DAY - HOUR / 2)
  const late = await refresh(test, clientId, half.json())
  t.same(told(late), { access: HOUR / 2, refresh: HOUR / 2 })
  const kept = await test.sql`
    select extract(epoch from expires_at - clock_timestamp())::float as seconds
    from oauth_refresh_tokens where state = 'active'`
  t.ok(kept.length === 1 && kept[0]?.seconds <= HOUR / 2, 'what is kept is what was told')
})

t.test('AS-66: after it the person is asked again, however lately the token was refreshed', async (t) => {
  const test = await testApp(t, { lifetimes: { grantSeconds: 40 * DAY } })
  const { clientId, tokens } = await connect(test)
  await age(test, 40 * DAY)
  const over = await refresh(test, clientId, tokens)
  t.equal(over.statusCode, 400)
  t.match(over.json(), { error: 'invalid_grant' })
  t.match((await connect(test)).tokens, { refresh_token_expires_in: 30 * DAY }, 'and then it begins anew')
})

t.test('AS-72: a refresh token that does not rotate ends with its grant as well', async (t) => {
  const test = await testApp(t, {
    lifetimes: { grantSeconds: 40 * DAY },
    refreshTokenRotation: 'unless_sender_constrained'
  })
  const { client_id: clientId, client_secret: clientSecret = '' } = await register(test, {
    token_endpoint_auth_method: 'client_secret_post'
  })
  const secret = { client_secret: clientSecret }
  const { tokens } = await connect(test, {}, { clientId, clientSecret })
  await age(test, 39 * DAY)
  const late = await refresh(test, clientId, tokens, secret)
  t.equal(late.json().refresh_token, tokens.refresh_token)
  t.same(told(late), { access: HOUR, refresh: DAY })
  await age(test, DAY)
  t.match((await refresh(test, clientId, tokens, secret)).json(), { error: 'invalid_grant' })
})

t.test('AS-44: what a grant gave that is over is asked for again', async (t) => {
  const test = await testApp(t, { lifetimes: { grantSeconds: 40 * DAY } })
  const { client_id: clientId, client_secret: clientSecret = '' } = await register(test, {
    token_endpoint_auth_method: 'client_secret_post'
  })
  await connect(test, {}, { clientId, clientSecret })
  const browser = await signIn(test.browser())
  const again = async () => {
    const started = await browser.get(authorizationQuery(clientId, pkce().challenge))
    return browser.get(String(started.headers.location))
  }
  t.match((await again()).headers.location, /^https:\/\/client\.example\/callback\?code=/, 'remembered')
  await age(test, 40 * DAY)
  const page = await again()
  t.equal(page.statusCode, 200)
  t.match(page.body, /has not been used for\s30 days; after 40 days you are asked again/)
})

t.test('a device is told the same', async (t) => {
  const test = await testApp(t, { lifetimes: { grantSeconds: 20 * DAY } })
  const { codes, poll } = await device(test)
  const browser = await signIn(test.browser())
  const page = await enterCode(browser, codes.user_code)
  t.match(page.body, /after 20 days you are asked again/)
  await decideDevice(browser, page)
  t.match((await poll()).json(), { refresh_token_expires_in: 20 * DAY })
})

t.test('without the option a grant lives as long as it is used', async (t) => {
  const test = await testApp(t)
  const { clientId, tokens } = await connect(test)
  await age(test, 4000 * DAY)
  t.match((await refresh(test, clientId, tokens)).json(), { refresh_token_expires_in: 30 * DAY })
  const { page } = await openConsent(test.browser(), authorizationQuery(clientId, pkce().challenge))
  t.notMatch(page.body, 'you are asked again')
})
