import t from 'tap'
import type { ExchangeRates } from '../src/index.ts'
import { testPlanner, tripOfTwo } from './support/planner.ts'

/** Units for one euro, as they are while a test does not change them. */
function fixedRates(units: Record<string, number>): ExchangeRates & { asked: string[] } {
  const asked: string[] = []
  return {
    asked,
    async of(base) {
      asked.push(base)
      const perEuro = new Map(Object.entries({ EUR: 1, ...units }))
      const ofBase = perEuro.get(base)
      return ofBase === undefined
        ? undefined
        : new Map([...perEuro].map(([currency, unit]) => [currency, Number((unit / ofBase).toFixed(6))]))
    }
  }
}

t.test('another currency freezes the rate of the day, if anybody knows it', async (t) => {
  const exchangeRates = fixedRates({ USD: 1.2, JPY: 160 })
  const test = await testPlanner(t, { exchangeRates })
  const { anna, trip, budget } = await tripOfTwo(test)
  const museum = await budget.create(anna, trip.id, { name: 'Museum', total_price: 90, currency: 'USD' })
  t.match(museum, { currency: 'USD', exchange_rate: 1.2 })
  t.match(await budget.create(anna, trip.id, { name: 'x', total_price: 1, currency: 'EUR' }), { exchange_rate: null })
  t.match(await budget.create(anna, trip.id, { name: 'x', total_price: 1, currency: 'SEK' }), { exchange_rate: null })
  t.match(
    await budget.update(anna, trip.id, museum.id, { currency: 'JPY' }),
    { currency: 'JPY', exchange_rate: 160, total_price: 90 },
    'another currency is a correction, nothing is converted'
  )
  t.match(await budget.update(anna, trip.id, museum.id, { currency: null }), { currency: null, exchange_rate: null })

  exchangeRates.asked.length = 0
  const mallory = await test.person('mallory')
  await t.rejects(budget.create(mallory, trip.id, { name: 'x', total_price: 1, currency: 'USD' }), {
    code: 'trip_not_found'
  })
  t.same(exchangeRates.asked, [], 'no stranger makes us ask outside')
})

t.test('the overview adds what was converted, and says what could not be', async (t) => {
  const test = await testPlanner(t, { exchangeRates: fixedRates({ USD: 1.2 }) })
  const { anna, trip, budget } = await tripOfTwo(test)
  await budget.create(anna, trip.id, { name: 'Hotel', total_price: 10.1 })
  await budget.create(anna, trip.id, { name: 'Museum', total_price: 90, currency: 'USD', category: 'fun' })
  t.match(await budget.overview(anna, trip.id), {
    items: [{ name: 'Hotel' }, { name: 'Museum' }],
    item_count: 2,
    total: 85.1,
    currency: 'EUR',
    categories: [
      { category: 'fun', total: 75 },
      { category: 'other', total: 10.1 }
    ],
    unconverted_currencies: []
  })
  await budget.create(anna, trip.id, { name: 'Sauna', total_price: 5, currency: 'SEK' })
  t.match(await budget.overview(anna, trip.id), { total: 90.1, unconverted_currencies: ['SEK'] })
})

t.test('what falls to each person is converted and adds up', async (t) => {
  const test = await testPlanner(t, { exchangeRates: fixedRates({ USD: 1.2 }) })
  const { anna, berta, trip, budget } = await tripOfTwo(test)
  const { id } = await budget.create(anna, trip.id, { name: 'Hotel', total_price: 10.01 })
  await budget.create(anna, trip.id, { name: 'Museum', total_price: 60, currency: 'USD', member_ids: [berta.userId] })
  await budget.create(anna, trip.id, { name: 'Idea', total_price: 60, member_ids: [] })
  await budget.setPaid(anna, trip.id, id, anna.userId, true)
  const [annas, bertas] = await budget.perPerson(anna, trip.id)
  t.match(annas, { username: 'anna', avatar_url: null, items_count: 1 })
  t.match(bertas, { username: 'berta', total_paid: 0, items_count: 2 })
  t.equal(annas?.total_paid, annas?.total_assigned)
  t.equal(Number(((annas?.total_assigned ?? 0) + (bertas?.total_assigned ?? 0)).toFixed(2)), 60.01)
})

t.test('a trip that counts in another currency keeps every amount in the one it was in', async (t) => {
  const exchangeRates = fixedRates({ USD: 1.2, GBP: 0.8 })
  const test = await testPlanner(t, { exchangeRates })
  const { anna, berta, trip, budget } = await tripOfTwo(test)
  const { settlements, trips } = test.planner
  await budget.create(anna, trip.id, {
    name: 'Hotel',
    total_price: 100,
    payers: [{ user_id: anna.userId, amount: 100 }]
  })
  await budget.create(anna, trip.id, { name: 'Museum', total_price: 90, currency: 'USD' })
  await budget.create(anna, trip.id, { name: 'Tea', total_price: 8, currency: 'GBP' })
  await budget.create(anna, trip.id, { name: 'Sauna', total_price: 5, currency: 'SEK' })
  await settlements.create(anna, trip.id, { from_user_id: berta.userId, to_user_id: anna.userId, amount: 50 })

  await trips.update(anna, trip.id, { currency: 'GBP' })
  t.match(await budget.list(anna, trip.id), [
    { name: 'Hotel', total_price: 100, currency: 'EUR', exchange_rate: 1.25, payers: [{ amount: 100 }] },
    { name: 'Museum', total_price: 90, currency: 'USD', exchange_rate: 1.5 },
    { name: 'Tea', total_price: 8, currency: 'GBP', exchange_rate: null },
    { name: 'Sauna', total_price: 5, currency: 'SEK', exchange_rate: null }
  ])
  t.match(await settlements.summary(anna, trip.id), {
    currency: 'GBP',
    balances: [{ balance: 0 }, { balance: 0 }],
    settlements: [{ amount: 50, currency: 'EUR', exchange_rate: 1.25 }]
  })
  t.match(await budget.overview(anna, trip.id), { total: 153, currency: 'GBP', unconverted_currencies: ['SEK'] })
})

t.test('a copy has the expenses as a plan, in their currencies', async (t) => {
  const test = await testPlanner(t, { exchangeRates: fixedRates({ USD: 1.2 }) })
  const { anna, berta, trip, budget } = await tripOfTwo(test)
  const payers = [{ user_id: anna.userId, amount: 90 }]
  const given = { total_price: 90, currency: 'USD', category: 'fun', expense_date: '2027-06-10', payers }
  await budget.create(anna, trip.id, { name: 'Museum', ...given })
  await budget.create(anna, trip.id, { name: 'Hotel', total_price: 10, category: 'stay' })
  await budget.create(anna, trip.id, { name: 'Zoo', total_price: 7, category: 'fun' })
  const copy = await test.planner.trips.copy(berta, trip.id)
  t.match(await budget.list(berta, copy.id), [
    {
      name: 'Museum',
      total_price: 90,
      currency: 'USD',
      exchange_rate: 1.2,
      expense_date: '2027-06-10',
      persons: 2,
      members: [],
      payers: []
    },
    { name: 'Zoo', category: 'fun' },
    { name: 'Hotel', category: 'stay' }
  ])
})
