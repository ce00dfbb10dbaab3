import { setTimeout } from 'node:timers/promises'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import t from 'tap'
import { machineClient } from '../support/machine-client.ts'
import { fakeOpener, mcpRemote } from '../support/mcp-remote.ts'
import { planATrip } from '../support/plan-a-trip.ts'
import { startTrek } from '../support/trek.ts'

const ADMIN = { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'correct horse' }

// To the program on this side both look the same, but that only the newer wire can tell it of changes.
for (const protocol of ['legacy', 'auto']) {
  t.test(`mcp-remote --protocol ${protocol} lists, calls and reads`, async (t) => {
    const trek = await startTrek(t, ADMIN)
    const { browser } = await trek.signedIn('anna')
    const scopes = ['trips:read', 'trips:write', 'places:read', 'places:write']
    const { clientId, clientSecret } = await machineClient(browser, { scopes })
    const { environment } = await fakeOpener(t)
    const client = new Client({ name: 'desktop', version: '1' })
    t.teardown(() => client.close())
    const told: string[] = []
    client.fallbackNotificationHandler = async ({ method }) => void told.push(method)
    const information = { client_id: clientId, client_secret: clientSecret }
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [
          mcpRemote,
          trek.mcpUrl.href,
          '--protocol',
          protocol,
          '--client-credentials',
          '--static-oauth-client-info',
          JSON.stringify(information)
        ],
        env: environment,
        stderr: 'ignore'
      }) as never,
      { timeout: 60_000 }
    )
    const { tools } = await client.listTools()
    t.ok(tools.some(({ name }) => name === 'create_trip'))
    const tripId = await planATrip(t, (name, args) => client.callTool({ name, arguments: args }))
    t.match(await client.readResource({ uri: `trek://trips/${tripId}` }), { contents: [{ text: /Lisbon/ }] })
    t.match(await client.listPrompts(), { prompts: [{ name: 'trip-summary' }] })
    t.match(await client.callTool({ name: 'create_trip', arguments: {} }), { isError: true })
    await t.rejects(client.callTool({ name: 'no_such_tool', arguments: {} }), { code: -32602 })

    const admin = trek.browser()
    await admin.call('POST', '/api/auth/login', { email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD })
    await admin.call('PUT', '/api/admin/addons/budget', { enabled: false })
    await setTimeout(1000)
    t.same(
      told,
      protocol === 'legacy' ? [] : ['tools', 'resources', 'prompts'].map((list) => `notifications/${list}/list_changed`)
    )
  })
}
