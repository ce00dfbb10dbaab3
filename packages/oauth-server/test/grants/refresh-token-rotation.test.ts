import t from 'tap'
import { testApp, type TestApp } from '../support/app.ts'
import { connect, postToken, register, type Tokens } from '../support/client.ts'
import { connectBound, dpopKey } from '../support/dpop.ts'

/** A client that authenticates, connected, and the form of its next refresh. */
async function confidential(test: TestApp) {
  const { client_id: clientId, client_secret: clientSecret = '' } = await register(test, {
    token_endpoint_auth_method: 'client_secret_post'
  })
  const { tokens } = await connect(test, {}, { clientId, clientSecret })
  return { tokens, form: refreshForm(clientId, tokens, { client_secret: clientSecret }) }
}

const refreshForm = (clientId: string, tokens: Tokens, more: Record<string, string> = {}) => ({
  grant_type: 'refresh_token',
  client_id: clientId,
  refresh_token: tokens.refresh_token,
  ...more
})

const mayStay = { refreshTokenRotation: 'unless_sender_constrained' } as const

t.test('AS-72: unless the host says otherwise every refresh token rotates', async (t) => {
  const test = await testApp(t)
  const { tokens, form } = await confidential(test)
  t.not((await postToken(test, form)).json().refresh_token, tokens.refresh_token)
  const key = await dpopKey()
  const bound = await connectBound(test, key)
  const reply = await postToken(test, refreshForm(bound.clientId, bound.tokens), { dpop: await key.forToken() })
  t.not(reply.json().refresh_token, bound.tokens.refresh_token)
})

t.test('AS-72: a confidential client may keep its refresh token, for ever new 30 days', async (t) => {
  const test = await testApp(t, mayStay)
  const { tokens, form } = await confidential(test)
  await test.sql`update oauth_refresh_tokens set expires_at = now() + interval '1 hour'`
  const replies = await Promise.all(Array.from({ length: 10 }, () => postToken(test, form)))
  for (const reply of replies) {
    t.match(reply.json(), { refresh_token: tokens.refresh_token, refresh_token_expires_in: 2592000, expires_in: 3600 })
  }
  t.equal(new Set(replies.map((reply) => reply.json().access_token)).size, 10)
  const [{ days } = {}] = await test.sql`
    select round(extract(epoch from expires_at - now()) / 86400)::int as days from oauth_refresh_tokens`
  t.equal(days, 30)
  await test.app.oauth.audit.flush()
  t.match(await test.sql`select count(*)::int as refreshes from oauth_audit_events where type = 'token.refreshed'`, [
    { refreshes: 10 }
  ])
  t.equal((await postToken(test, { ...form, scope: 'notes:read' })).json().scope, 'notes:read', 'AS-71')
})

t.test('AS-72: so may a public client whose refresh token is bound to a key', async (t) => {
  const test = await testApp(t, mayStay)
  const key = await dpopKey()
  const { clientId, tokens } = await connectBound(test, key)
  const reply = await postToken(test, refreshForm(clientId, tokens), { dpop: await key.forToken() })
  t.match(reply.json(), { refresh_token: tokens.refresh_token, token_type: 'DPoP' })
  const thief = await postToken(test, refreshForm(clientId, tokens), { dpop: await (await dpopKey()).forToken() })
  t.match(thief.json(), { error: 'invalid_grant' })
})

t.test('AS-72: a public client with a bearer token rotates always', async (t) => {
  const test = await testApp(t, mayStay)
  const { clientId, tokens } = await connect(test)
  const reply = await postToken(test, refreshForm(clientId, tokens))
  t.not(reply.json().refresh_token, tokens.refresh_token)
})

t.test('AS-72: what was revoked, has ended or is another client’s is refused as ever', async (t) => {
  const test = await testApp(t, mayStay)
  const { form } = await confidential(test)
  const other = await confidential(test)
  t.match((await postToken(test, { ...other.form, refresh_token: form.refresh_token })).json(), {
    error: 'invalid_grant'
  })
  t.match((await postToken(test, form)).json(), { error: 'invalid_grant' }, 'the grant ended with the attempt')

  await test.sql`update oauth_refresh_tokens set expires_at = now() - interval '1 second'`
  t.match((await postToken(test, other.form)).json(), { error: 'invalid_grant' })
})

t.test('AS-72: a token that rotated under an earlier policy does not come back to life', async (t) => {
  const test = await testApp(t, mayStay)
  const { form } = await confidential(test)
  await test.sql`update oauth_refresh_tokens set state = 'superseded'`
  t.match((await postToken(test, form)).json(), { error: 'invalid_grant' })
})
