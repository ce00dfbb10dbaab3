import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import t, { type Test } from 'tap'
import { approve, launchBrowser, signIn } from '../support/chromium.ts'
import { planATrip } from '../support/plan-a-trip.ts'
import { startTrek } from '../support/trek.ts'

const mcpRemote = join(dirname(fileURLToPath(import.meta.resolve('mcp-remote/package.json'))), 'dist/proxy.js')

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

/** A program that, in place of a browser, leaves the address it was asked to open. */
async function fakeOpener(t: Test) {
  const home = await mkdtemp(join(tmpdir(), 'mcp-remote-'))
  t.teardown(() => rm(home, { recursive: true, force: true }))
  const note = join(home, 'opened')
  const opener = join(home, 'xdg-open')
  await writeFile(opener, `#!/bin/sh\nprintf %s "$1" > "${note}.part" && mv "${note}.part" "${note}"\n`)
  await chmod(opener, 0o755)
  return {
    environment: {
      PATH: `${home}:${process.env.PATH}`,
      BROWSER: opener,
      HOME: home,
      MCP_REMOTE_CONFIG_DIR: join(home, 'auth')
    },
    async openedUrl(): Promise<string> {
      for (let tries = 0; tries < 300; tries++) {
        const url = await readFile(note, 'utf8').catch(() => undefined)
        if (url !== undefined) return url
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      throw new Error('no browser was opened')
    }
  }
}
