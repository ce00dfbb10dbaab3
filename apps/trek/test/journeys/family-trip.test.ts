import { createTestDatabase } from '@trek/test-postgres'
import { trekScopes } from '@trek/mcp-tools'
import type { Page } from 'playwright-core'
import t from 'tap'
import { connectAssistant } from '../support/assistant.ts'
import { launchBrowser } from '../support/chromium.ts'
import { inspectPage, watchedPage } from '../support/inspect-page.ts'
import { startTrek } from '../support/trek.ts'

const DAYS = 14
const CENTS = 100

t.test('a family plans two weeks through its assistant', async (t) => {
  const database = await createTestDatabase(t)
  const trek = await startTrek(t, { DATABASE_URL: database.url })
  const account = await trek.account('anna')
  const family = [await trek.account('berta'), await trek.account('carl')]
  await trek.sql(`insert into addons (id, enabled) values ('journey', true)`)
  const watched = await watchedPage(await launchBrowser(t), 'desk')
  const { page } = watched
  const assistant = await connectAssistant(trek, 'Claude', { page, account, scopes: Object.keys(trekScopes) })
  t.teardown(() => assistant.close())
  const use = async <Answer>(name: string, args: Record<string, unknown>): Promise<Answer> => {
    const result = await assistant.callTool({ name, arguments: args })
    if (result.isError) throw new Error(`${name}: ${JSON.stringify(result.content)}`)
    return result.structuredContent as Answer
  }
  const count = async (query: string) => Number((await database.sql.unsafe(query))[0]?.count)

  const dates = { start_date: '2027-07-03', end_date: '2027-07-16' }
  const { trip } = await use<{ trip: { id: number } }>('create_trip', { title: 'Italy with the family', ...dates })
  const tripId = trip.id
  for (const { email } of family) await use('add_trip_member', { tripId, identifier: email })
  const { owner, members } = await use<{ owner: { id: number }; members: { id: number }[] }>('list_trip_members', {
    tripId
  })
  const people = [owner.id, ...members.map(({ id }) => id)]
  const { days } = await use<{ days: { id: number }[] }>('get_trip_summary', { tripId })
  const dayId = (number: number) => days[number - 1]?.id ?? 0

  const placeIds: number[] = []
  for (let number = 0; number < 40; number++) {
    const place = { tripId, name: `Sight ${number + 1}`, lat: 41 + number / 50, lng: 12 + number / 50 }
    // The last five are for rainy days.
    const isPlanned = number < 35
    const made = await use<{ place: { id: number } }>(
      isPlanned ? 'create_and_assign_place' : 'create_place',
      isPlanned ? { ...place, dayId: dayId((number % DAYS) + 1) } : place
    )
    placeIds.push(made.place.id)
  }

  const flight = (title: string, day: number, from: string, to: string) => ({
    tripId,
    type: 'flight',
    title,
    status: 'confirmed',
    start_day_id: dayId(day),
    endpoints: [
      { role: 'from', sequence: 0, name: from, code: from },
      { role: 'to', sequence: 1, name: to, code: to }
    ]
  })
  await use('create_transport', flight('There', 1, 'LHR', 'FCO'))
  await use('create_transport', flight('Back', DAYS, 'FCO', 'LHR'))
  await use('create_transport', { tripId, type: 'train', title: 'To Florence', start_day_id: dayId(7) })
  const stay = (place: number, from: number, to: number) => ({
    tripId,
    place_id: placeIds[place],
    start_day_id: dayId(from),
    end_day_id: dayId(to)
  })
  await use('create_accommodation', stay(0, 1, 7))
  await use('create_accommodation', stay(6, 7, DAYS))
  await use('create_reservation', {
    tripId,
    type: 'restaurant',
    title: 'Birthday dinner',
    reservation_time: '2027-07-08T20:00'
  })

  let cents = 0
  for (let number = 0; number < 25; number++) {
    const price = 1_001 + number * 337
    cents += price
    const sharers = number % 5 === 0 ? people.slice(0, 2) : people
    await use('create_budget_item', {
      tripId,
      name: `Expense ${number + 1}`,
      category: number % 2 === 0 ? 'Food' : 'Transport',
      total_price: price / CENTS,
      member_ids: sharers,
      payers: [{ user_id: people[number % 3], amount: price / CENTS }]
    })
  }

  const packing = ['Passports', 'Sun hat', 'Swimsuit', 'Camera', 'First aid kit'].map((name) => ({
    name,
    bag: 'Suitcase'
  }))
  await use('bulk_import_packing', { tripId, items: packing })
  for (const [at, name] of ['Check passports', 'Buy sun cream', 'Water the plants'].entries())
    await use('create_todo', { tripId, name, assigned_user_id: people[at] })
  const { poll } = await use<{ poll: { id: number } }>('create_collab_poll', {
    tripId,
    question: 'Where do we swim?',
    options: ['Lake', 'Sea']
  })
  await use('vote_collab_poll', { tripId, pollId: poll.id, optionIndex: 1 })
  const berta = await connectAssistant(trek, 'Berta’s', {
    page: await (await launchBrowser(t)).newPage(),
    account: family[0] ?? account,
    scopes: ['collab:write']
  })
  t.teardown(() => berta.close())
  const vote = { name: 'vote_collab_poll', arguments: { tripId, pollId: poll.id, optionIndex: 0 } }
  t.notOk((await berta.callTool(vote)).isError, 'Berta votes through an assistant of her own')
  const { journey } = await use<{ journey: { id: number } }>('create_journey', { title: 'Diary', trip_ids: [tripId] })
  await use('create_journey_entry', { journeyId: journey.id, entry_date: dates.start_date, title: 'We are off' })

  await t.test('the database has all of it', async (t) => {
    const ofTrip = (table: string) => count(`select count(*) from ${table} where trip_id = ${tripId}`)
    t.equal(await ofTrip('trip_members'), 2)
    t.equal(await ofTrip('days'), DAYS)
    t.equal(await ofTrip('places'), 40)
    t.equal(await count('select count(*) from day_assignments'), 35)
    t.equal(await ofTrip('reservations'), 6)
    t.equal(await ofTrip('day_accommodations'), 2)
    t.equal(await ofTrip('budget_items'), 25)
    t.equal(await count(`select sum(total_price) * 100 as count from budget_items where trip_id = ${tripId}`), cents)
    t.equal(await count('select sum(amount) * 100 as count from budget_item_payers'), cents)
    t.equal(await count('select count(*) from budget_item_members'), 5 * 2 + 20 * 3)
    t.equal(await ofTrip('packing_items'), 5)
    t.equal(await count('select count(distinct assigned_user_id) from todo_items'), 3)
    t.equal(await count('select count(*) from collab_poll_votes'), 2)
    t.equal(await count(`select count(*) from journey_entries where type = 'entry'`), 1)
    t.equal(await count('select count(distinct source_place_id) from journey_entries'), 35, 'every visit is suggested')
  })

  await t.test('the suggested payments settle everything', async (t) => {
    interface Summary {
      summary: {
        balances: { balance: number }[]
        flows: { from: { user_id: number }; to: { user_id: number }; amount: number }[]
      }
    }
    const { summary } = await use<Summary>('get_settlement_summary', { tripId })
    t.ok(summary.flows.length > 0, 'there is something to settle')
    t.ok(summary.flows.length < people.length)
    for (const { from, to, amount } of summary.flows)
      await use('create_settlement', { tripId, from_user_id: from.user_id, to_user_id: to.user_id, amount })
    const settled = (await use<Summary>('get_settlement_summary', { tripId })).summary
    t.same(
      settled.balances.map(({ balance }) => balance),
      [0, 0, 0]
    )
    t.same(settled.flows, [])
  })

  await page.goto(`${trek.url}/trips/${tripId}`)
  await seeTheTrip(page)
  await inspectPage(t, watched)
})

/** What the page of the trip shows of it. */
async function seeTheTrip(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Italy with the family' }).waitFor()
  await page
    .getByRole('region', { name: /^Day 1 · Sat.*3 Jul/ })
    .getByText('Sight 15', { exact: true })
    .waitFor()
  await page
    .getByRole('region', { name: /^Day 14 · Fri.*16 Jul/ })
    .getByText('Sight 28', { exact: true })
    .waitFor()
  await page.getByRole('region', { name: 'Not on a day yet' }).getByText('Sight 40').waitFor()
  await page.getByRole('region', { name: 'People' }).getByText('berta').waitFor()
  await page.getByRole('region', { name: 'Bookings' }).getByText('Birthday dinner').waitFor()
  await page.getByRole('region', { name: 'Budget' }).getByText('Expense 25', { exact: true }).waitFor()
  await page.getByRole('region', { name: 'Packing' }).getByText('Sun hat').waitFor()
  await page.getByRole('region', { name: 'To-dos' }).getByText('Water the plants').waitFor()
  await page.getByRole('region', { name: 'Notes' }).getByText('Where do we swim?').waitFor()
  await page.getByRole('region', { name: 'Activity' }).getByText('Claude added').first().waitFor()
}
