import type { Page } from 'playwright-core'
import t, { type Test } from 'tap'
import { connectAssistant } from '../support/assistant.ts'
import { launchBrowser } from '../support/chromium.ts'
import { planFullTrip, type Use } from '../support/full-trip.ts'
import { inspectPage, watchedPage, type VIEWPORTS } from '../support/inspect-page.ts'
import { mcpByHand } from '../support/mcp-by-hand.ts'
import { startTrek } from '../support/trek.ts'

const ADMIN = { ADMIN_EMAIL: 'admin@example.org', ADMIN_PASSWORD: 'correct horse' }

/** anna, signed in at the browser, and a trip of hers with one of everything. */
async function openTrip(t: Test, viewport: keyof typeof VIEWPORTS) {
  const trek = await startTrek(t, ADMIN)
  const { account, browser } = await trek.signedIn('anna')
  const { raw_token: token } = (await browser.call('POST', '/api/auth/mcp-tokens', { name: 'Script' })).body
  const client = mcpByHand(t, token)
  const use: Use = async <Answer>(name: string, args: Record<string, unknown>) => {
    const { body } = await client.call(trek.url, name, args)
    if (!body.result || body.result.isError) throw new Error(JSON.stringify(body))
    return body.result.structuredContent as Answer
  }
  const ids = await planFullTrip(use)
  const watched = await watchedPage(await launchBrowser(t), viewport)
  const [name = '', value = ''] = browser.cookie.split('=')
  await watched.page.context().addCookies([{ name, value, url: trek.url }])
  const path = `/trips/${ids.tripId}`
  return { trek, account, browser, use, ids, watched, page: watched.page, path, url: trek.url + path }
}

const part = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`a trip at a ${viewport}`, async (t) => {
    const { page, watched, url } = await openTrip(t, viewport)
    await page.goto(url)
    await page.getByRole('heading', { name: 'Lisbon and the coast' }).waitFor()
    t.equal(await page.title(), 'Lisbon and the coast – TREK')
    const first = part(page, 'Days').getByRole('region', { name: /^Day 1 · Sat.*1 May/ })
    await first.getByText('Torre de Belém').waitFor()
    await first.getByText('Pastéis before ten').waitFor()
    const unplanned = part(page, 'Days').getByRole('region', { name: 'Not on a day yet' })
    await unplanned.getByText('Castelo de São Jorge').waitFor()
    await part(page, 'Bookings')
      .getByText(/Sun,? 2 May, 20:00 · Avenida Almirante Reis 1 · code R-77/)
      .waitFor()
    await part(page, 'Bookings')
      .getByText(/BER → LIS/)
      .waitFor()
    await part(page, 'Bookings').getByText('Day 1 to day 3, in from 15:00').waitFor()
    await part(page, 'Budget').getByText('€61.50').first().waitFor()
    await part(page, 'Budget').getByText('Nobody owes anybody anything').waitFor()
    await part(page, 'Packing').getByText('0 of 2 packed').waitFor()
    await part(page, 'To-dos').getByLabel('Renew passport').waitFor()
    await part(page, 'Notes').getByText('Quiet after ten.').waitFor()
    await part(page, 'Notes').getByText('Beach or museum?').waitFor()
    await part(page, 'People').getByText('anna').waitFor()
    await part(page, 'Map').getByRole('img', { name: 'Map with 3 places' }).waitFor()
    t.ok((await page.locator('svg[role=img] path').count()) > 0, 'there is land')
    await inspectPage(t, watched)

    await part(page, 'Map').getByRole('button', { name: 'Zoom out' }).click()
    await part(page, 'Map').getByRole('button', { name: 'Zoom out' }).click()
    await page.locator('svg[role=img] path').nth(3).waitFor()
  })

  t.test(`a person watches an assistant, and takes back what it did, at a ${viewport}`, async (t) => {
    const { trek, account, page, watched, url, ids } = await openTrip(t, viewport)
    const assistant = await connectAssistant(trek, 'Claude', { page, account })
    t.teardown(() => assistant.close())
    await page.goto(url)
    await part(page, 'Activity').getByText('Changes appear here as they are made.').waitFor()

    const { structuredContent } = await assistant.callTool({
      name: 'create_place',
      arguments: { tripId: ids.tripId, name: 'Louvre' }
    })
    const { place } = structuredContent as { place: { id: number } }
    const added = part(page, 'Activity').getByRole('listitem').filter({ hasText: 'Claude added Louvre' })
    await added.first().waitFor()
    await assistant.callTool({
      name: 'assign_place_to_day',
      arguments: { tripId: ids.tripId, dayId: ids.dayId, placeId: place.id }
    })
    const visit = part(page, 'Activity').getByRole('listitem').filter({ hasText: 'Claude added Louvre to day 1' })
    await visit.waitFor()
    const first = part(page, 'Days').getByRole('region', { name: /^Day 1/ })
    await first.getByText('Louvre').waitFor()
    await inspectPage(t, watched)

    const placeOnly = added.filter({ hasNotText: 'to day' })
    await placeOnly.getByRole('button', { name: 'Undo' }).click()
    await placeOnly.getByRole('alert').getByText('This cannot be undone any more').waitFor()
    t.ok(await first.getByText('Louvre').isVisible(), 'nothing was taken back')
    await inspectPage(t, watched)

    await visit.getByRole('button', { name: 'Undo' }).click()
    await part(page, 'Activity').getByText('anna undid a change and took Louvre off day 1').waitFor()
    await placeOnly.getByRole('button', { name: 'Undo' }).click()
    await part(page, 'Activity').getByText('anna undid a change and removed Louvre').waitFor()
    await part(page, 'Days').getByText('Louvre').waitFor({ state: 'detached' })
    t.equal(await placeOnly.getByRole('button').count(), 0, 'it is undone')
    await inspectPage(t, watched)
  })
}

t.test('a person corrects what is wrong', async (t) => {
  const { page, browser, url, path } = await openTrip(t, 'phone')
  await page.goto(url)
  await part(page, 'To-dos').getByLabel('Renew passport').click()
  await part(page, 'To-dos').getByText('1 of 1 done').waitFor()
  await part(page, 'Packing').getByLabel('Socks').click()
  await part(page, 'Packing').getByText('1 of 2 packed').waitFor()

  await page.getByRole('button', { name: 'Edit Torre de Belém' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Belém Tower')
  await page.getByRole('button', { name: 'Save name' }).click()
  await part(page, 'Days').getByText('Belém Tower').waitFor()
  await page.getByRole('button', { name: 'Edit Castelo de São Jorge' }).click()
  await page.getByRole('button', { name: 'Remove place' }).click()
  await part(page, 'Days').getByText('Castelo de São Jorge').waitFor({ state: 'detached' })

  for (const [name, thing] of [
    ['Bookings', 'Dinner at Ramiro'],
    ['Budget', 'Train'],
    ['Notes', 'House rules'],
    ['Days', 'Pastéis before ten']
  ] as const) {
    await page.getByRole('button', { name: `Remove ${thing}` }).click()
    await part(page, name).getByText(thing).waitFor({ state: 'detached' })
  }
  t.match((await browser.call('GET', `/api${path}`)).body, {
    places: [{ name: 'Casa do Mar' }, { name: 'Belém Tower' }],
    days: [{ notes_items: [] }, {}, {}]
  })
  t.equal((await browser.call('GET', `/api${path}/bookings`)).body.bookings.length, 2)

  const removal = part(page, 'Activity').getByRole('listitem').filter({ hasText: 'anna removed the note House rules' })
  await removal.getByRole('button', { name: 'Undo' }).click()
  await part(page, 'Notes').getByText('House rules').waitFor()
})

t.test('what is switched off is not on the page, and nobody asks for it', async (t) => {
  const { trek, page, watched, url } = await openTrip(t, 'desk')
  const admin = trek.browser()
  await admin.call('POST', '/api/auth/login', { email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD })
  for (const addon of ['packing', 'budget', 'collab'])
    await admin.call('PUT', `/api/admin/addons/${addon}`, { enabled: false })
  const asked: string[] = []
  page.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await page.goto(url)
  await part(page, 'Bookings').getByText('Dinner at Ramiro').waitFor()
  for (const name of ['Budget', 'Packing', 'To-dos', 'Notes']) t.equal(await part(page, name).count(), 0, name)
  t.same(
    asked.filter((path) => /\/(budget|packing|todos|notes|polls)$/.test(path)),
    []
  )
  await inspectPage(t, watched)
})

t.test('the shapes of the map come from here, and only with a map', async (t) => {
  const { trek, page, url } = await openTrip(t, 'desk')
  const shapes: string[] = []
  const elsewhere: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('countries')) shapes.push(request.url())
    if (!request.url().startsWith(trek.url)) elsewhere.push(request.url())
  })
  await page.goto(`${trek.url}/trips`)
  await page.getByRole('link', { name: 'Lisbon and the coast' }).waitFor()
  t.same(shapes, [])
  await page.goto(url)
  await page.getByRole('img', { name: /^Map with/ }).waitFor()
  t.equal(shapes.length, 1)
  t.same(elsewhere, [])
})

t.test('a trip that is somebody else’s, or none, is not there', async (t) => {
  const trek = await startTrek(t)
  const { browser } = await trek.signedIn('anna')
  const { id } = (await browser.call('POST', '/api/trips', { title: 'Secret' })).body.trip
  const eve = await trek.signedIn('eve')
  const watched = await watchedPage(await launchBrowser(t), 'desk')
  const { page } = watched
  const [name, value] = eve.browser.cookie.split('=')
  await page.context().addCookies([{ name: name ?? '', value: value ?? '', url: trek.url }])
  for (const path of [`/trips/${id}`, '/trips/999999', '/trips/lisbon', '/no/such/page']) {
    await page.goto(trek.url + path)
    await page.getByRole('heading', { name: 'Nothing here' }).waitFor()
    await inspectPage(t, watched)
  }
})
