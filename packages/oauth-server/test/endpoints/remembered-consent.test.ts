import t, { type Test } from 'tap'
import type { Identity, OAuthServerOptions } from '../../src/index.ts'
import { testApp } from '../support/app.ts'
import { authorizationQuery, connect, decide, openConsent, pkce, postToken, REDIRECT_URI } from '../support/client.ts'

const { challenge, verifier } = pkce()

/** A confidential web client that Anna has approved, and her browser. */
async function approved(t: Test, options: Partial<OAuthServerOptions> = {}, redirectUri = REDIRECT_URI) {
  const test = await testApp(t, options)
  const { client, secret = '' } = await test.app.oauth.clients.create('anna', {
    name: 'Web',
    scopes: ['notes:read', 'notes:write', 'notes:delete'],
    redirectUris: [redirectUri]
  })
  const known = { clientId: client.id, clientSecret: secret }
  const browser = test.browser()
  const ask = async (changes: Record<string, string | undefined> = {}) => {
    const started = await browser.get(
      authorizationQuery(client.id, challenge, { redirect_uri: redirectUri, state: `${Math.random()}`, ...changes })
    )
    const location = String(started.headers.location)
    return location.startsWith('/oauth/consent/') ? browser.get(location) : started
  }
  await openConsent(browser, authorizationQuery(client.id, challenge, { redirect_uri: redirectUri }))
  const { form } = await openConsent(browser, authorizationQuery(client.id, challenge, { redirect_uri: redirectUri }))
  const answer = new URL(String((await decide(browser, form)).headers.location)).searchParams
  const exchange = {
    grant_type: 'authorization_code',
    client_id: client.id,
    client_secret: secret,
    code: answer.get('code') ?? '',
    code_verifier: verifier,
    redirect_uri: redirectUri
  }
  const tokens = (await postToken(test, exchange)).json()
  return { test, known, browser, ask, tokens }
}

const codeOf = ({ headers: { location } }: { headers: { location?: string | undefined } }) =>
  location ? new URL(location).searchParams.get('code') : undefined

t.test('AS-44: a confidential client is not asked for again, as long as it wants no more', async (t) => {
  const { ask, test } = await approved(t)
  t.match(codeOf(await ask()), /^ntac_/)
  t.match(codeOf(await ask({ scope: 'notes:read' })), /^ntac_/)
  const more = await ask({ scope: 'notes:read notes:delete' })
  t.equal(more.statusCode, 200, 'more is asked for')
  t.match(codeOf(await ask({ prompt: 'consent' })), undefined)
  await test.app.oauth.grants.revokeSubject('anna')
  t.equal((await ask()).statusCode, 200, 'what was taken back is forgotten')
})

t.test('AS-44: another person is asked', async (t) => {
  const { ask, browser } = await approved(t)
  await browser.get('/login?as=berta&return_to=/')
  t.equal((await ask()).statusCode, 200)
})

t.test('AS-44: a public client, and a program on the person’s machine, is always asked for', async (t) => {
  const test = await testApp(t)
  const { clientId } = await connect(test)
  const browser = test.browser()
  await browser.get('/login?as=anna&return_to=/')
  const started = await browser.get(authorizationQuery(clientId, challenge))
  t.equal((await browser.get(String(started.headers.location))).statusCode, 200)
  const { ask } = await approved(t, {}, 'http://127.0.0.1/callback')
  t.equal((await ask()).statusCode, 200, 'even with a secret')
})

t.test('AS-44: a client of the host’s own is not asked for again', async (t) => {
  const firstParty = new Set<string>()
  const test = await testApp(t, { isFirstParty: (clientId) => firstParty.has(clientId) })
  const { clientId } = await connect(test)
  const browser = test.browser()
  await browser.get('/login?as=anna&return_to=/')
  firstParty.add(clientId)
  const started = await browser.get(authorizationQuery(clientId, challenge))
  t.match(codeOf(await browser.get(String(started.headers.location))), /^ntac_/)
})

t.test('AS-42: prompt=none answers at once: with a code, or with what is missing', async (t) => {
  const { ask, browser, test, known } = await approved(t)
  t.match(codeOf(await ask({ prompt: 'none' })), /^ntac_/)
  const errorOf = (reply: { headers: Record<string, unknown> }) =>
    new URL(String(reply.headers.location)).searchParams.get('error')
  t.equal(errorOf(await ask({ prompt: 'none', scope: 'notes:delete' })), 'consent_required')
  t.equal(errorOf(await ask({ prompt: 'none login' })), 'invalid_request')
  browser.setCookie('user', '')
  t.equal(errorOf(await ask({ prompt: 'none' })), 'login_required')
  const stranger = await test.browser().get(authorizationQuery(known.clientId, challenge, { prompt: 'none' }))
  t.equal(errorOf(stranger), 'login_required')
})

t.test('AS-42: prompt=login, select_account and max_age send to the login page, once', async (t) => {
  let authenticatedAt = new Date(Date.now() - 3_600_000)
  const identify: OAuthServerOptions['identify'] = async (request) => {
    const user = /(?:^|; )user=([a-z]+)/.exec(request.headers.cookie ?? '')?.[1]
    return user ? ({ subject: user, displayName: user, authenticatedAt } satisfies Identity) : null
  }
  const { ask, browser } = await approved(t, { identify })
  for (const changes of [{ prompt: 'login' }, { prompt: 'select_account' }, { max_age: '60' }]) {
    authenticatedAt = new Date(Date.now() - 3_600_000)
    const sent = await ask({ ...changes, login_hint: 'anna@example.org', ui_locales: 'de en' })
    const location = new URL(String(sent.headers.location), 'https://notes.example')
    t.equal(location.pathname, '/login')
    t.match(Object.fromEntries(location.searchParams), {
      return_to: /^\/oauth\/consent\//,
      login_hint: 'anna@example.org',
      ui_locales: 'de en',
      ...changes
    })
    authenticatedAt = new Date(Date.now() + 1000)
    const back = await browser.get(location.searchParams.get('return_to') ?? '')
    t.ok(back.statusCode === 200 || codeOf(back), 'and then goes on')
  }
  authenticatedAt = new Date(Date.now() - 3_600_000)
  t.match(codeOf(await ask({ max_age: '7200' })), /^ntac_/)
  t.match(String((await ask({ max_age: 'soon' })).headers.location), 'error=invalid_request')
})

t.test('a step-up asks for what is new, and shows the rest for who wants to look', async (t) => {
  const { ask } = await approved(t)
  const { body } = await ask({ scope: 'notes:read notes:write notes:delete' })
  const [news = '', given = ''] = body.split('<details>')
  t.match(news, 'notes:delete')
  t.notMatch(news, 'value="notes:read"')
  t.match(given, 'You have already allowed 2 things')
  t.match(given, 'value="notes:read" checked')
})

t.test('AS-51: ten tabs of one request are one interaction, and its newest code challenge counts', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = (
    await test.app.inject({ method: 'POST', url: '/oauth/register', payload: { redirect_uris: [REDIRECT_URI] } })
  ).json()
  const browser = test.browser()
  await browser.get('/login?as=anna&return_to=/')
  await browser.get(authorizationQuery(clientId, challenge))
  const pairs = Array.from({ length: 10 }, () => pkce())
  const tabs = await Promise.all(pairs.map((pair) => browser.get(authorizationQuery(clientId, pair.challenge))))
  t.equal(new Set(tabs.map(({ headers }) => headers.location)).size, 1)
  const newest = pkce()
  const { form, consentPath } = await openConsent(browser, authorizationQuery(clientId, newest.challenge))
  t.equal((await test.sql`select 1 from oauth_interactions`).length, 1)
  const reply = await decide(browser, form)
  const other = await browser.get(consentPath)
  t.equal(other.statusCode, 200)
  t.match(other.body, 'Already connected')
  const json = await browser.get(consentPath, { accept: 'application/json' })
  t.equal(json.statusCode, 410)
  t.equal((await test.sql`select 1 from oauth_authorization_codes`).length, 1)
  t.ok(codeOf(reply))
  const stranger = await test.browser().get(authorizationQuery(clientId, newest.challenge))
  t.not(stranger.headers.location, consentPath, 'another browser’s is its own')
})

t.test('AS-36: what a client registered is a hint; a person’s own client has a ceiling', async (t) => {
  const { ask, test } = await approved(t)
  t.equal((await ask({ scope: 'notes:delete' })).statusCode, 200)
  const { client_id: clientId } = (
    await test.app.inject({
      method: 'POST',
      url: '/oauth/register',
      payload: { redirect_uris: [REDIRECT_URI], scope: 'notes:read' }
    })
  ).json()
  const { form } = await openConsent(test.browser(), authorizationQuery(clientId, challenge, { scope: 'notes:write' }))
  t.same(form.scopes, ['notes:write'])
})
