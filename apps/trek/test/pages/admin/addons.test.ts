import type { Page, Route } from 'playwright-core'
import t from 'tap'
import { launchBrowser, signIn } from '../../support/chromium.ts'
import { inspectPage, watchedPage } from '../../support/inspect-page.ts'
import { startTrek } from '../../support/trek.ts'

const ADMIN = { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'correct horse' }

const trek = await startTrek(t, ADMIN)
const browser = await launchBrowser(t)

/** Waits for the server's answer to what is switched. */
async function answered(page: Page, act: () => unknown): Promise<void> {
  await Promise.all([page.waitForResponse((reply) => reply.request().method() === 'PUT'), act()])
}

t.test('an administrator switches a part off, and on again', async (t) => {
  const watched = await watchedPage(browser, 'phone')
  const { page } = watched
  await page.goto(`${trek.url}/trips`)
  await signIn(page, { email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD })
  await page.getByRole('link', { name: 'Admin', exact: true }).click()
  await page.getByRole('link', { name: 'Addons' }).click()
  const assistants = page.getByRole('checkbox', { name: 'Assistants' })
  await answered(page, () => assistants.click())
  await page.getByRole('checkbox', { name: 'Assistants', checked: false }).waitFor()
  await inspectPage(t, watched)

  await page.goto(`${trek.url}/settings/integrations/mcp`)
  await page.getByText('Assistants are switched off here').waitFor()
  await inspectPage(t, watched)

  await page.getByRole('link', { name: 'Admin', exact: true }).click()
  await page.getByRole('link', { name: 'Addons' }).click()
  await answered(page, () => assistants.click())
  await page.getByRole('checkbox', { name: 'Assistants', checked: true }).waitFor()
  await page.goto(`${trek.url}/settings/integrations/mcp`)
  await page.getByRole('button', { name: 'New Client' }).waitFor()
})

t.test('a switch turns at once, and back with a message when the server does not answer', async (t) => {
  const watched = await watchedPage(browser, 'phone')
  const { page } = watched
  await page.goto(`${trek.url}/admin/addons`)
  await signIn(page, { email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD })
  const held: Route[] = []
  await page.route('**/api/admin/addons/atlas', (route) => void held.push(route))
  const shown = (name: string, checked: boolean) => page.getByRole('checkbox', { name, checked }).waitFor()
  await page.getByRole('checkbox', { name: 'Atlas' }).click()
  await shown('Atlas', false)
  await page.getByRole('checkbox', { name: 'Budget' }).click()
  await shown('Budget', false)
  await answered(page, () => held[0]?.abort())
  await shown('Atlas', true)
  await page.getByRole('alert').getByText('The server did not answer').waitFor()
  await shown('Budget', false)
  await inspectPage(t, { page, complaints: [] })
  await page.reload()
  await shown('Atlas', true)
  await shown('Budget', false)
})

t.test('for others there is no such page', async (t) => {
  const account = await trek.account('anna')
  const watched = await watchedPage(browser, 'desk')
  const { page } = watched
  await page.goto(`${trek.url}/admin/addons`)
  await signIn(page, account)
  await page.getByRole('heading', { name: 'Nothing here' }).waitFor()
  t.equal(await page.getByRole('link', { name: 'Admin' }).count(), 0)
  await inspectPage(t, watched)
})
