import t from 'tap'
import { approvedClient } from '../../support/approval.ts'
import { launchBrowser, signIn } from '../../support/chromium.ts'
import { inspectPage, type VIEWPORTS, watchedPage } from '../../support/inspect-page.ts'
import { hasFocus, tabTo } from '../../support/mcp-settings.ts'
import { startTrek } from '../../support/trek.ts'

const trek = await startTrek(t)
const browser = await launchBrowser(t)

/** The profile of a new account, opened the way people get there. */
async function openProfile(name: string, viewport: keyof typeof VIEWPORTS) {
  const { account, browser: api } = await trek.signedIn(name)
  const watched = await watchedPage(browser, viewport)
  const { page } = watched
  await page.goto(`${trek.url}/settings`)
  await signIn(page, account)
  await page.getByRole('heading', { name: 'Profile' }).waitFor()
  return { account, api, watched, page }
}

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`changing name, address and password at a ${viewport}`, async (t) => {
    const { account, api, watched, page } = await openProfile(`anna-${viewport}`, viewport)
    await inspectPage(t, watched)
    const app = await approvedClient(trek, account)
    const card = page.getByRole('region', { name: 'Name and e-mail' })
    await card.getByLabel('Username').fill(`anna.${viewport}`)
    await card.getByRole('button', { name: 'Save' }).click()
    await card.getByRole('status').getByText('Saved').waitFor()
    await page.getByRole('banner').getByText(`anna.${viewport}`).waitFor()

    const email = `anna.${viewport}@elsewhere.example`
    await card.getByLabel('E-mail').fill(email)
    await card.getByLabel('Password, to change the address').fill('a guess')
    await card.getByRole('button', { name: 'Save' }).click()
    await card.getByRole('alert').getByText('This is not your password').waitFor()
    await inspectPage(t, watched)
    await card.getByLabel('Password, to change the address').fill(account.password)
    await card.getByRole('button', { name: 'Save' }).click()
    await card.getByRole('status').waitFor()
    t.match(await api.call('GET', '/api/auth/me'), { body: { user: { email } } })

    const password = page.getByRole('region', { name: 'Password' })
    await password.getByLabel('Current password').fill(account.password)
    await password.getByLabel('New password').fill('long enough now')
    await password.getByLabel('Disconnect all apps too').check()
    await password.getByRole('button', { name: 'Change password' }).click()
    await password.getByRole('status').getByText('Your password is changed').waitFor()
    t.equal(await password.getByLabel('New password').inputValue(), '', 'it does not stay on the screen')
    t.match(await api.call('GET', '/api/auth/me'), { status: 401 }, 'the other browser is signed out')
    await t.rejects(app.refresh(), { message: /invalid_grant/ }, 'and the app is disconnected')
    await inspectPage(t, watched)

    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Integrations' }).click()
    await page.getByRole('heading', { name: 'MCP' }).waitFor()
    await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Profile' }).click()
    await page.getByRole('heading', { name: 'Profile' }).waitFor()
  })

  t.test(`deleting an account at a ${viewport}`, async (t) => {
    const { account, api, watched, page } = await openProfile(`bea-${viewport}`, viewport)
    await api.call('POST', '/api/trips', { title: 'Lisbon' })
    await approvedClient(trek, account)
    await page.getByRole('button', { name: 'Delete account' }).click()
    const dialog = page.getByRole('dialog', { name: 'Delete your account?' })
    await dialog.getByText('1 trip of yours will be gone.').waitFor()
    await dialog.getByText('1 connected app will lose access at once.').waitFor()
    await inspectPage(t, watched)
    await dialog.getByLabel('Your password').fill('a guess')
    await dialog.getByRole('button', { name: 'Delete for good' }).click()
    await dialog.getByRole('alert').getByText('This is not your password').waitFor()
    await inspectPage(t, watched)
    await dialog.getByLabel('Your password').fill(account.password)
    await dialog.getByRole('button', { name: 'Delete for good' }).click()
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await signIn(page, account)
    await page.getByRole('alert').getByText('E-mail address or password is wrong').waitFor()
  })
}

t.test('the keyboard alone opens the question, reads it, and keeps the account', async (t) => {
  const { api, page } = await openProfile('carla', 'desk')
  const opener = page.getByRole('button', { name: 'Delete account' })
  await tabTo(page, opener)
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').getByText('be signed out everywhere').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog').waitFor({ state: 'detached' })
  t.ok(await hasFocus(page, opener), 'and is back where it was')
  t.match(await api.call('GET', '/api/auth/me'), { status: 200 })
})

t.test('the only administrator is told why they cannot leave', async (t) => {
  const { watched, page } = await openProfile('dora', 'desk')
  await trek.sql("update users set role = case when username = 'dora' then 'admin' else 'user' end")
  await page.reload()
  await page.getByText('You are the only administrator here').waitFor()
  t.equal(await page.getByRole('button', { name: 'Delete account' }).isDisabled(), true)
  await inspectPage(t, watched)
})
