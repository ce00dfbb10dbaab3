import t from 'tap'
import { launchBrowser, signIn, waitForClient } from '../support/chromium.ts'
import { inspectPage, watchedPage } from '../support/inspect-page.ts'
import { registerByHand } from '../support/oauth-by-hand.ts'
import { startTrek } from '../support/trek.ts'

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`consent at a ${viewport}`, async (t) => {
    const trek = await startTrek(t)
    const account = await trek.account('anna')
    const client = await registerByHand(trek)
    const watched = await watchedPage(await launchBrowser(t), viewport)
    const { page } = watched
    await page.goto(client.authorizationUrl().href)
    await signIn(page, account)
    await page.getByRole('heading', { name: /By hand/ }).waitFor()
    t.equal(await page.getByRole('checkbox').count(), 13, 'one for all that can be read')
    await inspectPage(t, watched)

    await page.goto(client.authorizationUrl({ redirect_uri: 'https://evil.example/cb' }).href)
    await inspectPage(t, watched)
  })
}

t.test('consent needs no JavaScript', async (t) => {
  const trek = await startTrek(t)
  const { browser } = await trek.signedIn('anna')
  const client = await registerByHand(trek)
  const context = await (await launchBrowser(t)).newContext({ javaScriptEnabled: false })
  const [name, value] = browser.cookie.split('=')
  await context.addCookies([{ name: name ?? '', value: value ?? '', url: trek.url }])
  const page = await context.newPage()
  const authorizationUrl = client.authorizationUrl({ scope: 'trips:read trips:write' })
  await page.goto(authorizationUrl.href)
  await page.locator('input[name="scope"][value="trips:write"]').uncheck()
  const arrived = waitForClient(page, authorizationUrl)
  await page.locator('button[name="decision"][value="approve"]').click()
  const code = (await arrived).searchParams.get('code') ?? ''
  t.match(await client.redeem(code), { status: 200, body: { scope: 'trips:read' } })
})
