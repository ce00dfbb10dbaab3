import t from 'tap'
import { launchBrowser, signIn } from '../support/chromium.ts'
import { inspectPage, watchedPage } from '../support/inspect-page.ts'
import { startTrek } from '../support/trek.ts'

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`signing in at a ${viewport}`, async (t) => {
    const trek = await startTrek(t)
    const account = await trek.account('anna')
    const watched = await watchedPage(await launchBrowser(t), viewport)
    const { page } = watched

    await page.goto(`${trek.url}/trips`)
    await page.waitForURL(`${trek.url}/login?return_to=%2Ftrips`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    t.match(await page.title(), 'Sign in – TREK')
    await inspectPage(t, watched)

    await signIn(page, { ...account, password: 'a wrong password' })
    await page.getByRole('alert').getByText('E-mail address or password is wrong').waitFor()
    t.equal(await page.getByLabel('E-mail').inputValue(), account.email, 'what was typed stays')
    await inspectPage(t, watched)

    await signIn(page, account)
    await page.waitForURL(`${trek.url}/trips`)

    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.waitForURL(`${trek.url}/login`)
    await page.goto(`${trek.url}/trips`)
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
  })
}

t.test('nobody is sent to another site after signing in', async (t) => {
  const trek = await startTrek(t)
  const account = await trek.account('anna')
  const { page } = await watchedPage(await launchBrowser(t), 'desk')
  await page.goto(`${trek.url}/login?return_to=${encodeURIComponent('//evil.example')}`)
  await signIn(page, account)
  await page.waitForURL(`${trek.url}/trips`)
  t.pass('it is the trips')
})
