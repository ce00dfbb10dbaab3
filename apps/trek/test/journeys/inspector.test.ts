import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import t from 'tap'
import { answerConsent, launchBrowser } from '../support/chromium.ts'
import { freePort } from '../support/free-port.ts'
import { runInspector } from '../support/inspector.ts'
import { machineToken } from '../support/machine-client.ts'
import { fakeOpener } from '../support/mcp-remote.ts'
import { startTrek } from '../support/trek.ts'

t.test(
  'AS-25, AS-93: the Inspector registers, opens the browser, waits for consent, and lists the tools',
  async (t) => {
    const trek = await startTrek(t)
    const account = await trek.account('anna')
    const page = await (await launchBrowser(t)).newPage()
    const { environment, openedUrl } = await fakeOpener(t)
    const callback = `http://127.0.0.1:${await freePort()}/oauth/callback`
    const run = runInspector([trek.mcpUrl.href, '--method', 'tools/list', '--callback-url', callback], {
      ...environment,
      MCP_AUTO_OPEN_ENABLED: 'true'
    })
    const authorizationUrl = new URL(await openedUrl())
    t.equal(authorizationUrl.searchParams.get('redirect_uri'), callback)
    await answerConsent(page, authorizationUrl, account)
    const { exitCode, result, complaints } = await run
    t.equal(exitCode, 0, complaints)
    t.match(result, { result: { tools: [{ name: String }] } })
  }
)

for (const era of ['legacy', 'modern']) {
  t.test(
    `AS-74: the Inspector works with a machine client’s token and finds no fault with the tools (${era})`,
    async (t) => {
      const trek = await startTrek(t)
      const { browser } = await trek.signedIn('anna')
      const { token } = await machineToken(trek, browser)
      const home = await mkdtemp(join(tmpdir(), 'inspector-'))
      t.teardown(() => rm(home, { recursive: true, force: true }))
      const inspect = (bearer: string, ...method: string[]) =>
        runInspector(
          [
            trek.mcpUrl.href,
            '--protocol-era',
            era,
            '--stored-auth-only',
            '--header',
            `Authorization: Bearer ${bearer}`
          ].concat('--method', ...method),
          { HOME: home }
        )

      const { exitCode, result, complaints } = await inspect(token, 'tools/list', '--strict')
      t.equal(exitCode, 0, complaints)
      t.match(result, { result: { tools: [{ name: String }] } })
      t.match(await inspect(token, 'tools/call', '--tool-name', 'list_trips'), {
        exitCode: 0,
        result: { result: { structuredContent: { trips: [] } } }
      })
      t.match(await inspect(`${token}x`, 'tools/list'), { exitCode: 3, complaints: /auth_required/ })
    }
  )
}
