import t, { type Test } from 'tap'
import { answerConsent, launchBrowser } from '../support/chromium.ts'
import { postToken, registerByHand } from '../support/oauth-by-hand.ts'
import { severalServers } from '../support/several-servers.ts'

/** What a token has left is told in steps of so many seconds, so that a burst is answered to the letter alike. */
const EXPIRY_STEP_SECONDS = 5

/** Sends as many requests at once, to one server after the other. */
function storm<Reply>(urls: string[], times: number, send: (url: string) => Promise<Reply>): Promise<Reply[]> {
  return Promise.all(Array.from({ length: times }, (_, i) => send(urls[i % urls.length] ?? '')))
}

async function approvedCode(t: Test, { trek, signedIn }: Awaited<ReturnType<typeof severalServers>>) {
  const { account } = await signedIn('anna')
  const client = await registerByHand(trek)
  const page = await (await launchBrowser(t)).newPage()
  const answer = await answerConsent(page, client.authorizationUrl(), account)
  return { client, code: answer.searchParams.get('code') ?? '' }
}

t.test('AS-66: 200 refreshes at once over three servers are one rotation and 200 identical answers', async (t) => {
  const servers = await severalServers(t, 3)
  const { client, code } = await approvedCode(t, servers)
  const { body } = await client.redeem(code)
  const refresh = (url: string) =>
    postToken(url, {
      grant_type: 'refresh_token',
      client_id: client.clientId,
      refresh_token: String(body.refresh_token)
    })
  const started = performance.now()
  const replies = await storm(servers.urls, 200, refresh)
  const steps = Math.floor((performance.now() - started) / 1000 / EXPIRY_STEP_SECONDS)
  t.same(new Set(replies.map(({ status }) => status)), new Set([200]))
  t.equal(new Set(replies.map(({ body }) => body.access_token)).size, 1, 'one pair')
  const bodies = new Set(replies.map(({ text }) => text)).size
  t.ok(bodies <= 1 + steps, `one body, but for the seconds of a slow machine: ${bodies} in ${steps} steps`)
  const generations = await servers.sql`select generation from oauth_refresh_tokens order by generation`
  t.same(
    generations.map(({ generation }) => generation),
    [1, 2]
  )
})

t.test('AS-60, AS-61: of 50 exchanges of one code over two servers one succeeds, and the theft ends it', async (t) => {
  const servers = await severalServers(t, 2)
  const { client, code } = await approvedCode(t, servers)
  const exchange = {
    grant_type: 'authorization_code',
    client_id: client.clientId,
    code,
    code_verifier: client.verifier,
    redirect_uri: 'http://127.0.0.1:9/callback'
  }
  const replies = await storm(servers.urls, 50, (url) => postToken(url, exchange))
  t.equal(replies.filter(({ status }) => status === 200).length, 1)
  t.same(
    new Set(replies.flatMap(({ status, body }) => (status === 200 ? [] : [body.error]))),
    new Set(['invalid_grant'])
  )
  const grants = await servers.sql`select revocation_reason from oauth_grants`
  t.match(grants, [{ revocation_reason: 'code_replayed' }])
})
