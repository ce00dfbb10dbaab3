import t from 'tap'
import { launchBrowser, signIn } from '../../support/chromium.ts'
import { freePort } from '../../support/free-port.ts'
import { inspectPage, watchedPage } from '../../support/inspect-page.ts'
import { startProxy } from '../../support/proxy.ts'
import { startTrek } from '../../support/trek.ts'

const ADMIN = { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'correct horse' }

const [port, upstream] = [await freePort(), await freePort()]
const APP_URL = `http://127.0.0.1:${port}`
await startTrek(t, { ...ADMIN, APP_URL, PORT: String(upstream), TRUST_PROXY: '1' })
const proxy = await startProxy(t, { port, upstream })
const browser = await launchBrowser(t)

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`finding out why no assistant gets in, at a ${viewport}`, async (t) => {
    proxy.breakWith({
      response: ({ 'www-authenticate': _lost, ...headers }) => headers
    })
    const watched = await watchedPage(browser, viewport)
    const { page } = watched
    await page.goto(`${APP_URL}/admin/connection-check`)
    await signIn(page, { email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD })
    await page.getByRole('button', { name: 'Check now' }).click()
    await page.getByText('One thing keeps assistants out.').waitFor()
    const [first] = await page.getByRole('main').getByRole('listitem').filter({ hasText: 'Problem' }).allInnerTexts()
    t.match(first, /Sign-in challenge\s+The WWW-Authenticate header of \/mcp gets lost/)
    await inspectPage(t, watched)

    proxy.breakWith({})
    await page.getByRole('button', { name: 'Check again' }).click()
    await page.getByText('It works, with one reservation.').waitFor()
    await page.getByText('only programs on this machine can connect').waitFor()
    await inspectPage(t, watched)
  })
}
