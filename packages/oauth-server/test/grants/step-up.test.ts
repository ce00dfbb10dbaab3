import t from 'tap'
import { testApp, type TestApp } from '../support/app.ts'
import { connect, postToken, type Tokens } from '../support/client.ts'
import { device, decideDevice, enterCode, signIn } from '../support/device.ts'

const stepUp = { stepUpOnRefresh: true }

/** What asks for a scope that the token lacks; with the answer's status. */
const write = async ({ app }: TestApp, { access_token: token }: Tokens) =>
  (await app.inject({ method: 'POST', url: '/notes', headers: { authorization: `Bearer ${token}` } })).statusCode

/** A client that may read, connected, and how it refreshes. */
async function reader(test: TestApp) {
  const { clientId, tokens } = await connect(test, { scope: 'notes:read' })
  const refresh = (form: Record<string, string> = {}) =>
    postToken(test, {
      grant_type: 'refresh_token',
      client_id: clientId,
      refresh_token: tokens.refresh_token,
      ...form
    })
  return { clientId, tokens, refresh }
}

t.test('RS-04: a refresh right after a refusal is sent to the person once, and then succeeds', async (t) => {
  const test = await testApp(t, stepUp)
  const { tokens, refresh } = await reader(test)
  t.equal(await write(test, tokens), 403)
  const told = await refresh()
  t.equal(told.statusCode, 503)
  t.match(told.json(), { error: 'interaction_required' })
  t.match(told.headers, { 'cache-control': 'no-store', 'retry-after': '1', 'access-control-allow-origin': '*' })
  const again = await refresh()
  t.equal(again.statusCode, 200, 'the refresh token is as good as before')
  t.not(again.json().refresh_token, tokens.refresh_token)

  await test.app.oauth.audit.flush()
  t.match(await test.sql`select subject from oauth_audit_events where type = 'scope.interaction_required'`, [
    { subject: 'anna' }
  ])
})

t.test('RS-04: without the option a refresh is answered as ever', async (t) => {
  const test = await testApp(t)
  const { tokens, refresh } = await reader(test)
  t.equal(await write(test, tokens), 403)
  t.equal((await refresh()).statusCode, 200)
  t.same(await test.sql`select 1 from oauth_access_tokens where scope_refused_at is not null`, [], 'and nothing kept')
})

const ordinary: { name: string; form?: Record<string, string>; meanwhile?: (test: TestApp) => Promise<unknown> }[] = [
  { name: 'of a client that says what scope it wants, as mcp-remote does', form: { scope: 'notes:read' } },
  {
    name: 'because the access token ends',
    meanwhile: ({ sql }) => sql`
      update oauth_access_tokens set
        created_at = created_at - interval '50 minutes', expires_at = expires_at - interval '50 minutes'`
  },
  {
    name: 'because the access token has ended',
    meanwhile: ({ sql }) => sql`update oauth_access_tokens set expires_at = clock_timestamp() - interval '1 second'`
  },
  {
    name: 'a while later',
    meanwhile: ({ sql }) =>
      sql`update oauth_access_tokens set scope_refused_at = scope_refused_at - interval '11 seconds'`
  }
]

for (const { name, form, meanwhile } of ordinary) {
  t.test(`RS-04: a refresh ${name} succeeds`, async (t) => {
    const test = await testApp(t, stepUp)
    const { tokens, refresh } = await reader(test)
    t.equal(await write(test, tokens), 403)
    await meanwhile?.(test)
    t.equal((await refresh(form)).statusCode, 200)
  })
}

t.test('RS-04: a token that lacks what its grant has gets it by a refresh', async (t) => {
  const test = await testApp(t, stepUp)
  const { clientId, tokens } = await connect(test)
  const form = { grant_type: 'refresh_token', client_id: clientId }
  const narrow = await postToken(test, { ...form, refresh_token: tokens.refresh_token, scope: 'notes:read' })
  t.equal(await write(test, narrow.json()), 403)
  const full = await postToken(test, { ...form, refresh_token: narrow.json().refresh_token })
  t.equal(full.statusCode, 200)
  t.equal(await write(test, full.json()), 200)
})

t.test('RS-04: another client that presents the token is found out, and not told', async (t) => {
  const test = await testApp(t, stepUp)
  const { tokens, refresh } = await reader(test)
  const thief = await reader(test)
  t.equal(await write(test, tokens), 403)
  t.match((await refresh({ client_id: thief.clientId })).json(), { error: 'invalid_grant' })
})

t.test('RS-04: a device is not sent to a browser it does not have', async (t) => {
  const test = await testApp(t, stepUp)
  const { clientId, codes, poll } = await device(test, { scope: 'notes:read' })
  const browser = await signIn(test.browser())
  await decideDevice(browser, await enterCode(browser, codes.user_code))
  const tokens = (await poll()).json<Tokens>()
  t.equal(await write(test, tokens), 403)
  const refreshed = await postToken(test, {
    grant_type: 'refresh_token',
    client_id: clientId,
    refresh_token: tokens.refresh_token
  })
  t.equal(refreshed.statusCode, 200)
})
