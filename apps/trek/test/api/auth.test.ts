import t from 'tap'
import { startTrek } from '../support/trek.ts'

/** How many answers there are of each status. */
function countStatuses(replies: { status: number }[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of replies) counts[status] = (counts[status] ?? 0) + 1
  return counts
}

const anna = { username: 'anna', email: 'anna@example.org', password: 'correct horse' }

t.test('registering makes an account and signs it in', async (t) => {
  const trek = await startTrek(t)
  const browser = trek.browser()
  const { status, body, headers } = await browser.call('POST', '/api/auth/register', anna)
  t.equal(status, 201)
  const user = { id: Number, username: 'anna', email: 'anna@example.org', role: 'user' }
  t.match(body, { user })
  t.strictSame(new Set(Object.keys(body.user)), new Set(Object.keys(user)))
  t.match(
    headers.get('set-cookie'),
    /^trek_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/,
    'the cookie is kept from scripts'
  )
  t.equal(headers.get('cache-control'), 'no-store')
  t.match(await browser.call('GET', '/api/auth/me'), { status: 200, body: { user } })
})

t.test('behind https the cookie is secure', async (t) => {
  const trek = await startTrek(t, { COOKIE_SECURE: 'true' })
  const { headers } = await trek.browser().call('POST', '/api/auth/register', anna)
  t.match(headers.get('set-cookie'), '; Secure')
})

t.test('what cannot be registered is refused with its reason', async (t) => {
  const trek = await startTrek(t)
  const browser = trek.browser()
  await browser.call('POST', '/api/auth/register', anna)
  const refusals: [string, object, object][] = [
    [
      'a weak password',
      { password: 'ninechars' },
      { status: 422, body: { error: 'weak_password', field: 'password' } }
    ],
    ['a taken e-mail', { username: 'b', email: 'ANNA@example.org' }, { status: 422, body: { field: 'username' } }],
    ['a taken e-mail', { username: 'bea', email: 'ANNA@example.org' }, { status: 409, body: { error: 'email_taken' } }],
    ['a taken name', { username: 'Anna', email: 'b@example.org' }, { status: 409, body: { error: 'username_taken' } }],
    ['no e-mail', { email: 'anna' }, { status: 422, body: { error: 'invalid_value', field: 'email' } }],
    ['a missing value', { username: undefined }, { status: 422, body: { error: 'invalid_value', field: 'username' } }],
    ['a wrong type', { password: 1234567890 }, { status: 422, body: { error: 'invalid_value', field: 'password' } }]
  ]
  for (const [what, change, answer] of refusals)
    t.match(await trek.browser().call('POST', '/api/auth/register', { ...anna, ...change }), answer, what)
  t.match(await browser.call('POST', '/api/auth/register', '{"username":'), { status: 400 }, 'no JSON')
})

t.test('of many registrations of one name at once one succeeds', async (t) => {
  const trek = await startTrek(t)
  const replies = await Promise.all(
    Array.from({ length: 10 }, () => trek.browser().call('POST', '/api/auth/register', anna))
  )
  t.same(countStatuses(replies), { 201: 1, 409: 9 })
})

t.test('registration may be closed', async (t) => {
  const trek = await startTrek(t, { OPEN_REGISTRATION: 'false' })
  t.match(await trek.browser().call('POST', '/api/auth/register', anna), {
    status: 403,
    body: { error: 'registration_closed' }
  })
})

t.test('logging in rotates the session, logging out ends it', async (t) => {
  const trek = await startTrek(t)
  const browser = trek.browser()
  await browser.call('POST', '/api/auth/register', anna)
  const first = browser.cookie
  t.match(await browser.call('POST', '/api/auth/login', anna), { status: 200, body: { user: { username: 'anna' } } })
  const second = browser.cookie
  t.not(second, first)
  t.match(
    await browser.call('GET', '/api/auth/me', undefined, { cookie: first }),
    { status: 401 },
    'the old one is over'
  )
  t.equal((await browser.call('POST', '/api/auth/logout')).status, 204)
  t.equal(browser.cookie, '')
  t.match(await browser.call('GET', '/api/auth/me', undefined, { cookie: second }), {
    status: 401,
    body: { error: 'not_signed_in' }
  })
})

t.test('only a digest of the cookie and a hash of the password are kept', async (t) => {
  const trek = await startTrek(t)
  const browser = trek.browser()
  await browser.call('POST', '/api/auth/register', anna)
  const kept = await trek.dump()
  t.notMatch(kept, browser.cookie.replace('trek_session=', ''))
  t.notMatch(kept, anna.password)
  t.match(kept, '$argon2id$v=19$m=19456,t=2,p=1$')
})

t.test('AS-139: when the database fails, nothing that was to be kept reaches the log', async (t) => {
  const trek = await startTrek(t)
  await trek.sql('alter table account_credentials rename to out_of_reach')
  t.match(await trek.browser().call('POST', '/api/auth/register', anna), { status: 500, body: { error: 'internal' } })
  t.match(trek.logged(), 'relation \\"account_credentials\\" does not exist')
  for (const secret of ['$argon2id$', anna.password, anna.email]) t.notMatch(trek.logged(), secret)
})

t.test('an unknown account and a wrong password get the same answer', async (t) => {
  const trek = await startTrek(t)
  await trek.browser().call('POST', '/api/auth/register', anna)
  const answer = async (change: object) => {
    const { status, body } = await trek.browser().call('POST', '/api/auth/login', { ...anna, ...change })
    return { status, body }
  }
  const wrongPassword = await answer({ password: 'wrong horse' })
  t.match(wrongPassword, { status: 401, body: { error: 'invalid_credentials' } })
  t.same(await answer({ email: 'nobody@example.org' }), wrongPassword)
  t.match(await answer({ email: 'Anna@Example.org' }), { status: 200 }, 'case does not matter in an e-mail address')
})

t.test('after ten failures a login waits, even with the right password', async (t) => {
  const trek = await startTrek(t)
  await trek.browser().call('POST', '/api/auth/register', anna)
  const login = (change: object) => trek.browser().call('POST', '/api/auth/login', { ...anna, ...change })
  const guesses = await Promise.all(Array.from({ length: 14 }, () => login({ password: 'guess' })))
  t.same(countStatuses(guesses), { 401: 10, 429: 4 }, 'also when they come at once')
  const { status, body, headers } = await login({})
  t.match({ status, body }, { status: 429, body: { error: 'too_many_attempts' } })
  const wait = Number(headers.get('retry-after'))
  t.ok(wait > 0 && wait <= 900, `${wait} seconds`)

  await trek.sql("update login_failures set window_ends_at = now() where key like 'email:%'")
  t.match(await login({}), { status: 200 }, 'the window ends by itself')
  t.match(await login({ password: 'guess' }), { status: 401 }, 'and counting begins again')
})

t.test('an address that tries many accounts waits as well', async (t) => {
  const trek = await startTrek(t)
  await trek.browser().call('POST', '/api/auth/register', anna)
  const login = (email: string, password: string) => trek.browser().call('POST', '/api/auth/login', { email, password })
  await trek.sql("insert into login_failures values ('address:127.0.0.1', 49, now() + interval '1 minute')")
  t.match(await login(anna.email, anna.password), { status: 200 }, 'a right password is not counted')
  t.match(await login('a@example.org', 'guess'), { status: 401 })
  t.match(await login('b@example.org', 'guess'), { status: 429 })
})

t.test('what changes something has to come from our own pages', async (t) => {
  const trek = await startTrek(t)
  const browser = trek.browser()
  await browser.call('POST', '/api/auth/register', anna)
  const logout = (headers: Record<string, string | undefined>) =>
    browser.call('POST', '/api/auth/logout', undefined, headers)
  const refused = { status: 403, body: { error: 'cross_origin' } }
  t.match(await logout({ origin: 'https://evil.example' }), refused)
  t.match(await logout({ origin: 'null' }), refused)
  t.match(await logout({ origin: undefined }), refused, 'nor without a sign where it comes from')
  t.match(await logout({ origin: undefined, 'sec-fetch-site': 'same-site' }), refused)
  t.match(await logout({ origin: undefined, 'sec-fetch-site': 'same-origin' }), { status: 204 })
})

t.test('the first administrator comes from the environment, once', async (t) => {
  const admin = { email: 'me@example.org', password: 'a long password' }
  const environment = { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password }
  const trek = await startTrek(t, environment)
  t.equal(trek.firstPassword, undefined, 'nothing to tell')
  t.match(await trek.browser().call('POST', '/api/auth/login', admin), {
    status: 200,
    body: { user: { role: 'admin' } }
  })

  const again = await startTrek(t, {
    ...environment,
    ADMIN_PASSWORD: 'another password',
    ...trek.environment
  })
  t.match(
    await again.browser().call('POST', '/api/auth/login', admin),
    { status: 200 },
    'a later start changes nothing'
  )
})

t.test('without one in the environment the password is made up and told once', async (t) => {
  const trek = await startTrek(t)
  t.match(trek.firstPassword, /^[\w-]{16}$/)
  const admin = { email: 'admin@trek.local', password: trek.firstPassword }
  t.match(await trek.browser().call('POST', '/api/auth/login', admin), {
    status: 200,
    body: { user: { role: 'admin' } }
  })
  t.equal((await startTrek(t, trek.environment)).firstPassword, undefined)
  t.notMatch(trek.logged(), admin.password)
})
