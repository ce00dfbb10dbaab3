import t from 'tap'
import { ISSUER, testApp, type TestApp } from '../support/app.ts'
import { authorizationQuery, decide, openConsent, pkce, postToken, register, REDIRECT_URI } from '../support/client.ts'

const { challenge, verifier } = pkce()

async function consent(
  test: TestApp,
  changes: Record<string, string | undefined> = {},
  metadata: Record<string, unknown> = {}
) {
  const { client_id: clientId } = await register(test, metadata)
  const browser = test.browser()
  return { clientId, browser, ...(await openConsent(browser, authorizationQuery(clientId, challenge, changes))) }
}

const answerOf = (reply: { headers: Record<string, unknown> }) => new URL(String(reply.headers.location)).searchParams

t.test('AS-41: who is not signed in goes to the login page with a local path, and comes back', async (t) => {
  const test = await testApp(t)
  const { client_id: clientId } = await register(test)
  const browser = test.browser()
  const started = await browser.get(authorizationQuery(clientId, challenge))
  const toLogin = await browser.get(String(started.headers.location))
  t.equal(toLogin.statusCode, 303)
  t.equal(toLogin.headers.location, `/login?return_to=${encodeURIComponent(String(started.headers.location))}`)
  const back = await browser.get(`${toLogin.headers.location}&as=anna`)
  t.equal(back.headers.location, started.headers.location)
  t.equal((await browser.get(String(back.headers.location))).statusCode, 200)
})

t.test('AS-43: the page says who asks, for what, and where the answer goes', async (t) => {
  const test = await testApp(t)
  const { page, form } = await consent(test, {}, { client_name: '<b>Claude</b>' })
  t.equal(page.statusCode, 200)
  t.match(page.body, '&#60;b&#62;Claude&#60;/b&#62;', 'the name, escaped')
  t.match(page.body, 'Unverified application')
  t.match(page.body, 'https://client.example')
  t.match(page.body, 'anna@notes.example')
  t.match(page.body, 'See notes')
  t.match(page.body, 'can change')
  t.match(page.body, '/settings/connections')
  t.match(page.body, '30 days')
  t.notMatch(page.body, 'program on the device')
  t.notMatch(page.body, '<script')
  t.same(form.scopes, ['notes:read', 'notes:write'])
})

t.test('AS-43: a loopback redirect is pointed out', async (t) => {
  const test = await testApp(t)
  const { page } = await consent(
    test,
    { redirect_uri: 'http://127.0.0.1:5000/cb' },
    { redirect_uris: ['http://127.0.0.1/cb'] }
  )
  t.match(page.body, 'program on the device')
})

t.test('AS-45, AS-46, AS-47: nobody frames the page, and its form may end anywhere', async (t) => {
  const test = await testApp(t)
  const { page } = await consent(test)
  const policy = String(page.headers['content-security-policy'])
  const nonce = /style-src 'nonce-([^']+)'/.exec(policy)?.[1]
  t.equal(
    policy,
    `default-src 'none'; style-src 'nonce-${nonce}'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'`
  )
  t.match(page.body, `<style nonce="${nonce}">`)
  t.match(page.headers, {
    'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'unsafe-none',
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer'
  })
})

t.test('AS-48, AS-30: approval ends in a 303 with code, state and iss', async (t) => {
  const test = await testApp(t)
  const { browser, form } = await consent(test)
  const reply = await decide(browser, form)
  t.equal(reply.statusCode, 303)
  t.match(String(reply.headers.location), REDIRECT_URI)
  t.match(Object.fromEntries(answerOf(reply)), { code: /^ntac_[0-9A-Za-z]{49}$/, state: 'xyz', iss: ISSUER })
  t.notMatch(test.logged(), answerOf(reply).get('code') ?? 'no code', 'AS-139')
})

t.test('AS-29: state comes back byte for byte', async (t) => {
  const test = await testApp(t)
  for (const state of ['a+b c%20&=?#/ünïcødé ✓', '%25%', '"<>\\', 'x'.repeat(2048)]) {
    const { browser, form } = await consent(test, { state })
    t.equal(answerOf(await decide(browser, form)).get('state'), state)
  }
})

t.test('a denied request says access_denied', async (t) => {
  const test = await testApp(t)
  const { browser, form } = await consent(test)
  const reply = await decide(browser, form, 'deny')
  t.equal(reply.statusCode, 303)
  t.same(Object.fromEntries(answerOf(reply)), {
    error: 'access_denied',
    error_description: 'The person did not allow it',
    state: 'xyz',
    iss: ISSUER
  })
  t.equal((await test.sql`select 1 from oauth_authorization_codes`).length, 0)
})

t.test('AS-38: a person may narrow the scopes, but nothing widens them', async (t) => {
  const test = await testApp(t)
  const narrowed = await consent(test)
  const code =
    answerOf(await decide(narrowed.browser, narrowed.form, 'approve', ['notes:read', 'notes:delete', 'admin'])).get(
      'code'
    ) ?? ''
  const tokens = await postToken(test, {
    grant_type: 'authorization_code',
    client_id: narrowed.clientId,
    code,
    code_verifier: verifier,
    redirect_uri: REDIRECT_URI
  })
  t.equal(tokens.json().scope, 'notes:read')

  const nothing = await consent(test)
  t.equal(
    answerOf(await decide(nothing.browser, nothing.form, 'approve', [])).get('error'),
    'access_denied',
    'nothing ticked is a denial'
  )
})

t.test('AS-35: without a scope the default set is asked for, unknown ones are dropped', async (t) => {
  const test = await testApp(t)
  t.same((await consent(test, { scope: undefined })).form.scopes, ['notes:read'])
  t.same((await consent(test, { scope: 'openid notes:write offline_access' })).form.scopes, ['notes:write'])
})

t.test('AS-39: nothing of the request can be changed with the decision', async (t) => {
  const test = await testApp(t)
  const { browser, form } = await consent(test)
  const reply = await browser.post(form.action, [
    ...form.fields,
    ['decision', 'deny'],
    ['redirect_uri', 'https://evil.example/'],
    ['client_id', 'other'],
    ['state', 'other']
  ])
  t.match(String(reply.headers.location), REDIRECT_URI)
  t.equal(answerOf(reply).get('state'), 'xyz')
})

t.test('AS-40: only the browser that began may look or decide', async (t) => {
  const test = await testApp(t)
  const { form, consentPath, browser } = await consent(test)
  const other = test.browser()
  await other.get('/login?as=anna&return_to=/')
  t.match(await other.get(consentPath), { statusCode: 400, body: /another browser/ })
  t.match(await decide(other, form), { statusCode: 400, body: /another browser/ })
  other.setCookie('__Host-nt_interaction', 'x'.repeat(43))
  t.match(await decide(other, form), { statusCode: 400, body: /another browser/ })
  t.equal((await decide(browser, form)).statusCode, 303, 'and it still can')
})

t.test('AS-40: a decision needs the CSRF token of this person and this interaction', async (t) => {
  const test = await testApp(t)
  const { browser, form, clientId } = await consent(test)
  const withToken = (token: string) =>
    form.fields.map(([name, value]): [string, string] => [name, name === 'csrf_token' ? token : value])
  t.equal((await decide(browser, { ...form, fields: withToken('') })).statusCode, 403)
  t.equal((await decide(browser, { ...form, fields: withToken('x'.repeat(43)) })).statusCode, 403)

  const second = await openConsent(browser, authorizationQuery(clientId, challenge, { state: 'another tab' }))
  const foreign = second.form.fields.find(([name]) => name === 'csrf_token')?.[1] ?? ''
  t.equal((await decide(browser, { ...form, fields: withToken(foreign) })).statusCode, 403, 'a token of another tab')

  await browser.get('/login?as=berta&return_to=/')
  const switched = await decide(browser, form)
  t.equal(switched.statusCode, 403, 'somebody else has signed in since')
  t.match(switched.body, 'Show the request again')
  t.equal((await test.sql`select 1 from oauth_authorization_codes`).length, 0)
})

t.test('AS-40: of many decisions at once one counts', async (t) => {
  const test = await testApp(t)
  const { browser, form } = await consent(test)
  const replies = await Promise.all(Array.from({ length: 10 }, () => decide(browser, form)))
  t.equal(replies.filter(({ statusCode }) => statusCode === 303).length, 1)
  t.equal(replies.filter(({ body }) => /Already connected|already answered/.test(body)).length, 9)
  t.equal((await test.sql`select 1 from oauth_authorization_codes`).length, 1)
})

t.test('an interaction ends: expired, decided and unknown ones say what to do', async (t) => {
  const test = await testApp(t)
  const { browser, form, consentPath } = await consent(test)
  await test.sql`update oauth_interactions set expires_at = now() - interval '1 second'`
  t.match(await browser.get(consentPath), { statusCode: 400, body: /expired[\s\S]*connect again/ })
  t.match(await decide(browser, form), { statusCode: 400, body: /expired/ })
  t.match(await browser.get(consentPath, { accept: 'application/json' }), { statusCode: 410 })
  t.match(await browser.get(`/oauth/consent/${'x'.repeat(43)}`), { statusCode: 400 })
  t.match(await browser.get('/oauth/consent/short'), { statusCode: 400 })
})

t.test('AS-49: a host that draws its own page reads JSON and decides the same way', async (t) => {
  const test = await testApp(t)
  const { browser, consentPath } = await consent(test)
  const json = { accept: 'application/json' }
  const view = (await browser.get(consentPath, json)).json()
  t.match(view, {
    client: { name: 'Assistant', kind: 'dynamic' },
    redirect: { uri: REDIRECT_URI, destination: 'https://client.example', is_loopback: false },
    resource: { id: `${ISSUER}/mcp`, name: 'Notes' },
    user: { display_name: 'anna@notes.example' }
  })
  t.same(
    view.scopes.map(({ name }: { name: string }) => name),
    ['notes:read', 'notes:write']
  )
  const decision: [string, string][] = [
    ['interaction', view.interaction],
    ['csrf_token', view.csrf_token],
    ['decision', 'approve'],
    ['scope', 'notes:read']
  ]
  const reply = await browser.post(view.action, decision, json)
  t.equal(reply.statusCode, 200)
  t.match(new URL(reply.json().redirect_to).searchParams.get('code'), /^ntac_/)
})
