import t from 'tap'
import { testApp } from '../support/app.ts'
import { readConsentForm } from '../support/browser.ts'
import { decideDevice, device, enterCode, signIn, submit } from '../support/device.ts'

const stateOf = async ({ sql }: Awaited<ReturnType<typeof testApp>>) => {
  const [row] = await sql<{ state: string }[]>`select state from oauth_device_codes`
  return row?.state
}

t.test('AS-122: who is not signed in goes to the login page and comes back with the code', async (t) => {
  const test = await testApp(t)
  const { codes } = await device(test)
  const browser = test.browser()
  const { pathname, search } = new URL(codes.verification_uri_complete)
  const toLogin = await browser.get(pathname + search)
  t.equal(toLogin.statusCode, 303)
  t.equal(toLogin.headers.location, `/login?return_to=${encodeURIComponent(pathname + search)}`)
  const back = await browser.get(`${toLogin.headers.location}&as=anna`)
  t.match(await browser.get(String(back.headers.location)), { statusCode: 200, body: `value="${codes.user_code}"` })

  const other = test.browser()
  t.equal((await other.get('/oauth/device')).headers.location, '/login?return_to=%2Foauth%2Fdevice')
  t.equal(
    (await other.get('/oauth/device?user_code=%2F%2Fevil.example')).headers.location,
    '/login?return_to=%2Foauth%2Fdevice',
    'what is no code is not carried along'
  )
})

t.test('AS-122: a link fills the code in, and nothing more', async (t) => {
  const test = await testApp(t)
  const { codes } = await device(test)
  const browser = await signIn(test.browser())
  const { pathname, search } = new URL(codes.verification_uri_complete)
  const page = await browser.get(pathname + search)
  t.equal(page.statusCode, 200)
  t.match(page.body, `value="${codes.user_code}"`)
  t.match(page.body, '<label for="user_code">')
  t.notMatch(page.body, 'Headless', 'nothing was looked up')
  t.notMatch(page.body, 'decision')
  t.notMatch(page.body, '<script')
  t.equal(await stateOf(test), 'pending')
  const nonce = /<style nonce="([^"]+)"/.exec(page.body)?.[1]
  t.match(page.headers, {
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
    'content-security-policy': `default-src 'none'; style-src 'nonce-${nonce}'; img-src 'self'; base-uri 'none'; frame-ancestors 'none'`
  })
  t.equal(page.headers['access-control-allow-origin'], undefined)

  const strange = await browser.get(`/oauth/device?user_code=${encodeURIComponent('"><script>x</script>')}`)
  t.notMatch(strange.body, '<script')
  t.match(strange.body, 'value="&#34;&#62;&#60;script')
})

t.test('AS-122: after the code the page says who asks, for what, and asks whether the code is there', async (t) => {
  const test = await testApp(t)
  const { codes } = await device(test, {}, { client_name: '<b>Headless</b>' })
  const browser = await signIn(test.browser())
  const page = await enterCode(browser, codes.user_code)
  t.equal(page.statusCode, 200)
  t.match(page.body, '&#60;b&#62;Headless&#60;/b&#62;', 'the name, escaped')
  t.match(page.body, 'Unverified application')
  t.match(page.body, 'anna@notes.example')
  t.match(page.body, 'https://notes.example/mcp')
  t.match(page.body, 'See notes')
  t.match(page.body, 'can change')
  t.match(page.body, '30 days')
  t.match(page.body, '/settings/connections')
  t.match(page.body, 'Is this code on the device in front of you?')
  t.match(page.body, `<p class="user-code">${codes.user_code}</p>`)
  t.same(readConsentForm(page.body).scopes, ['notes:read', 'notes:write'])
  t.equal(page.headers['x-frame-options'], 'DENY')
  t.equal(await stateOf(test), 'pending', 'looking decides nothing')
})

t.test('AS-122: approval lets the device in with what was ticked', async (t) => {
  const test = await testApp(t)
  const { codes, poll } = await device(test)
  const browser = await signIn(test.browser())
  const page = await enterCode(browser, codes.user_code.toLowerCase().replace('-', ' '))
  const done = await decideDevice(browser, page, 'approve', ['notes:read', 'notes:delete', 'admin'])
  t.match(done, { statusCode: 200, body: /Device connected/, headers: { 'cache-control': 'no-store' } })
  t.notMatch(test.logged(), codes.user_code, 'AS-139')
  const tokens = await poll()
  t.match(tokens.json(), { scope: 'notes:read' })
  const notes = await test.app.inject({
    url: '/notes',
    headers: { authorization: `Bearer ${tokens.json().access_token}` }
  })
  t.same(notes.json(), { subject: 'anna' })

  const again = await decideDevice(browser, page)
  t.match(again, { statusCode: 400, body: /already answered/ })
})

t.test('AS-122: a denied request says access_denied, and so does one with nothing ticked', async (t) => {
  const test = await testApp(t)
  for (const [decision, scopes] of [
    ['deny', ['notes:read']],
    ['approve', []]
  ] as const) {
    const { codes, poll } = await device(test)
    const browser = await signIn(test.browser())
    const done = await decideDevice(browser, await enterCode(browser, codes.user_code), decision, [...scopes])
    t.match(done, { statusCode: 200, body: /Device not connected/ })
    t.match(await poll(), { statusCode: 400, payload: /access_denied/ })
  }
})

t.test('AS-122: a code nobody waits for is refused, whatever became of it', async (t) => {
  const test = await testApp(t)
  const { codes } = await device(test)
  const browser = await signIn(test.browser())
  for (const typed of ['', 'WDJB', 'not a code', '<b>x</b>']) {
    const page = await enterCode(browser, typed)
    t.match(page, { statusCode: 400, body: /role="alert"[^>]*>That is no such code/ }, typed)
    t.notMatch(page.body, '<b>x')
  }
  const unknown = codes.user_code === 'BBBB-BBBB' ? 'CCCC-CCCC' : 'BBBB-BBBB'
  const wrong = await enterCode(browser, unknown)
  t.match(wrong, { statusCode: 400, body: /role="alert"[^>]*>No device is waiting/ })
  t.match(wrong.body, `value="${unknown}"`, 'what was typed is still there')

  const refusal = wrong.body.replaceAll(unknown, '').replaceAll(/nonce="[^"]+"/g, '')
  const refused = async () =>
    (await enterCode(browser, codes.user_code)).body.replaceAll(codes.user_code, '').replaceAll(/nonce="[^"]+"/g, '')
  await test.sql`update oauth_device_codes set expires_at = now() - interval '1 second'`
  t.equal(await refused(), refusal, 'expired')
  await test.sql`update oauth_device_codes set expires_at = now() + interval '1 hour', state = 'denied'`
  t.equal(await refused(), refusal, 'decided')
})

t.test('AS-122: a person may try few codes, and then not even the right one', async (t) => {
  const test = await testApp(t)
  const { codes } = await device(test)
  // A new browser each time: it is the account that counts. The window may turn once meanwhile.
  let tries = 0
  while (tries < 21 && (await enterCode(await signIn(test.browser()), 'BBBB-BBBB')).statusCode === 400) tries++
  t.ok(tries >= 10 && tries <= 20, `${tries} tries`)
  const right = await enterCode(await signIn(test.browser()), codes.user_code)
  t.match(right, { statusCode: 429, body: /Too many codes/ })
  t.notMatch(right.body, 'Headless')
  t.match(await enterCode(await signIn(test.browser(), 'berta'), codes.user_code), { statusCode: 200 }, 'others may')
})

t.test('AS-122: of many tries at once no more get through', async (t) => {
  const test = await testApp(t)
  const browser = await signIn(test.browser())
  const form = await browser.get('/oauth/device')
  const replies = await Promise.all(
    Array.from({ length: 30 }, () => submit(browser, form, [['user_code', 'BBBB-BBBB']]))
  )
  const lookedUp = replies.filter(({ statusCode }) => statusCode === 400).length
  t.ok(lookedUp >= 10 && lookedUp <= 20, `${lookedUp} were looked up`)
})

t.test('AS-40, AS-122: forms need the token of this person, this browser and this code', async (t) => {
  const test = await testApp(t)
  const first = await device(test)
  const second = await device(test)
  const browser = await signIn(test.browser())
  const form = await browser.get('/oauth/device')
  const entry: [string, string][] = [['user_code', first.codes.user_code]]
  const page = await submit(browser, form, entry)

  for (const token of ['', 'x'.repeat(43)]) {
    t.equal((await submit(browser, form, [...entry, ['csrf_token', token]])).statusCode, 403)
    t.equal(
      (
        await submit(browser, page, [
          ['decision', 'approve'],
          ['csrf_token', token]
        ])
      ).statusCode,
      403
    )
  }
  t.equal(
    (
      await submit(browser, page, [
        ['user_code', second.codes.user_code],
        ['scope', 'notes:read'],
        ['decision', 'approve']
      ])
    ).statusCode,
    403,
    'another code'
  )
  const entryToken = readConsentForm(form.body).fields.find(([name]) => name === 'csrf_token')?.[1] ?? ''
  t.equal(
    (
      await submit(browser, page, [
        ['csrf_token', entryToken],
        ['decision', 'approve']
      ])
    ).statusCode,
    403,
    'the token of the form before'
  )
  const other = await signIn(test.browser())
  t.equal((await decideDevice(other, page)).statusCode, 403, 'another browser')
  t.equal((await submit(other, form, entry)).statusCode, 403)

  await signIn(browser, 'berta')
  t.match(await decideDevice(browser, page), { statusCode: 403, body: /another account/ })
  browser.setCookie('user', '')
  t.equal((await decideDevice(browser, page)).statusCode, 303, 'nobody is signed in any more')
  t.equal(
    (await test.sql`select 1 from oauth_device_codes where state <> 'pending'`).length,
    0,
    'nothing was decided by any of it'
  )
  await signIn(browser)
  t.match(await decideDevice(browser, page), { statusCode: 200, body: /Device connected/ })
})

t.test('AS-122: of many decisions at once one counts', async (t) => {
  const test = await testApp(t)
  const { codes } = await device(test)
  const browser = await signIn(test.browser())
  const page = await enterCode(browser, codes.user_code)
  const replies = await Promise.all(Array.from({ length: 10 }, () => decideDevice(browser, page)))
  t.equal(replies.filter(({ statusCode }) => statusCode === 200).length, 1)
  t.equal(replies.filter(({ body }) => body.includes('already answered')).length, 9)
})

t.test('AS-122: what is malformed is a page that says so, and a client that is gone too', async (t) => {
  const test = await testApp(t)
  const { codes } = await device(test)
  const browser = await signIn(test.browser())
  t.equal((await browser.post('/oauth/device', [])).statusCode, 400)
  t.equal((await browser.post('/oauth/device/decision', [['decision', 'perhaps']])).statusCode, 400)
  await test.sql`update oauth_clients set disabled_at = now()`
  t.match(await enterCode(browser, codes.user_code), { statusCode: 400, body: /not registered here any more/ })
})

t.test('AS-122: an issuer with a path has its page there', async (t) => {
  const test = await testApp(t, { issuer: 'https://notes.example/tenant' })
  const browser = await signIn(test.browser())
  const page = await browser.get('/tenant/oauth/device')
  t.equal(page.statusCode, 200)
  t.equal(readConsentForm(page.body).action, '/tenant/oauth/device')
})
