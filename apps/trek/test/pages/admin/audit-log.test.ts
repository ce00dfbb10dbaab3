import { readFile } from 'node:fs/promises'
import t from 'tap'
import { launchBrowser, signIn } from '../../support/chromium.ts'
import { inspectPage, watchedPage } from '../../support/inspect-page.ts'
import { machineClient } from '../../support/machine-client.ts'
import { startTrek } from '../../support/trek.ts'

const ADMIN = { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'correct horse' }

const trek = await startTrek(t, ADMIN)
const browser = await launchBrowser(t)
const { browser: annas } = await trek.signedIn('anna')
const { browser: bertas } = await trek.signedIn('berta')
const { clientId } = await machineClient(annas)
await bertas.call('POST', '/api/auth/mcp-tokens', { name: 'Script' })
await trek.sql("insert into oauth_audit_events (type) select 'token.refreshed' from generate_series(1, 60)")

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`looking for what happened, at a ${viewport}`, async (t) => {
    const watched = await watchedPage(browser, viewport)
    const { page } = watched
    await page.goto(`${trek.url}/admin/audit-log`)
    await signIn(page, { email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD })
    await page.getByText('The newest 50').waitFor()
    await page
      .getByText(/Details of event/)
      .first()
      .click()
    await inspectPage(t, watched)
    await page.getByRole('button', { name: 'Show older' }).click()
    await page.getByText('and that is all').waitFor()
    t.equal(await page.getByRole('button', { name: 'Show older' }).count(), 0)

    await page.getByLabel('Person').fill('anna')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.getByText('client.created').waitFor()
    await page.getByText('token.refreshed').first().waitFor({ state: 'detached' })
    t.equal(await page.getByText('static_token.created').count(), 0)
    t.match(page.url(), 'person=anna', 'it can be kept and passed on')
    await page.getByRole('button', { name: clientId }).first().click()
    const filtered = page.locator(`input[value="${clientId}"]`)
    await filtered.waitFor()
    t.equal(await page.getByLabel('Client', { exact: true }).inputValue(), clientId)

    await page.getByRole('button', { name: 'Reset' }).click()
    await filtered.waitFor({ state: 'detached' })
    await page.getByLabel('Event').selectOption('API tokens')
    await page.getByLabel('From').fill(new Date().toISOString().slice(0, 10))
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.getByText('static_token.created').waitFor()
    await page.getByText('token.refreshed').first().waitFor({ state: 'detached' })
    await inspectPage(t, watched)
    const downloading = page.waitForEvent('download')
    await page.getByRole('link', { name: 'Export as CSV' }).click()
    const download = await downloading
    t.equal(download.suggestedFilename(), 'audit-log.csv')
    const [, first, ...others] = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
    t.match(first, 'static_token.created,berta')
    t.same(others, [], 'it holds what the page shows')

    await page.getByLabel('Person').fill('nobody')
    await page.getByRole('button', { name: 'Show', exact: true }).click()
    await page.getByText('Nothing fits').waitFor()
    await inspectPage(t, watched)
  })
}
