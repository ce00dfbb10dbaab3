import t from 'tap'
import { launchBrowser } from '../../support/chromium.ts'
import { inspectPage } from '../../support/inspect-page.ts'
import { ping } from '../../support/machine-client.ts'
import { copyable, openMcpSettings } from '../../support/mcp-settings.ts'
import { postToken } from '../../support/oauth-by-hand.ts'
import { startTrek } from '../../support/trek.ts'

const trek = await startTrek(t)
const browser = await launchBrowser(t)

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`a token is made, converted and deleted, at a ${viewport}`, async (t) => {
    const settings = { viewport, name: `tokens-${viewport}`, tab: 'API Tokens' } as const
    const { watched, page } = await openMcpSettings(trek, browser, settings)
    await page.getByText('deprecated and stop working on 31 December 2027').waitFor()
    await page.getByRole('button', { name: 'Create New Token' }).click()
    await page.getByLabel('Name').fill('Old script')
    await inspectPage(t, watched)
    await page.getByRole('button', { name: 'Create token' }).click()
    await page.getByText('never again').waitFor()
    const token = await copyable(page, 'API token')
    t.equal(await ping(trek, token), 200)
    await inspectPage(t, watched)
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByRole('region', { name: 'Old script' }).getByText('Full access').waitFor()
    t.notMatch(await page.locator('body').innerText(), token, 'shown once')
    await inspectPage(t, watched)

    await page.getByRole('button', { name: 'Convert to machine client' }).click()
    t.ok(await page.getByRole('button', { name: 'Convert', exact: true }).isDisabled(), 'it has to be told what for')
    await page.getByRole('button', { name: 'Read-only' }).click()
    await page.getByRole('button', { name: 'Convert', exact: true }).click()
    const form = {
      grant_type: 'client_credentials',
      client_id: await copyable(page, 'Client ID'),
      client_secret: await copyable(page, 'Client secret')
    }
    t.equal((await postToken(trek.url, form)).status, 200)
    await page.getByRole('button', { name: 'Done' }).click()

    t.equal(await ping(trek, token), 200, 'it goes on for a day')
    await page.getByRole('button', { name: 'Delete' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click()
    await page.getByText('No tokens').waitFor()
    t.equal(await ping(trek, token), 401)
  })
}
