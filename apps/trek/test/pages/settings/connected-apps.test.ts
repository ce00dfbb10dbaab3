import t from 'tap'
import { connectAssistant } from '../../support/assistant.ts'
import { launchBrowser } from '../../support/chromium.ts'
import { inspectPage } from '../../support/inspect-page.ts'
import { copyable, openMcpSettings } from '../../support/mcp-settings.ts'
import { startTrek } from '../../support/trek.ts'

const trek = await startTrek(t)
const browser = await launchBrowser(t)

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`connecting an app, seeing it arrive, and ending it, at a ${viewport}`, async (t) => {
    const settings = { viewport, name: `owner-${viewport}`, tab: 'Connect' } as const
    const { watched, page, account } = await openMcpSettings(trek, browser, settings)
    await page.getByRole('tab', { name: 'Claude Code' }).click()
    t.equal(await copyable(page, 'Command'), `claude mcp add --transport http trek ${trek.mcpUrl.href}`)
    await page.getByText('Waiting for the first call').waitFor()
    await inspectPage(t, watched)

    const consentPage = await page.context().newPage()
    const assistant = await connectAssistant(trek, 'Claude Code', { page: consentPage, account })
    t.teardown(() => assistant.close())
    await assistant.listTools()
    await page.getByRole('status').getByText('Claude Code is connected').waitFor()
    await inspectPage(t, watched)

    await page.getByRole('tab', { name: 'Connected Apps' }).click()
    const app = page.getByRole('region', { name: 'Claude Code' })
    await app.getByText('last used').waitFor()
    await app.getByText(/^\d+ scopes$/).click()
    await app.getByText('See trips', { exact: true }).waitFor()
    await inspectPage(t, watched)

    await app.getByRole('button', { name: 'Revoke' }).click()
    await inspectPage(t, watched)
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await assistant.listTools()
    await app.getByRole('button', { name: 'Revoke' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click()
    await page.getByText('Nothing is connected').waitFor()
    await t.rejects(assistant.listTools(), 'it is locked out at once')
  })
}
