import t from 'tap'
import { launchBrowser } from '../support/chromium.ts'
import { inspectPage, watchedPage } from '../support/inspect-page.ts'
import { startTrek } from '../support/trek.ts'

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`making an account at a ${viewport}`, async (t) => {
    const trek = await startTrek(t)
    await trek.account('anna')
    const watched = await watchedPage(await launchBrowser(t), viewport)
    const { page } = watched

    await page.goto(`${trek.url}/login?return_to=%2Ftrips`)
    await page.getByRole('link', { name: 'Create one' }).click()
    await page.waitForURL(`${trek.url}/register?return_to=%2Ftrips`)
    await page.getByLabel('Username').fill('bea')
    await page.getByLabel('E-mail').fill('anna@example.org')
    await page.getByLabel('Password').fill('short')
    await page.getByRole('button', { name: 'Create account' }).click()
    t.equal(await page.locator('input:invalid').getAttribute('name'), 'password', 'the browser says what is too short')

    await page.getByLabel('Password').fill('long enough now')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.getByRole('alert').waitFor()
    t.equal(await page.getByLabel('Username').inputValue(), 'bea', 'what was typed stays')
    await inspectPage(t, watched)

    await page.getByLabel('E-mail').fill('bea@example.org')
    await page.getByLabel('Password').fill('long enough now')
    await page.getByRole('button', { name: 'Create account' }).click()
    await page.waitForURL(`${trek.url}/trips`)
    await page.getByText('bea').waitFor()
  })
}
