import t from 'tap'
import { connectAssistant } from '../support/assistant.ts'
import { inspectPage } from '../support/inspect-page.ts'
import { openTrip, part } from '../support/open-trip.ts'

for (const viewport of ['phone', 'desk'] as const) {
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
