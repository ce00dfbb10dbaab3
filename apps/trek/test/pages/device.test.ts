import t from 'tap'
import { approve, launchBrowser, signIn } from '../support/chromium.ts'
import { inspectPage, watchedPage } from '../support/inspect-page.ts'
import { postToken } from '../support/oauth-by-hand.ts'
import { type RunningTrek, startTrek } from '../support/trek.ts'

const DEVICE_CODE = 'urn:ietf:params:oauth:grant-type:device_code'

/** A device that waits to be let in. */
async function askForCode({ url }: RunningTrek) {
  const registration = await fetch(`${url}/oauth/register`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ client_name: 'Television', grant_types: [DEVICE_CODE] })
  })
  const { client_id: clientId } = (await registration.json()) as { client_id: string }
  const asked = await fetch(`${url}/oauth/device_authorization`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: clientId, scope: 'trips:read trips:write' })
  })
  const codes = (await asked.json()) as { device_code: string; user_code: string; verification_uri_complete: string }
  const poll = () => postToken(url, { grant_type: DEVICE_CODE, client_id: clientId, device_code: codes.device_code })
  return { codes, poll }
}

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`AS-122: letting a device in at a ${viewport}`, async (t) => {
    const trek = await startTrek(t)
    const account = await trek.account('anna')
    const { codes } = await askForCode(trek)
    const watched = await watchedPage(await launchBrowser(t), viewport)
    const { page } = watched
    await page.goto(`${trek.url}/oauth/device`)
    await signIn(page, account)
    const field = page.getByLabel('Code on your device')
    await field.fill('BBBB-BBBB')
    await inspectPage(t, watched)
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('alert').waitFor()
    await inspectPage(t, watched)
    await field.fill(codes.user_code)
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: /Television/ }).waitFor()
    t.equal(await page.getByRole('checkbox').count(), 2, 'one per scope')
    await inspectPage(t, watched)
    await approve(page)
    await page.getByRole('heading', { name: 'Device connected' }).waitFor()
    await inspectPage(t, watched)
  })
}

t.test('AS-122: letting a device in needs no JavaScript', async (t) => {
  const trek = await startTrek(t)
  const { browser } = await trek.signedIn('anna')
  const { codes, poll } = await askForCode(trek)
  const context = await (await launchBrowser(t)).newContext({ javaScriptEnabled: false })
  const [name, value] = browser.cookie.split('=')
  await context.addCookies([{ name: name ?? '', value: value ?? '', url: trek.url }])
  const page = await context.newPage()
  await page.goto(codes.verification_uri_complete)
  await page.locator('button').click()
  await page.locator('input[name="scope"][value="trips:write"]').uncheck()
  await page.locator('button[name="decision"][value="approve"]').click()
  await page.locator('h1', { hasText: 'Device connected' }).waitFor()
  t.match(await poll(), { status: 200, body: { scope: 'trips:read' } })
})
