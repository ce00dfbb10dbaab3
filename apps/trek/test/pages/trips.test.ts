import t from 'tap'
import { launchBrowser, signIn } from '../support/chromium.ts'
import { inspectPage, watchedPage } from '../support/inspect-page.ts'
import { startTrek } from '../support/trek.ts'

for (const viewport of ['phone', 'desk'] as const) {
  t.test(`trips at a ${viewport}`, async (t) => {
    const trek = await startTrek(t)
    const { account, browser } = await trek.signedIn('anna')
    const watched = await watchedPage(await launchBrowser(t), viewport)
    const { page } = watched
    await page.goto(trek.url)
    await signIn(page, account)
    await page.getByText('No trips yet').waitFor()
    await inspectPage(t, watched)

    await page.getByRole('button', { name: 'New trip' }).click()
    await page.getByLabel('Title').fill('Lisbon')
    await page.getByLabel('First day').fill('2027-05-03')
    await page.getByLabel('Last day').fill('2027-05-01')
    await page.getByRole('button', { name: 'Create trip' }).click()
    await page.getByRole('alert').waitFor()
    t.equal(await page.getByLabel('Title').inputValue(), 'Lisbon', 'what was typed stays')

    await page.getByLabel('Last day').fill('2027-05-05')
    await page.getByRole('button', { name: 'Create trip' }).click()
    await page.getByRole('heading', { name: 'Lisbon' }).waitFor()
    await page.getByRole('region', { name: 'Day 3' }).waitFor()
    t.equal(await page.getByRole('region', { name: /^Day \d/ }).count(), 3)

    await browser.call('POST', '/api/trips', {
      title: 'A very long title without a single space: '.replaceAll(' ', '_').repeat(4)
    })
    await page.getByRole('link', { name: 'TREK' }).click()
    await page.getByRole('link', { name: 'Lisbon' }).waitFor()
    await page.getByRole('link', { name: /^A_very/ }).waitFor()
    const card = page.getByRole('listitem').filter({ hasText: 'Lisbon' })
    t.match(await card.innerText(), /3.*5 May 2027\s+Only you\s+3 days · 0 places/)
    await inspectPage(t, watched)

    const { trips } = (await browser.call('GET', '/api/trips')).body
    const { id } = trips.find(({ title }: { title: string }) => title === 'Lisbon')
    await browser.call('PATCH', `/api/trips/${id}`, { is_archived: true })
    await page.getByText('Archived trips (1)').click()
    await page.getByRole('group').getByRole('link', { name: 'Lisbon' }).waitFor()
    await inspectPage(t, watched)
  })
}
