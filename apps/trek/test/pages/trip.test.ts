import t from 'tap'
import { launchBrowser } from '../support/chromium.ts'
import { inspectPage, watchedPage } from '../support/inspect-page.ts'
import { ADMIN, openTrip, part } from '../support/open-trip.ts'
import { startTrek } from '../support/trek.ts'

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
    await page.locator('svg[role=img] path').nth(1).waitFor()
  })
}

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
