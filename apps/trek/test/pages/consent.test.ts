import { trekScopes } from '@trek/mcp-tools'
import t from 'tap'
import { answerConsent, launchBrowser, signIn, waitForClient } from '../support/chromium.ts'
import { inspectPage, VIEWPORTS, watchedPage } from '../support/inspect-page.ts'
import { tabTo } from '../support/mcp-settings.ts'
import { registerByHand } from '../support/oauth-by-hand.ts'
import { startTrek } from '../support/trek.ts'

const EVERYTHING = Object.keys(trekScopes).join(' ')

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

    await page.goto(client.authorizationUrl({ scope: EVERYTHING }).href)
    const boxes = page.getByRole('checkbox')
    t.equal(await boxes.count(), Object.keys(trekScopes).length)
    const [deny, approve] = await Promise.all(
      ['Deny', 'Approve'].map((name) => page.getByRole('button', { name }).boundingBox())
    )
    t.equal(deny?.width, approve?.width, 'denying is as easy as approving')
    t.ok((deny?.y ?? Infinity) < VIEWPORTS[viewport].height, 'both are in reach, however much is asked for')
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

t.test('the page weighs at most 15 kB, whatever is asked for, and loads nothing else', async (t) => {
  const trek = await startTrek(t)
  const { account } = await trek.signedIn('anna')
  const client = await registerByHand(trek)
  const browser = await launchBrowser(t)
  for (const locale of ['en-GB', 'de-DE', 'es-ES', 'fr-FR']) {
    const page = await (await browser.newContext({ locale })).newPage()
    await page.goto(client.authorizationUrl({ scope: EVERYTHING }).href)
    await signIn(page, account)
    await page.locator('button[value="approve"]').waitFor()
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(request.url()))
    const reply = await page.reload()
    const bytes = (await reply?.body())?.length ?? Infinity
    t.ok(bytes <= 15_000, `${bytes} bytes in ${locale}`)
    t.same(
      loaded.filter((url) => !url.endsWith('/favicon.ico')),
      [page.url()]
    )
  }
})

t.test('the keyboard alone narrows what is asked for and approves', async (t) => {
  const trek = await startTrek(t)
  const { account } = await trek.signedIn('anna')
  const client = await registerByHand(trek)
  const { page } = await watchedPage(await launchBrowser(t), 'desk')
  const authorizationUrl = client.authorizationUrl({ scope: 'trips:read trips:write' })
  await page.goto(authorizationUrl.href)
  await signIn(page, account)
  const approve = page.getByRole('button', { name: 'Approve' })
  await approve.waitFor()
  await tabTo(page, page.getByRole('checkbox', { name: 'Change trips' }))
  await page.keyboard.press('Space')
  await tabTo(page, page.getByRole('button', { name: 'Deny' }))
  await tabTo(page, approve)
  const arrived = waitForClient(page, authorizationUrl)
  await page.keyboard.press('Enter')
  const code = (await arrived).searchParams.get('code') ?? ''
  t.match(await client.redeem(code), { status: 200, body: { scope: 'trips:read' } })
})

t.test('later only what is new is asked for', async (t) => {
  const trek = await startTrek(t)
  const { account } = await trek.signedIn('anna')
  const client = await registerByHand(trek)
  const watched = await watchedPage(await launchBrowser(t), 'phone')
  const { page } = watched
  const answer = await answerConsent(page, client.authorizationUrl({ scope: 'trips:read places:read' }), account)
  t.match(await client.redeem(answer.searchParams.get('code') ?? ''), { status: 200 })
  // Nobody listens where the browser was sent: only then is it done with that.
  await page.waitForURL('chrome-error://**')
  await page.goto(client.authorizationUrl({ scope: 'trips:read places:read trips:write' }).href)
  await page.getByRole('heading', { name: 'Allow By hand to do more' }).waitFor()
  t.equal(await page.getByRole('checkbox').count(), 1, 'the others are folded away')
  await inspectPage(t, watched)
  await page.getByText('You have already allowed 2 things').click()
  t.equal(await page.getByRole('checkbox').count(), 3)
  await inspectPage(t, watched)
})
