import t from 'tap'
import { openTrip, part } from '../support/open-trip.ts'

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
