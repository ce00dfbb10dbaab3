import t from 'tap'
import { approvedClient } from '../support/approval.ts'
import { listen } from '../support/event-stream.ts'
import { startTrek } from '../support/trek.ts'

/** Whether the MCP endpoint takes the token. */
async function opens(mcpUrl: URL, accessToken: string): Promise<number> {
  const reply = await fetch(mcpUrl, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${accessToken}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream'
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' })
  })
  await reply.text()
  return reply.status
}

const statusesOf = (replies: { status: number }[]) => replies.map(({ status }) => status).toSorted((a, b) => a - b)

t.test('a person changes their name freely, and their address with their password', async (t) => {
  const trek = await startTrek(t)
  const { account, browser } = await trek.signedIn('anna')
  await trek.account('bea')
  const change = (body: object) => browser.call('PATCH', '/api/account', body)

  t.match(await change({ username: 'anna-m' }), { status: 200, body: { user: { username: 'anna-m' } } })
  t.match(await change({ email: account.email }), { status: 200 }, 'the same address is no new one')
  const email = 'anna@elsewhere.example'
  t.match(await change({ email, current_password: account.password }), { status: 200, body: { user: { email } } })
  t.match(await trek.browser().call('POST', '/api/auth/login', { ...account, email }), { status: 200 })

  const refusals: [string, object, object][] = [
    ['no password', { email: 'x@y.example' }, { status: 403, body: { error: 'wrong_password' } }],
    [
      'a wrong password',
      { email: 'x@y.example', current_password: 'guess' },
      { status: 403, body: { field: 'current_password' } }
    ],
    [
      'a taken address',
      { email: 'BEA@example.org', current_password: account.password },
      { status: 409, body: { error: 'email_taken' } }
    ],
    ['a taken name', { username: 'Bea' }, { status: 409, body: { error: 'username_taken' } }],
    ['a malformed name', { username: 'a b' }, { status: 422, body: { field: 'username' } }],
    ['another role', { role: 'admin' }, { status: 422, body: { field: 'role' } }]
  ]
  for (const [what, body, answer] of refusals) t.match(await change(body), answer, what)
  t.match(await browser.call('GET', '/api/auth/me'), { body: { user: { username: 'anna-m', email, role: 'user' } } })
})

t.test('of two who want one name at once one gets it', async (t) => {
  const trek = await startTrek(t)
  const people = [await trek.signedIn('anna'), await trek.signedIn('bea')]
  const replies = await Promise.all(
    people.map(({ browser }) => browser.call('PATCH', '/api/account', { username: 'captain' }))
  )
  t.same(statusesOf(replies), [200, 409])
})

t.test('AS-114: a new password ends other sessions and their streams, and connected apps if asked to', async (t) => {
  const trek = await startTrek(t)
  const { account, browser } = await trek.signedIn('anna')
  const elsewhere = trek.browser()
  await elsewhere.call('POST', '/api/auth/login', account)
  const stream = await listen(elsewhere)
  await stream.next()
  const app = await approvedClient(trek, account)
  const change = (body: object) => browser.call('PUT', '/api/account/password', body)

  t.match(await change({ current_password: 'guess', new_password: 'long enough now' }), {
    status: 403,
    body: { error: 'wrong_password', field: 'current_password' }
  })
  t.match(await change({ current_password: account.password, new_password: 'short' }), {
    status: 422,
    body: { error: 'weak_password', field: 'new_password' }
  })
  t.match(await elsewhere.call('GET', '/api/auth/me'), { status: 200 }, 'so far nothing has happened')

  t.match(await change({ current_password: account.password, new_password: 'long enough now' }), { status: 204 })
  t.equal(await stream.next(), undefined)
  t.match(await elsewhere.call('GET', '/api/auth/me'), { status: 401 })
  t.match(await browser.call('GET', '/api/auth/me'), { status: 200 })
  t.match(await trek.browser().call('POST', '/api/auth/login', account), { status: 401 })
  t.match(await trek.browser().call('POST', '/api/auth/login', { ...account, password: 'long enough now' }), {
    status: 200
  })
  t.equal(await opens(trek.mcpUrl, app.accessToken), 200, 'connected apps stay connected')

  const another = { current_password: 'long enough now', new_password: 'and now another', disconnect_apps: true }
  t.match(await change(another), { status: 204 })
  t.equal(await opens(trek.mcpUrl, app.accessToken), 401, 'until the person wants them gone')
  t.notMatch(await trek.dump(), 'long enough now')
})

t.test('guesses of the password wait, together with those at the login', async (t) => {
  const trek = await startTrek(t)
  const { account, browser } = await trek.signedIn('anna')
  const guesses = await Promise.all(
    Array.from({ length: 12 }, () => browser.call('POST', '/api/account/deletion', { password: 'guess' }))
  )
  t.same(statusesOf(guesses), [...Array.from({ length: 10 }, () => 403), 429, 429], 'also when they come at once')
  const { status, headers } = await browser.call('POST', '/api/account/deletion', { password: account.password })
  t.equal(status, 429, 'even with the right password')
  t.ok(Number(headers.get('retry-after')) > 0)
  t.match(await trek.browser().call('POST', '/api/auth/login', account), { status: 429 })
})

t.test('what goes with an account is told in numbers, and then goes', async (t) => {
  const trek = await startTrek(t)
  const { account, browser } = await trek.signedIn('anna')
  const bea = await trek.signedIn('bea')
  const { id } = (await browser.call('POST', '/api/trips', { title: 'Lisbon' })).body.trip
  await browser.call('POST', '/api/trips', { title: 'Alone' })
  await trek.sql(`insert into trip_members (trip_id, user_id) select ${id}, id from users where username = 'bea'`)
  const app = await approvedClient(trek, account)
  await browser.call('POST', '/api/oauth/clients', { name: 'Nightly', scopes: ['trips:read'], machine: true })
  await browser.call('POST', '/api/oauth/clients', {
    name: 'Weekly digest',
    scopes: ['trips:read'],
    redirect_uris: ['https://mine.example/cb']
  })
  const others = await approvedClient(trek, bea.account)
  await trek.sql(
    "insert into mcp_confirmations (digest, subject, client_name, message, expires_at) select sha256('x'::bytea), id::text, 'By hand', 'Shall it go?', now() + interval '1 hour' from users where username = 'anna'"
  )
  const stream = await listen(browser)
  await stream.next()
  const beas = await listen(bea.browser)
  await beas.next()

  const told = { trips: 2, shared_trips: 1, connected_apps: 1, machine_clients: 1, is_last_administrator: false }
  t.strictSame((await browser.call('GET', '/api/account/deletion')).body, told)
  t.match(await browser.call('POST', '/api/account/deletion', { password: 'guess' }), {
    status: 403,
    body: { error: 'wrong_password', field: 'password' }
  })
  t.strictSame((await browser.call('GET', '/api/account/deletion')).body, told, 'nothing has gone')

  const session = browser.cookie
  t.match(await browser.call('POST', '/api/account/deletion', { password: account.password }), { status: 204 })
  t.equal(browser.cookie, '', 'the cookie is taken back')
  t.equal(await stream.next(), undefined, 'open streams end')
  t.match(await beas.next(), { data: { type: 'trip:deleted', tripId: id } }, 'who shared a trip hears that it is gone')
  await beas.stop()
  t.match(await browser.call('GET', '/api/auth/me', undefined, { cookie: session }), { status: 401 })
  t.equal(await opens(trek.mcpUrl, app.accessToken), 401)
  const left = await trek.dump()
  for (const gone of [account.email, 'Lisbon', 'Alone', 'Nightly', 'Weekly digest', 'Shall it go?'])
    t.notMatch(left, gone)

  t.match(await trek.browser().call('POST', '/api/auth/login', account), { status: 401 })
  t.equal(await opens(trek.mcpUrl, others.accessToken), 200, 'what is of others stays')
  t.match(await bea.browser.call('GET', '/api/trips'), { status: 200, body: { trips: [] } })
  t.match(await trek.browser().call('POST', '/api/auth/register', account), { status: 201 }, 'the name is free again')
})

t.test('the last administrator stays, and of the last two one', async (t) => {
  const trek = await startTrek(t)
  const { account, browser } = await trek.signedIn('anna')
  const bea = await trek.signedIn('bea')
  await trek.sql("update users set role = case when username = 'anna' then 'admin' else 'user' end")
  const leave = (person: typeof bea) =>
    person.browser.call('POST', '/api/account/deletion', { password: person.account.password })
  t.match((await browser.call('GET', '/api/account/deletion')).body, { is_last_administrator: true })
  t.match(await leave({ account, browser }), { status: 403, body: { error: 'last_administrator' } })
  t.match(await browser.call('GET', '/api/auth/me'), { status: 200 })

  await trek.sql("update users set role = 'admin' where username in ('anna', 'bea')")
  const replies = await Promise.all([leave({ account, browser }), leave(bea)])
  t.same(statusesOf(replies), [204, 403])
})

t.test('nobody who is not signed in has an account to change', async (t) => {
  const trek = await startTrek(t)
  const stranger = trek.browser()
  const requests: [string, string, object?][] = [
    ['PATCH', '/api/account', { username: 'eve' }],
    ['PUT', '/api/account/password', { current_password: 'a', new_password: 'long enough now' }],
    ['GET', '/api/account/deletion'],
    ['POST', '/api/account/deletion', { password: 'a' }]
  ]
  for (const [method, path, body] of requests)
    t.match(await stranger.call(method, path, body), { status: 401, body: { error: 'not_signed_in' } }, path)
})
