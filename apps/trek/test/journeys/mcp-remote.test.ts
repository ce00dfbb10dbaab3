import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import t from 'tap'
import { approve, launchBrowser, signIn } from '../support/chromium.ts'
import { fakeOpener, mcpRemote } from '../support/mcp-remote.ts'
import { planATrip } from '../support/plan-a-trip.ts'
import { startTrek } from '../support/trek.ts'

t.test('mcp-remote opens the browser, waits for consent, plans a trip, refreshes, and goes on', async (t) => {
  const trek = await startTrek(t)
  const account = await trek.account('anna')
  const page = await (await launchBrowser(t)).newPage()
  const { environment, openedUrl } = await fakeOpener(t)

  const client = new Client({ name: 'desktop', version: '1' })
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [mcpRemote, trek.mcpUrl.href],
    env: environment,
    stderr: 'pipe'
  })
  let said = ''
  transport.stderr?.on('data', (chunk) => (said += chunk))
  t.teardown(() => client.close())
  const connected = client.connect(transport as never, { timeout: 60_000 })
  connected.catch(() => t.comment(said))

  await page.goto(await openedUrl())
  await signIn(page, account)
  await approve(page)
  t.match(await page.textContent('body'), 'Authorization successful', 'its own page thanks for the approval')
  await connected
  await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))

  await trek.expireAccessTokens()
  await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))
  t.equal(trek.logged().match(/POST \/oauth\/token from .*?incoming request/g)?.length, 2, 'one exchange, one refresh')
})

for (const preset of ['claude-desktop', 'cursor', 'vscode', 'windsurf', 'zed']) {
  t.test(`AS-89: mcp-remote works with a client made by hand from the preset ${preset}`, async (t) => {
    const trek = await startTrek(t)
    const { account, browser } = await trek.signedIn('anna')
    const { presets } = (await browser.call('GET', '/api/oauth/presets')).body
    const { name, redirect_uris, scopes } = presets.find(({ id }: { id: string }) => id === preset)
    // With a secret or without one: people follow either kind of instructions.
    for (const isPublic of [true, false]) {
      const { body } = await browser.call('POST', '/api/oauth/clients', {
        name,
        redirect_uris,
        scopes,
        public: isPublic
      })
      const page = await (await launchBrowser(t)).newPage()
      const { environment, openedUrl } = await fakeOpener(t)
      const client = new Client({ name: 'desktop', version: '1' })
      t.teardown(() => client.close())
      const information = { client_id: body.client.id, client_secret: body.client_secret }
      const connected = client.connect(
        new StdioClientTransport({
          command: process.execPath,
          args: [mcpRemote, trek.mcpUrl.href, '--static-oauth-client-info', JSON.stringify(information)],
          env: environment,
          stderr: 'ignore'
        }) as never,
        { timeout: 60_000 }
      )
      await page.goto(await openedUrl())
      await signIn(page, account)
      await approve(page)
      await connected
      t.match(await client.callTool({ name: 'list_trips', arguments: {} }), { structuredContent: { trips: [] } })
      await client.close()
    }
  })
}
