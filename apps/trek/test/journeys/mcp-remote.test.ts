import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import t from 'tap'
import { approve, launchBrowser, signIn } from '../support/chromium.ts'
import { fakeOpener, mcpRemote } from '../support/mcp-remote.ts'
import { planATrip } from '../support/plan-a-trip.ts'
import { startTrek } from '../support/trek.ts'

t.test(
  'AS-13: mcp-remote opens the browser to read and again to write, plans a trip, refreshes, and goes on',
  async (t) => {
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

    let approvals = 0
    await planATrip(t, async (name, args) => {
      const over = new AbortController()
      const answered = client.callTool({ name, arguments: args }).finally(() => over.abort())
      const opened = openedUrl(over.signal).catch(() => undefined)
      const url = await Promise.race([opened, answered.then(() => undefined)])
      if (url !== undefined) {
        await page.goto(url)
        await approve(page)
        approvals += 1
      }
      return answered
    })
    t.equal(approvals, 2, 'to change trips, to change places')

    await trek.expireAccessTokens()
    await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))
    const tokenRequests = trek.logged().match(/POST \/oauth\/token from .*?incoming request/g)?.length
    t.equal(tokenRequests, 1 + approvals + 1, 'an exchange for each approval, and one refresh')
  }
)

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
