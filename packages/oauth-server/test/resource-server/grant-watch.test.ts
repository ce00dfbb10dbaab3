import { setTimeout } from 'node:timers/promises'
import t, { type Test } from 'tap'
import type { OAuthServerOptions } from '../../src/index.ts'
import { testApp } from '../support/app.ts'
import { connect, postToken } from '../support/client.ts'

/** A route whose answer goes on until the authorisation is over, and the stream of somebody who opened it. */
async function streaming(t: Test, options: Partial<OAuthServerOptions> = {}) {
  const test = await testApp(t, options)
  const { clientId, tokens } = await connect(test)
  const ended: string[] = []
  const open = async (token: string, name: string) => {
    const request = { headers: { authorization: `Bearer ${token}` }, query: {}, raw: { rawHeaders: [] } }
    const accessToken = await test.app.oauth.authenticate(request as never)
    return test.app.oauth.watch(accessToken, () => void ended.push(name))
  }
  return { test, clientId, tokens, ended, open }
}

t.test('AS-70: a refresh leaves streams alone, a revocation ends them within 5 seconds', async (t) => {
  const { test, clientId, tokens, ended, open } = await streaming(t)
  const { tokens: others } = await connect(test)
  await open(tokens.access_token, 'stream')
  await open(others.access_token, 'another’s')
  const stop = await open(tokens.access_token, 'closed before')
  stop()
  await postToken(test, { grant_type: 'refresh_token', client_id: clientId, refresh_token: tokens.refresh_token })
  await test.sql`update oauth_access_tokens set expires_at = clock_timestamp()`
  await setTimeout(2500)
  t.same(ended, [])
  const mine = (await test.app.oauth.grants.list()).find((one) => one.clientId === clientId)
  // As another node would have done it.
  await test.sql`update oauth_grants set revoked_at = clock_timestamp() where id = ${mine?.id ?? ''}`
  await setTimeout(4500)
  t.same(ended, ['stream'], 'and no other')
})

t.test('AS-114: a stream ends with its client and with its person', async (t) => {
  const active = new Set(['anna'])
  const { test, clientId, tokens, ended, open } = await streaming(t, {
    isActiveSubject: async (subject) => active.has(subject)
  })
  await open(tokens.access_token, 'stream')
  await test.sql`update oauth_clients set disabled_at = clock_timestamp() where id = ${clientId}`
  await setTimeout(2500)
  t.same(ended, ['stream'])
  const { tokens: next } = await connect(test)
  await open(next.access_token, 'next')
  active.clear()
  await setTimeout(2500)
  t.same(ended, ['stream', 'next'])
})
