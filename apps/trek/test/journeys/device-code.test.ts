import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import t, { type Test } from 'tap'
import { approve, launchBrowser, signIn } from '../support/chromium.ts'
import { fakeOpener, mcpRemote } from '../support/mcp-remote.ts'
import { planATrip } from '../support/plan-a-trip.ts'
import { type RunningTrek, startTrek } from '../support/trek.ts'

const scope = 'trips:write places:write'

/** mcp-remote on a machine without a browser, and the address it tells its user to open somewhere else. */
async function headless(t: Test, trek: RunningTrek) {
  const { environment } = await fakeOpener(t)
  const client = new Client({ name: 'server', version: '1' })
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [mcpRemote, trek.mcpUrl.href, '--device-code', '--static-oauth-client-metadata', JSON.stringify({ scope })],
    env: environment,
    stderr: 'pipe'
  })
  let said = ''
  transport.stderr?.on('data', (chunk) => (said += chunk))
  t.teardown(() => client.close())
  const connected = client.connect(transport as never, { timeout: 60_000 })
  connected.catch(() => t.comment(said))

  async function verificationUrl(): Promise<URL> {
    for (let tries = 0; tries < 300; tries++) {
      const url = /To authorize this client, visit:\s+(?:\[\d+\] )?\s*(http\S+)/.exec(said)?.[1]
      if (url !== undefined) return new URL(url)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    throw new Error(`no address was told: ${said}`)
  }
  return { client, connected, verificationUrl, said: () => said }
}

t.test('AS-122: mcp-remote --device-code is approved in a browser elsewhere, plans a trip, refreshes', async (t) => {
  const trek = await startTrek(t)
  const account = await trek.account('anna')
  const page = await (await launchBrowser(t)).newPage()
  const device = await headless(t, trek)

  const url = await device.verificationUrl()
  const userCode = url.searchParams.get('user_code') ?? ''
  t.equal(`${url.origin}${url.pathname}`, `${trek.url}/oauth/device`)
  t.match(userCode, /^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$/)
  await page.goto(url.href)
  await signIn(page, account)
  t.equal(await page.getByLabel('Code on your device').inputValue(), userCode, 'filled in, not sent')
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('heading', { name: 'Is this code on the device in front of you?' }).waitFor()
  await page.getByText(userCode, { exact: true }).waitFor()
  await approve(page)
  await page.getByRole('heading', { name: 'Device connected' }).waitFor()

  await device.connected
  t.match(device.said(), 'Authorized.')
  await planATrip(t, (name, args) => device.client.callTool({ name, arguments: args }))
  await trek.expireAccessTokens()
  await planATrip(t, (name, args) => device.client.callTool({ name, arguments: args }))
  t.notMatch(trek.logged(), userCode, 'AS-139')
})

t.test('AS-122: mcp-remote --device-code is told when the person says no', async (t) => {
  const trek = await startTrek(t)
  const account = await trek.account('anna')
  const page = await (await launchBrowser(t)).newPage()
  const device = await headless(t, trek)

  const userCode = (await device.verificationUrl()).searchParams.get('user_code') ?? ''
  await page.goto(`${trek.url}/oauth/device`)
  await signIn(page, account)
  await page.getByLabel('Code on your device').fill(userCode.toLowerCase().replace('-', ''))
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByRole('button', { name: 'Deny' }).click()
  await page.getByRole('heading', { name: 'Device not connected' }).waitFor()
  await t.rejects(device.connected)
  t.match(device.said(), 'Authorization was denied')
})
