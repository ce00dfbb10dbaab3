import t from 'tap'
import { testTools } from '../support/planner.ts'

let queries = 0
const { ask, use, planner, anna, sql } = await testTools(t, {
  // Which addons are on is read now and then, whatever is asked.
  onQuery: (query) => (queries += query.includes('"addons"') ? 0 : 1)
})

interface Summary {
  days: { assignments: { id: number; place: { name: string; notes?: string } }[]; notes: object[] }[]
  budget: { items: object[]; item_count: number; total: number }
  omitted?: { what: string; see: string }[]
}

async function summaryOf(tripId: number): Promise<{ summary: Summary; queries: number; length: number }> {
  queries = 0
  const { result } = await ask('tools/call', { name: 'get_trip_summary', arguments: { tripId } })
  const asked = queries
  const text = result?.content?.[0]?.text ?? ''
  t.notOk(result?.isError, text.slice(0, 200))
  return { summary: result?.structuredContent as unknown as Summary, queries: asked, length: text.length }
}

/** A trip of 60 days with places visited on them in turn, and expenses. */
async function tripOf({ places, expenses, notes = '' }: { places: number; expenses: number; notes?: string }) {
  const trip = await planner.trips.create(anna, {
    title: 'Grand tour',
    start_date: '2027-03-01',
    end_date: '2027-04-29'
  })
  await sql`
    insert into places (trip_id, name, address, notes)
    select ${trip.id}, 'Place ' || i, 'Street ' || i, ${notes} from generate_series(1, ${places}::int) i`
  await sql`
    insert into day_assignments (day_id, place_id, order_index)
    select days.id, places.id, row_number() over (partition by days.id order by places.id)
    from (select id, (row_number() over (order by id)) % 60 + 1 as number from places where trip_id = ${trip.id}) places
    join days on days.trip_id = ${trip.id} and days.day_number = places.number`
  await sql`
    insert into budget_items (trip_id, category, name, total_price, sort_order)
    select ${trip.id}, 'food', 'Meal ' || i, 10, i from generate_series(1, ${expenses}::int) i`
  await sql`
    insert into budget_item_members (budget_item_id, user_id)
    select id, ${anna.userId} from budget_items where trip_id = ${trip.id}`
  return trip.id
}

t.test('a summary asks the database as often for 1,000 places and 500 expenses as for one', async (t) => {
  const small = await summaryOf(await tripOf({ places: 1, expenses: 1 }))
  const largeId = await tripOf({ places: 1000, expenses: 500 })
  const large = await summaryOf(largeId)
  t.equal(large.queries, small.queries)
  t.notOk(small.summary.omitted)
  t.equal(small.summary.budget.items.length, 1)

  const readTrip = async (tripId: number) => {
    queries = 0
    await ask('resources/read', { uri: `trek://trips/${tripId}` })
    return queries
  }
  t.equal(await readTrip(largeId), 1, 'the resource is one query')
})

t.test('a summary that is too large says what it leaves out, and where that is', async (t) => {
  const tripId = await tripOf({ places: 1000, expenses: 500 })
  const { summary, length } = await summaryOf(tripId)
  t.ok(length <= 256 * 1024, `${length} characters`)
  t.match(summary.omitted, [
    { what: /single expenses/, see: `the resource trek://trips/${tripId}/budget` },
    { what: /details of visits/, see: /list_places/ }
  ])
  t.match(summary.budget, { items: [], item_count: 500, total: 5000 }, 'figures stay')
  t.equal(summary.days.length, 60)
  const visits = summary.days.flatMap(({ assignments }) => assignments)
  t.equal(visits.length, 1000, 'every visit is there, by its id and name')
  t.match(visits[0], { id: Number, place: { name: /^Place/ } })
  t.notOk('notes' in (visits[0]?.place ?? {}))
})

t.test('what is missed least goes first', async (t) => {
  const { summary } = await summaryOf(await tripOf({ places: 20, expenses: 1200 }))
  t.equal(summary.omitted?.length, 1)
  t.match(summary.days[5]?.assignments, [{ place: { address: /^Street/ } }], 'visits are as always')
})

t.test('even the longest trip has a summary', async (t) => {
  const { summary, length } = await summaryOf(await tripOf({ places: 5000, expenses: 1, notes: 'n'.repeat(2000) }))
  t.ok(length <= 256 * 1024, `${length} characters`)
  t.match(summary.omitted?.at(-1), { what: /^visits and notes/ })
  t.equal(summary.days.length, 60)
})

t.test('list_places comes in pages, filters and all', async (t) => {
  const tripId = await tripOf({ places: 120, expenses: 0 })
  await planner.places.create(anna, tripId, { name: 'On no day' })
  const names: string[] = []
  const given = { tripId, assignment: 'assigned', limit: 50 }
  let cursor: string | null = null
  do {
    const page = (await use('list_places', { ...given, ...(cursor !== null && { cursor }) })) as unknown as {
      places: { name: string }[]
      next_cursor: string | null
    }
    t.ok(page.places.length <= 50)
    names.push(...page.places.map(({ name }) => name))
    cursor = page.next_cursor
  } while (cursor !== null)
  const expected = Array.from({ length: 120 }, (_, i) => `Place ${120 - i}`)
  t.same(names, expected, 'each once, newest first')
})

t.test('list_trips comes in pages', async (t) => {
  const mine = (await planner.trips.list(anna)).map(({ id }) => id)
  const first = (await use('list_trips', { limit: 2 })) as unknown as { trips: { id: number }[]; next_cursor: string }
  t.same(
    first.trips.map(({ id }) => id),
    mine.slice(0, 2)
  )
  const rest = (await use('list_trips', { limit: 200, cursor: first.next_cursor })) as unknown as typeof first
  t.same(
    rest.trips.map(({ id }) => id),
    mine.slice(2)
  )
  t.equal(rest.next_cursor, null)
  await t.rejects(use('list_trips', { cursor: 'aWQ6MA' }), { message: /\[invalid_value\]/ }, 'a cursor nobody gave')
  await t.rejects(use('list_trips', { limit: 201 }), { message: /invalid_arguments/ })
})
