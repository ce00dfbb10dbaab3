import t from 'tap'
import { answerConsent, launchBrowser } from '../support/chromium.ts'
import { registerByHand } from '../support/oauth-by-hand.ts'
import { type Account, type RunningTrek, startTrek } from '../support/trek.ts'

let trek: RunningTrek
let account: Account
let browser: Awaited<ReturnType<typeof launchBrowser>>

t.before(async () => {
  trek = await startTrek(t)
  account = await trek.account('anna')
  browser = await launchBrowser(t)
})

const approvedCode = async (authorizationUrl: URL) =>
  (await answerConsent(await browser.newPage(), authorizationUrl, account)).searchParams.get('code') ?? ''

const callMcp = (token: unknown, body: object, url = trek.mcpUrl) =>
  fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${String(token)}`,
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream'
    },
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, ...body })
  })

const ping = { method: 'ping' }

t.test('AS-21: consent denied goes back as access_denied, with state and iss', async (t) => {
  const client = await registerByHand(trek)
  const answer = await answerConsent(await browser.newPage(), client.authorizationUrl(), account, 'Deny')
  t.match(Object.fromEntries(answer.searchParams), { error: 'access_denied', state: 'st', iss: trek.url })
  t.notOk(answer.searchParams.has('code'))
})

t.test('AS-59: a wrong verifier is an invalid grant', async (t) => {
  const client = await registerByHand(trek)
  const code = await approvedCode(client.authorizationUrl())
  const answer = await client.redeem(code, { code_verifier: 'x'.repeat(43) })
  t.match(answer, { status: 400, body: { error: 'invalid_grant' } })
})

t.test('AS-61: a replayed code is an invalid grant and ends what came of it', async (t) => {
  const client = await registerByHand(trek)
  const code = await approvedCode(client.authorizationUrl())
  const { body } = await client.redeem(code)
  t.equal((await callMcp(body.access_token, ping)).status, 200)
  t.match(await client.redeem(code), { status: 400, body: { error: 'invalid_grant' } })
  const reply = await callMcp(body.access_token, ping)
  t.equal(reply.status, 401)
  t.match(reply.headers.get('www-authenticate'), 'error="invalid_token"')
})

t.test('AS-21, AS-25: a forged redirect URI is told to the person, not followed', async (t) => {
  const client = await registerByHand(trek)
  const page = await browser.newPage()
  const reply = await page.goto(client.authorizationUrl({ redirect_uri: 'https://evil.example/cb' }).href)
  t.equal(reply?.status(), 400)
  t.equal(new URL(page.url()).origin, trek.url)
  t.match(await page.textContent('body'), 'address')
})

t.test('RS-06: a token for another resource is an invalid token', async (t) => {
  const client = await registerByHand(trek)
  const { body } = await client.redeem(await approvedCode(client.authorizationUrl()))
  const moved = await startTrek(t, trek.environment)
  const reply = await callMcp(body.access_token, ping, moved.mcpUrl)
  t.equal(reply.status, 401)
  t.match(reply.headers.get('www-authenticate'), 'error="invalid_token"')
  t.match(
    await client.redeem(await approvedCode(client.authorizationUrl()), { resource: moved.mcpUrl.href }),
    { status: 400, body: { error: 'invalid_target' } },
    'nor does a code buy one'
  )
})

t.test('RS-04, MCP-35: a call outside the scope is challenged with the scope it needs', async (t) => {
  const client = await registerByHand(trek)
  const { body } = await client.redeem(await approvedCode(client.authorizationUrl({ scope: 'trips:read' })))
  t.equal(body.scope, 'trips:read')
  const reply = await callMcp(body.access_token, {
    method: 'tools/call',
    params: { name: 'delete_trip', arguments: { tripId: 1 } }
  })
  t.equal(reply.status, 403)
  const challenge = [
    'Bearer realm="TREK"',
    'error="insufficient_scope"',
    'error_description="This needs the scope trips:delete"',
    'scope="trips:read trips:delete"',
    `resource_metadata="${trek.url}/.well-known/oauth-protected-resource/mcp"`
  ]
  t.equal(reply.headers.get('www-authenticate'), challenge.join(', '))
})
