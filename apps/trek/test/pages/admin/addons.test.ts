import t from 'tap'
import { launchBrowser, signIn } from '../../support/chromium.ts'
import { inspectPage, watchedPage } from '../../support/inspect-page.ts'
import { startTrek } from '../../support/trek.ts'

const ADMIN = { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'correct horse' }

const trek = await startTrek(t, ADMIN)
const browser = await launchBrowser(t)

t.test('an administrator switches a part off, and on again', async (t) => {
  const watched = await watchedPage(browser, 'phone')
  const { page } = watched
  await page.goto(`${trek.url}/trips`)
  await signIn(page, { email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD })
  await page.getByRole('link', { name: 'Admin', exact: true }).click()
  await page.getByRole('link', { name: 'Addons' }).click()
  const assistants = page.getByRole('checkbox', { name: 'Assistants' })
  await assistants.click()
  await page.getByRole('checkbox', { name: 'Assistants', checked: false, disabled: false }).waitFor()
  await inspectPage(t, watched)

  await page.goto(`${trek.url}/settings/integrations/mcp`)
  await page.getByText('Assistants are switched off here').waitFor()
  await inspectPage(t, watched)

  await page.getByRole('link', { name: 'Admin', exact: true }).click()
  await page.getByRole('link', { name: 'Addons' }).click()
  await assistants.click()
  await page.getByRole('checkbox', { name: 'Assistants', checked: true, disabled: false }).waitFor()
  await page.goto(`${trek.url}/settings/integrations/mcp`)
  await page.getByRole('button', { name: 'New Client' }).waitFor()
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
