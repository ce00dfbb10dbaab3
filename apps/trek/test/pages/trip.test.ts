import t from 'tap'
import { connectAssistant } from '../support/assistant.ts'
import { launchBrowser } from '../support/chromium.ts'
import { inspectPage, watchedPage } from '../support/inspect-page.ts'
import { planATrip } from '../support/plan-a-trip.ts'
import { startTrek } from '../support/trek.ts'

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`a trip at a ${viewport}`, async (t) => {
    const trek = await startTrek(t)
    const account = await trek.account('anna')
    const watched = await watchedPage(await launchBrowser(t), viewport)
    const { page } = watched
    const assistant = await connectAssistant(trek, 'Claude', { page, account })
    t.teardown(() => assistant.close())
    const tripId = await planATrip(t, (name, args) => assistant.callTool({ name, arguments: args }))
    await assistant.callTool({ name: 'create_place', arguments: { tripId, name: 'Castelo de São Jorge' } })

    await page.goto(`${trek.url}/trips/${tripId}`)
    await page.getByRole('heading', { name: 'Lisbon' }).waitFor()
    await page
      .getByRole('region', { name: /^Day 1 · Sat.*1 May/ })
      .getByText('Torre de Belém')
      .waitFor()
    await page.getByRole('region', { name: 'Not on a day yet' }).getByText('Castelo de São Jorge').waitFor()
    await page.getByRole('region', { name: 'People' }).getByText('anna').waitFor()
    t.equal(await page.title(), 'Lisbon – TREK')
    await inspectPage(t, watched)
  })
}

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
