import t from 'tap'
import { connectAssistant } from '../support/assistant.ts'
import { launchBrowser } from '../support/chromium.ts'
import { startTrek } from '../support/trek.ts'

t.test('the trip page changes while an assistant works on the trip', async (t) => {
  const trek = await startTrek(t)
  const account = await trek.account('anna')
  const page = await (await launchBrowser(t)).newPage()
  const assistant = await connectAssistant(trek, 'Claude', { page, account })
  t.teardown(() => assistant.close())
  const use = async <Answer>(name: string, args: Record<string, unknown>) =>
    (await assistant.callTool({ name, arguments: args })).structuredContent as Answer

  await page.goto(`${trek.url}/trips`)
  await page
    .getByText('Changes appear here')
    .or(page.getByRole('heading', { name: 'Your trips' }))
    .first()
    .waitFor()
  const { trip } = await use<{ trip: { id: number } }>('create_trip', {
    title: 'Porto',
    start_date: '2027-06-01',
    end_date: '2027-06-02'
  })
  await page.getByRole('link', { name: 'Porto' }).click()
  await page.getByRole('status').getByText('Changes appear here').waitFor()

  const { place } = await use<{ place: { id: number } }>('create_place', { tripId: trip.id, name: 'Livraria Lello' })
  await page.getByRole('region', { name: 'Not on a day yet' }).getByText('Livraria Lello').waitFor()
  await page.getByText('Claude added Livraria Lello', { exact: true }).waitFor()

  const { days } = await use<{ days: { id: number }[] }>('get_trip_summary', { tripId: trip.id })
  await use('assign_place_to_day', { tripId: trip.id, dayId: days[1]?.id, placeId: place.id })
  await page
    .getByRole('region', { name: /^Day 2/ })
    .getByText('Livraria Lello')
    .waitFor()
  await page.getByText('Claude added Livraria Lello to day 2').waitFor()
  t.equal(await page.getByRole('region', { name: 'Not on a day yet' }).count(), 0, 'it is planned now')
})
