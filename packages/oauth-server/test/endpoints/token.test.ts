import t from 'tap'
import { testApp } from '../support/app.ts'
import { clientWithCode, connect, pkce, postToken, register, REDIRECT_URI, type Tokens } from '../support/client.ts'

t.test('AS-56, AS-65: a code becomes an access token and a refresh token', async (t) => {
  const test = await testApp(t)
  const { exchange } = await clientWithCode(test)
  const reply = await postToken(test, exchange)
  t.equal(reply.statusCode, 200)
  t.match(reply.headers, { 'cache-control': 'no-store', pragma: 'no-cache', 'access-control-allow-origin': '*' })
  t.match(reply.json(), {
    access_token: /^ntoa_[0-9A-Za-z]{49}$/,
    refresh_token: /^ntrf_[0-9A-Za-z]{49}$/,
    token_type: 'Bearer',
    expires_in: 3600,
    scope: 'notes:read notes:write'
  })
  for (const secret of [exchange.code, exchange.code_verifier, reply.json().access_token, reply.json().refresh_token]) {
    t.notMatch(test.logged(), secret, 'AS-139: no secret in the log')
  }
})

t.test('AS-63: a client that asked for no refresh tokens gets none', async (t) => {
  const test = await testApp(t)
  const { exchange } = await clientWithCode(test)
  await test.sql`update oauth_clients set grant_types = array['authorization_code']`
  t.notHas((await postToken(test, exchange)).json(), { refresh_token: String })
})

const malformed: { name: string; form: (exchange: Record<string, string>) => string; status: number; error: string }[] =
  [
    {
      name: 'no grant_type',
      form: (exchange) => query(without(exchange, 'grant_type')),
      status: 400,
      error: 'invalid_request'
    },
    {
      name: 'an unknown grant_type',
      form: (exchange) => query({ ...exchange, grant_type: 'password' }),
      status: 400,
      error: 'unsupported_grant_type'
    },
    {
      name: 'a repeated parameter',
      form: (exchange) => `${query(exchange)}&code=x`,
      status: 400,
      error: 'invalid_request'
    },
    { name: 'no code', form: (exchange) => query(without(exchange, 'code')), status: 400, error: 'invalid_request' },
    {
      name: 'an empty code',
      form: (exchange) => query({ ...exchange, code: '' }),
      status: 400,
      error: 'invalid_request'
    },
    {
      name: 'no verifier',
      form: (exchange) => query(without(exchange, 'code_verifier')),
      status: 400,
      error: 'invalid_request'
    },
    {
      name: 'a verifier of 42 characters',
      form: (exchange) => query({ ...exchange, code_verifier: 'x'.repeat(42) }),
      status: 400,
      error: 'invalid_request'
    },
    {
      name: 'no client',
      form: (exchange) => query(without(exchange, 'client_id')),
      status: 401,
      error: 'invalid_client'
    },
    {
      name: 'an unknown client',
      form: (exchange) => query({ ...exchange, client_id: 'ntcl_nobody' }),
      status: 401,
      error: 'invalid_client'
    },
    {
      name: 'a malformed code',
      form: (exchange) => query({ ...exchange, code: 'nonsense' }),
      status: 400,
      error: 'invalid_grant'
    },
    {
      name: 'a wrong verifier',
      form: (exchange) => query({ ...exchange, code_verifier: pkce().verifier }),
      status: 400,
      error: 'invalid_grant'
    },
    {
      name: 'another redirect URI',
      form: (exchange) => query({ ...exchange, redirect_uri: `${REDIRECT_URI}2` }),
      status: 400,
      error: 'invalid_grant'
    },
    {
      name: 'no redirect URI',
      form: (exchange) => query(without(exchange, 'redirect_uri')),
      status: 400,
      error: 'invalid_grant'
    },
    {
      name: 'another resource',
      form: (exchange) => query({ ...exchange, resource: 'https://other.example' }),
      status: 400,
      error: 'invalid_target'
    }
  ]

const query = (form: Record<string, string>) => new URLSearchParams(form).toString()
const without = (form: Record<string, string>, name: string) =>
  Object.fromEntries(Object.entries(form).filter(([key]) => key !== name))

for (const { name, form, status, error } of malformed) {
  t.test(`AS-58, AS-59: ${name} is ${error}, and the code still works`, async (t) => {
    const test = await testApp(t)
    const { exchange } = await clientWithCode(test)
    const reply = await postToken(test, form(exchange))
    t.equal(reply.statusCode, status)
    t.equal(reply.json().error, error)
    t.match(reply.headers, { 'cache-control': 'no-store', 'access-control-allow-origin': '*' })
    t.equal((await postToken(test, exchange)).statusCode, 200, 'nothing was consumed')
  })
}

t.test('AS-59: every bad code gets one description', async (t) => {
  const test = await testApp(t)
  const { exchange } = await clientWithCode(test)
  const wrongVerifier = await postToken(test, { ...exchange, code_verifier: pkce().verifier })
  const unknown = await postToken(test, { ...exchange, code: 'nonsense' })
  t.same(wrongVerifier.json(), unknown.json())
  t.match(test.logged(), 'authorization_code_wrong_verifier', 'while the log knows why')
})

t.test('AS-59: an expired code and another client’s code are refused', async (t) => {
  const test = await testApp(t)
  const { exchange } = await clientWithCode(test)
  const { client_id: other } = await register(test, { client_name: 'Another' })
  t.match((await postToken(test, { ...exchange, client_id: other })).json(), { error: 'invalid_grant' })
  await test.sql`update oauth_authorization_codes set expires_at = now() - interval '1 second'`
  t.match((await postToken(test, exchange)).json(), { error: 'invalid_grant' })
})

t.test('AS-55: only POSTed forms', async (t) => {
  const test = await testApp(t)
  const { exchange } = await clientWithCode(test)
  const json = await test.app.inject({ method: 'POST', url: '/oauth/token', payload: exchange })
  t.equal(json.statusCode, 400)
  t.match(json.json(), { error: 'invalid_request' })
  const large = await postToken(test, `grant_type=authorization_code&code=${'x'.repeat(70_000)}`)
  t.equal(large.statusCode, 413)
  for (const method of ['GET', 'PUT', 'DELETE'] as const) {
    const reply = await test.app.inject({ method, url: '/oauth/token' })
    t.equal(reply.statusCode, 405)
    t.equal(reply.headers.allow, 'POST, OPTIONS')
  }
})

t.test('AS-60, AS-61: of fifty exchanges at once one succeeds, and the code is burnt with its grant', async (t) => {
  const test = await testApp(t)
  const { exchange } = await clientWithCode(test)
  const replies = await Promise.all(Array.from({ length: 50 }, () => postToken(test, exchange)))
  t.equal(replies.filter(({ statusCode }) => statusCode === 200).length, 1)
  t.ok(replies.every(({ statusCode, json }) => statusCode === 200 || json().error === 'invalid_grant'))
  t.equal((await test.sql`select 1 from oauth_grants`).length, 1)
})

t.test('AS-61: a code used again ends the grant issued from it', async (t) => {
  const test = await testApp(t)
  const { exchange, tokens } = await connect(test)
  const guarded = () => test.app.inject({ url: '/notes', headers: { authorization: `Bearer ${tokens.access_token}` } })
  t.equal((await guarded()).statusCode, 200)

  t.match((await postToken(test, { ...exchange, code_verifier: pkce().verifier })).json(), { error: 'invalid_grant' })
  t.equal((await guarded()).statusCode, 200, 'whoever has only the code cannot log anybody out')

  t.match((await postToken(test, exchange)).json(), { error: 'invalid_grant' })
  t.equal((await guarded()).statusCode, 401, 'whoever has code and verifier ends the grant')
})

t.test('AS-62: a host may answer an exchange that comes twice as it did the first time', async (t) => {
  const test = await testApp(t, { lifetimes: { codeReplaySeconds: 10 } })
  const { exchange } = await clientWithCode(test)
  const replies = await Promise.all(Array.from({ length: 20 }, () => postToken(test, exchange)))
  t.equal(new Set(replies.map(({ body }) => body)).size, 1, 'to the letter')
  const tokens = replies[0]?.json<Tokens>()
  t.match(tokens, { access_token: String, refresh_token: String, expires_in: 3600 })
  t.equal((await test.sql`select 1 from oauth_grants`).length, 1)
  const [{ blob } = {}] = await test.sql`select encode(replay_blob, 'escape') as blob from oauth_authorization_codes`
  t.notMatch(blob, tokens?.access_token ?? '', 'at rest it is sealed')

  t.match((await postToken(test, { ...exchange, code_verifier: pkce().verifier })).json(), { error: 'invalid_grant' })
  await test.sql`update oauth_authorization_codes set replay_until = now() - interval '1 second'`
  t.match((await postToken(test, exchange)).json(), { error: 'invalid_grant' }, 'later it is a replay')
  t.equal((await test.sql`select 1 from oauth_grants where revoked_at is null`).length, 0)
})

t.test('AS-62: an answer without a refresh token comes twice without one', async (t) => {
  const test = await testApp(t, { lifetimes: { codeReplaySeconds: 10 } })
  const { exchange } = await clientWithCode(test)
  await test.sql`update oauth_clients set grant_types = array['authorization_code']`
  const [first, second] = [await postToken(test, exchange), await postToken(test, exchange)]
  t.same(second.json(), first.json())
  t.notHas(second.json(), { refresh_token: String })
})

t.test('AS-65: a refresh rotates the refresh token and leaves the old access token alone', async (t) => {
  const test = await testApp(t)
  const { clientId, tokens } = await connect(test)
  const reply = await postToken(test, {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: tokens.refresh_token
  })
  t.equal(reply.statusCode, 200)
  const fresh = reply.json<Tokens>()
  t.not(fresh.refresh_token, tokens.refresh_token)
  t.equal(fresh.scope, tokens.scope)
  for (const token of [tokens.access_token, fresh.access_token]) {
    t.equal((await test.app.inject({ url: '/notes', headers: { authorization: `Bearer ${token}` } })).statusCode, 200)
  }
})

t.test('AS-66: of many refreshes at once one rotates, and all get the same answer to the letter', async (t) => {
  const test = await testApp(t)
  const { clientId, tokens } = await connect(test)
  const refresh = () =>
    postToken(test, { grant_type: 'refresh_token', client_id: clientId, refresh_token: tokens.refresh_token })
  const bodies = new Set((await Promise.all(Array.from({ length: 40 }, refresh))).map(({ body }) => body))
  t.equal(bodies.size, 1)
  const [{ count } = { count: 0 }] = await test.sql<{ count: number }[]>`
    select count(*)::int from oauth_refresh_tokens`
  t.equal(count, 2, 'one new generation')
  const [body = ''] = bodies
  const fresh = JSON.parse(body) as Tokens
  t.not(fresh.refresh_token, tokens.refresh_token)
  t.equal(
    (await test.app.inject({ url: '/notes', headers: { authorization: `Bearer ${fresh.access_token}` } })).statusCode,
    200
  )

  const kept = await test.sql`select *, encode(replay_blob, 'escape') as blob from oauth_refresh_tokens`
  t.notMatch(JSON.stringify(kept), fresh.refresh_token, 'what is kept of the answer is sealed')
  await test.sql`update oauth_access_tokens set expires_at = expires_at - interval '12 seconds'`
  t.match((await refresh()).json(), { ...fresh, expires_in: 3590 }, 'a later one tells the time that is left')
  t.match(fresh, { refresh_token_expires_in: 2592000 }, 'AS-73')
})

t.test('AS-66: with no window a second use is a second use', async (t) => {
  const test = await testApp(t, { lifetimes: { refreshReplaySeconds: 0 } })
  const { clientId, tokens } = await connect(test)
  const refresh = () =>
    postToken(test, { grant_type: 'refresh_token', client_id: clientId, refresh_token: tokens.refresh_token })
  const fresh = (await refresh()).json<Tokens>()
  await test.app.inject({ url: '/notes', headers: { authorization: `Bearer ${fresh.access_token}` } })
  t.match((await refresh()).json(), { error: 'invalid_grant' })
})

t.test('AS-68: a client that lost the answer gets another one, an hour later', async (t) => {
  const test = await testApp(t)
  const { clientId, tokens } = await connect(test)
  const refresh = (refreshToken: string) =>
    postToken(test, { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken })
  const lost = (await refresh(tokens.refresh_token)).json<Tokens>()
  await test.sql`update oauth_refresh_tokens set
    rotated_at = rotated_at - interval '1 hour', replay_until = replay_until - interval '1 hour'`
  const again = (await refresh(tokens.refresh_token)).json<Tokens>()
  t.not(again.refresh_token, lost.refresh_token)
  t.match(test.logged(), 'a lost answer to a refresh was replaced')
  const status = async (token: string) =>
    (await test.app.inject({ url: '/notes', headers: { authorization: `Bearer ${token}` } })).statusCode
  t.equal(await status(lost.access_token), 401)
  t.equal(await status(again.access_token), 200)
})

t.test('AS-69: a refresh token used again ends its grant and no other', async (t) => {
  const test = await testApp(t)
  const first = await connect(test)
  const second = await connect(test)
  const status = async (token: string) =>
    (await test.app.inject({ url: '/notes', headers: { authorization: `Bearer ${token}` } })).statusCode
  const refresh = { grant_type: 'refresh_token', client_id: first.clientId, refresh_token: first.tokens.refresh_token }
  const fresh = (await postToken(test, refresh)).json<Tokens>()
  t.equal(await status(fresh.access_token), 200)
  await test.sql`update oauth_refresh_tokens set replay_until = now() - interval '1 second'`
  t.match((await postToken(test, refresh)).json(), { error: 'invalid_grant' })
  t.equal(await status(first.tokens.access_token), 401)
  t.equal(await status(fresh.access_token), 401)
  t.match((await postToken(test, { ...refresh, refresh_token: fresh.refresh_token })).json(), {
    error: 'invalid_grant'
  })
  t.equal(await status(second.tokens.access_token), 200)
  t.match(test.logged(), 'refresh token family revoked after reuse')
})

t.test('AS-66: another client’s refresh token ends the grant it came from', async (t) => {
  const test = await testApp(t)
  const { tokens } = await connect(test)
  const { client_id: thief } = await register(test)
  const stolen = await postToken(test, {
    grant_type: 'refresh_token',
    client_id: thief,
    refresh_token: tokens.refresh_token
  })
  t.match(stolen.json(), { error: 'invalid_grant' })
  t.equal(
    (await test.app.inject({ url: '/notes', headers: { authorization: `Bearer ${tokens.access_token}` } })).statusCode,
    401
  )
})

t.test('AS-71: a refresh may narrow the scope, for that token only, and never widen it', async (t) => {
  const test = await testApp(t)
  const { clientId, tokens } = await connect(test)
  const refresh = (refreshToken: string, more: Record<string, string> = {}) =>
    postToken(test, { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken, ...more })
  t.match((await refresh(tokens.refresh_token, { scope: 'notes:read notes:delete' })).json(), {
    error: 'invalid_scope'
  })
  t.match((await refresh(tokens.refresh_token, { resource: 'https://other.example' })).json(), {
    error: 'invalid_target'
  })
  const narrow = (await refresh(tokens.refresh_token, { scope: 'notes:read' })).json<Tokens>()
  t.equal(narrow.scope, 'notes:read')
  t.equal((await refresh(narrow.refresh_token)).json().scope, 'notes:read notes:write')
})

t.test('an expired, malformed or unknown refresh token is an invalid grant, in the same words', async (t) => {
  const test = await testApp(t)
  const { clientId, tokens } = await connect(test)
  await test.sql`update oauth_refresh_tokens set expires_at = now() - interval '1 second'`
  const refresh = async (refreshToken: string) =>
    (await postToken(test, { grant_type: 'refresh_token', client_id: clientId, refresh_token: refreshToken })).json()
  const expired = await refresh(tokens.refresh_token)
  t.match(expired, { error: 'invalid_grant' })
  t.same(await refresh('nonsense'), expired)
  t.same(await refresh(tokens.access_token), expired)
})

t.test('AS-57: with the database out of order a client keeps its login', async (t) => {
  const test = await testApp(t)
  const { clientId, tokens } = await connect(test)
  await test.sql`alter table oauth_refresh_tokens rename to out_of_reach`
  const reply = await postToken(test, {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: tokens.refresh_token
  })
  t.equal(reply.statusCode, 503)
  t.match(reply.json(), { error: 'temporarily_unavailable' })
  t.ok(Number(reply.headers['retry-after']) > 0)
})
