import type { Browser } from 'playwright-core'
import t, { type Test } from 'tap'
import { inspectPage, watchedPage } from '../support/inspect-page.ts'
import { ADMIN, openTrip, part } from '../support/open-trip.ts'

const { trek, use, ids, page: annas } = await openTrip(t, 'desk')
const browser = annas.context().browser() as Browser
const { tripId } = ids
const everything = { share_packing: true, share_budget: true, share_collab: true }
await use('send_collab_message', { tripId, text: 'Who takes the tickets?' })

/** Somebody without an account, and what their browser has sent. */
async function stranger(viewport: 'phone' | 'desk') {
  const watched = await watchedPage(browser, viewport)
  const asked: { path: string; isElsewhere: boolean; hasReferer: boolean }[] = []
  watched.page.on('request', (request) => {
    const { origin, pathname } = new URL(request.url())
    asked.push({ path: pathname, isElsewhere: origin !== trek.url, hasReferer: !!request.headers().referer })
  })
  return { watched, page: watched.page, asked }
}

/** Neither a referrer nor a search engine tells the address on. */
function staysBetweenThem(t: Test, { asked }: Awaited<ReturnType<typeof stranger>>, headers: Record<string, string>) {
  t.match(headers, { 'x-robots-tag': 'noindex', 'referrer-policy': 'no-referrer' })
  t.same(
    asked.filter(({ isElsewhere, hasReferer }) => isElsewhere || hasReferer),
    []
  )
  t.same(
    asked.filter(({ path }) => path.startsWith('/api/') && !path.startsWith('/api/shared/')),
    [],
    'it asks for nothing else'
  )
}

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`a shared trip at a ${viewport}, until it is shared no more`, async (t) => {
    const { token } = await use<{ token: string }>('create_share_link', { tripId, ...everything })
    const guest = await stranger(viewport)
    const { page, watched } = guest
    const answer = await page.goto(`${trek.url}/shared/${token}`)
    await page.getByRole('heading', { level: 1, name: 'Lisbon and the coast' }).waitFor()
    const first = part(page, 'Days').getByRole('region', { name: /^Day 1 · Sat.*1 May/ })
    await first.getByText('Torre de Belém').waitFor()
    await first.getByText('Pastéis before ten').waitFor()
    await part(page, 'Days').getByRole('region', { name: 'Not on a day yet' }).waitFor()
    await part(page, 'Bookings')
      .getByText(/Sun,? 2 May, 20:00 · Avenida Almirante Reis 1$/)
      .waitFor()
    await part(page, 'Bookings').getByText('Day 1 to day 3, in from 15:00').waitFor()
    t.equal(await part(page, 'Bookings').getByText('Casa do Mar').count(), 1, 'a stay and its booking are one')
    await part(page, 'Budget').getByText('€61.50').first().waitFor()
    await part(page, 'Packing').getByText('0 of 2 packed').waitFor()
    await part(page, 'Chat').getByText('Who takes the tickets?').waitFor()
    await part(page, 'Map').getByRole('img', { name: 'Map with 3 places' }).waitFor()
    t.same(await page.getByRole('button').allInnerTexts(), ['Zoom out', 'Zoom in'], 'there is nothing to change')
    staysBetweenThem(t, guest, (await answer?.allHeaders()) ?? {})
    await inspectPage(t, watched)

    const fewer = { share_map: false, share_packing: false, share_budget: false, share_collab: false }
    await use('create_share_link', { tripId, ...fewer })
    await page.reload()
    await part(page, 'Bookings').getByText('Dinner at Ramiro').waitFor()
    for (const name of ['Days', 'Map', 'Budget', 'Packing', 'Chat']) t.equal(await part(page, name).count(), 0, name)
    await inspectPage(t, watched)
    await use('create_share_link', { tripId, share_bookings: false })
    await page.reload()
    await page.getByText('Nothing else of this trip is shared').waitFor()

    await use('delete_share_link', { tripId })
    for (const path of [`/shared/${token}`, '/shared/never-there', '/shared/journeys/never-there']) {
      await page.goto(trek.url + path)
      await page.getByRole('heading', { name: 'This link shows nothing' }).waitFor()
    }
    await inspectPage(t, watched)
  })
}

t.test('a shared journey, until it is shared no more', async (t) => {
  const admins = trek.browser()
  await admins.call('POST', '/api/auth/login', { email: ADMIN.ADMIN_EMAIL, password: ADMIN.ADMIN_PASSWORD })
  await admins.call('PUT', '/api/admin/addons/journey', { enabled: true })
  const { journey } = await use<{ journey: { id: number } }>('create_journey', { title: 'By train to Italy' })
  const journeyId = journey.id
  await use('create_journey_entry', {
    journeyId,
    entry_date: '2027-06-10',
    entry_time: '18:30',
    title: 'Arrival',
    story: 'Rain until the tunnel.\nThen none.',
    location_name: 'Bolzano',
    location_lat: 46.4983,
    location_lng: 11.3548,
    mood: 'amazing',
    weather: 'sunny',
    tags: ['train'],
    pros_cons: { pros: ['On time'], cons: ['No dining car'] }
  })
  await use('create_journey_entry', { journeyId, entry_date: '2027-06-11', story: 'A day off.' })
  const { shareLink } = await use<{ shareLink: { token: string } }>('create_journey_share_link', { journeyId })

  for (const viewport of ['phone', 'desk'] as const) {
    const guest = await stranger(viewport)
    const { page, watched } = guest
    const answer = await page.goto(`${trek.url}/shared/journeys/${shareLink.token}`)
    await page.getByRole('heading', { level: 1, name: 'By train to Italy' }).waitFor()
    await page.getByText('2 entries · 1 place').waitFor()
    const arrival = part(page, 'Arrival')
    for (const words of ['10 June 2027 · 18:30 · Bolzano', 'amazing', 'Rain until the tunnel.', 'No dining car'])
      await arrival.getByText(words).waitFor()
    await part(page, '11 June 2027').getByText('A day off.').waitFor()
    await part(page, 'Map').getByRole('img', { name: 'Map with 1 place' }).waitFor()
    staysBetweenThem(t, guest, (await answer?.allHeaders()) ?? {})
    await inspectPage(t, watched)
  }

  await use('delete_journey_share_link', { journeyId })
  const { page } = await stranger('desk')
  await page.goto(`${trek.url}/shared/journeys/${shareLink.token}`)
  await page.getByRole('heading', { name: 'This link shows nothing' }).waitFor()
  t.notMatch(trek.logged(), shareLink.token)
})
