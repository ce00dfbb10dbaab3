import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { launchBrowser, signIn } from '../support/chromium.ts'
import { type RunningTrek, startTrek } from '../support/trek.ts'

const NATIVE = 'cursor://anysphere.cursor-mcp/oauth/callback'
const LOOPBACK = 'http://127.0.0.1:9/callback'

let trek: RunningTrek
let clientId: string

t.before(async () => {
  trek = await startTrek(t)
  const reply = await fetch(`${trek.url}/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: 'Everywhere', redirect_uris: [NATIVE, LOOPBACK] })
  })
  clientId = ((await reply.json()) as { client_id: string }).client_id
})

/** Opens the consent page for an answer that goes there, and what the browser refuses on the way. */
async function openConsent(t: Test, redirectUri: string, prepare: (page: Page) => Promise<void> = async () => {}) {
  const page = await (await launchBrowser(t)).newPage()
  const refused: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|form-action/.test(message.text())) refused.push(message.text())
  })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Network.enable')
  devtools.on('Network.loadingFailed', ({ blockedReason }) => blockedReason && refused.push(blockedReason))
  const sentTo: string[] = []
  devtools.on('Network.responseReceivedExtraInfo', ({ statusCode, headers }) => {
    const location = headers.location ?? headers.Location
    if (statusCode >= 300 && location !== undefined) sentTo.push(location)
  })
  await prepare(page)
  const url = new URL('/oauth/authorize', trek.url)
  url.search = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    redirect_uri: redirectUri,
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256'
  }).toString()
  const account = await trek.account(`anna${Math.random()}`.replace('0.', ''))
  await page.goto(url.href)
  await signIn(page, account)
  await page.getByRole('button', { name: 'Approve' }).waitFor()
  return { page, refused, sentTo }
}

/** Presses the button and waits until the browser has gone on or has given up. */
async function approve(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Approve' }).click({ noWaitAfter: true })
  await page.waitForTimeout(1500)
}

for (const redirectUri of [LOOPBACK, NATIVE]) {
  t.test(`AS-46: Chromium follows the approval to ${redirectUri}`, async (t) => {
    const { page, refused, sentTo } = await openConsent(t, redirectUri)
    await approve(page)
    t.match(sentTo.at(-1), `${redirectUri}?code=trekac_`)
    t.same(refused, [])
  })
}

t.test('AS-46: Chromium follows the approval to a callback that goes on to an application', async (t) => {
  const visited: string[] = []
  const server = createServer((request, reply) => {
    visited.push(request.url ?? '')
    reply.writeHead(307, { location: 'claude://claude.ai/connected' }).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => void server.close())
  const { port } = server.address() as AddressInfo
  const { page, refused } = await openConsent(t, `http://127.0.0.1:${port}/callback`)
  await approve(page)
  t.match(visited[0], /^\/callback\?code=trekac_/)
  t.same(refused, [])
})

t.test('AS-46: with form-action, which most hosts set, Chromium would have refused', async (t) => {
  const { page, refused } = await openConsent(t, NATIVE, async (page) => {
    await page.route('**/oauth/consent/*', async (route) => {
      const reply = await route.fetch({ maxRedirects: 0 })
      const policy = `${reply.headers()['content-security-policy'] ?? ''}; form-action 'self'`
      await route.fulfill({ response: reply, headers: { ...reply.headers(), 'content-security-policy': policy } })
    })
  })
  await approve(page)
  t.not(refused.length, 0)
})
