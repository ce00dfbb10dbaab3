import t from 'tap'
import type { ExchangeRates } from '../src/index.ts'
import { testPlanner } from './support/planner.ts'

/** Where a dollar is always the same, and a pound as well. */
const exchangeRates: ExchangeRates = {
  async of(base) {
    const units = { EUR: { USD: 1.2, GBP: 0.8 }, USD: { EUR: 0.833333 }, GBP: { EUR: 1.25 } }[base]
    return units && new Map(Object.entries(units))
  }
}

/** Ana, Ben and Cem, with a hotel, a dinner and a museum whose ids are 7, 8 and 9. */
async function threeFriends(t: Parameters<typeof testPlanner>[0]) {
  const { planner, person } = await testPlanner(t, { exchangeRates })
  const [ana, ben, cem] = [await person('Ana'), await person('Ben'), await person('Cem')]
  const trip = await planner.trips.create(ana, { title: 'Lisbon' })
  await planner.members.add(ana, trip.id, 'Ben')
  await planner.members.add(ana, trip.id, 'Cem')
  for (let id = 1; id < 7; id++) {
    await planner.budget.create(ana, trip.id, { name: 'Only an idea', total_price: 500, member_ids: [] })
  }
  const spend = (name: string, amount: number, { by = ana, currency }: { by?: typeof ana; currency?: string } = {}) =>
    planner.budget.create(ana, trip.id, {
      name,
      total_price: amount,
      currency,
      payers: [{ user_id: by.userId, amount }],
      ...(name === 'Dinner' && { member_ids: [ana.userId, ben.userId] })
    })
  await spend('Hotel', 100)
  await spend('Dinner', 60, { by: ben })
  await spend('Museum', 90, { by: cem, currency: 'USD' })
  const pay = (from: typeof ana, to: typeof ana, amount: number) =>
    planner.settlements.create(ana, trip.id, { from_user_id: from.userId, to_user_id: to.userId, amount })
  return { ana, ben, cem, trip, pay, settlements: planner.settlements, planner }
}

t.test('three friends settle with two payments', async (t) => {
  const { ana, ben, cem, trip, pay, settlements } = await threeFriends(t)
  t.match(await settlements.summary(ben, trip.id), {
    currency: 'EUR',
    balances: [
      { username: 'Ana', balance: 11.67 },
      { username: 'Ben', balance: -28.34 },
      { username: 'Cem', balance: 16.67 }
    ],
    flows: [
      { from: { username: 'Ben' }, to: { username: 'Cem' }, amount: 16.67 },
      { from: { username: 'Ben' }, to: { username: 'Ana' }, amount: 11.67 }
    ],
    settlements: [],
    unconverted_currencies: []
  })

  await pay(ben, cem, 10)
  t.match(await settlements.summary(ben, trip.id), {
    balances: [{ balance: 11.67 }, { balance: -18.34 }, { balance: 6.67 }],
    flows: [
      { from: { username: 'Ben' }, to: { username: 'Ana' }, amount: 11.67 },
      { from: { username: 'Ben' }, to: { username: 'Cem' }, amount: 6.67 }
    ]
  })

  await pay(ben, ana, 11.67)
  await pay(ben, cem, 6.67)
  t.match(await settlements.summary(ben, trip.id), {
    balances: [{ balance: 0 }, { balance: 0 }, { balance: 0 }],
    flows: [],
    settlements: [{ amount: 6.67 }, { amount: 11.67 }, { amount: 10 }]
  })
})

t.test('the figures are shown in a currency of choice, and still add up', async (t) => {
  const { ana, trip, settlements } = await threeFriends(t)
  const { currency, balances } = await settlements.summary(ana, trip.id, { base: 'usd' })
  t.equal(currency, 'USD')
  t.same(
    balances.map(({ balance }) => balance),
    [14, -34.01, 20.01],
    '28.34 EUR are 34.01 USD'
  )
  t.match(
    await settlements.summary(ana, trip.id, { base: 'SEK' }),
    { currency: 'EUR', balances: [{ balance: 11.67 }, {}, {}] },
    'the trip’s own when nobody knows the rate'
  )
  await t.rejects(settlements.summary(ana, trip.id, { base: 'XXQ' }), { code: 'invalid_currency' })
})

t.test('an amount without a known rate is counted one to one, and the answer says so', async (t) => {
  const { ana, cem, trip, settlements, planner } = await threeFriends(t)
  await planner.budget.create(ana, trip.id, {
    name: 'Sauna',
    total_price: 300,
    currency: 'SEK',
    payers: [{ user_id: cem.userId, amount: 300 }]
  })
  t.match(await settlements.summary(ana, trip.id), {
    balances: [{ balance: -88.33 }, { balance: -128.34 }, { balance: 216.67 }],
    unconverted_currencies: ['SEK']
  })
})

t.test('a payment is recorded, corrected and taken back', async (t) => {
  const { ana, ben, cem, trip, pay, settlements } = await threeFriends(t)
  const made = await pay(ben, cem, 10.005)
  t.match(made, {
    trip_id: trip.id,
    from_user_id: ben.userId,
    to_user_id: cem.userId,
    amount: 10.01,
    currency: null,
    exchange_rate: null,
    created_by_user_id: ana.userId,
    from_username: 'Ben',
    to_username: 'Cem'
  })
  const corrected = { from_user_id: ben.userId, to_user_id: ana.userId, amount: 4 }
  t.match(await settlements.update(ana, trip.id, made.id, corrected), { id: made.id, to_username: 'Ana', amount: 4 })
  const later = await pay(ben, cem, 1)
  t.same(
    (await settlements.list(ana, trip.id)).map(({ id }) => id),
    [later.id, made.id],
    'newest first'
  )
  await settlements.delete(ana, trip.id, made.id)
  await settlements.delete(ana, trip.id, later.id)
  t.match(await settlements.summary(ana, trip.id), { balances: [{ balance: 11.67 }, { balance: -28.34 }, {}] })
  await t.rejects(settlements.delete(ana, trip.id, made.id), { code: 'settlement_not_found' })
})

t.test('refuses payments to oneself, of nothing, and of people who have nothing to do with the trip', async (t) => {
  const { ana, ben, cem, trip, pay, settlements, planner } = await threeFriends(t)
  const stranger = { userId: 999_999, role: 'user' as const }
  const made = await pay(ben, cem, 1)
  for (const [from, to, amount, code] of [
    [ana, ana, 5, 'invalid_value'],
    [ana, ben, 0, 'invalid_value'],
    [ana, ben, 0.004, 'invalid_value'],
    [ana, ben, -1, 'invalid_value'],
    [ana, stranger, 5, 'foreign_reference'],
    [stranger, ana, 5, 'foreign_reference']
  ] as const) {
    await t.rejects(pay(from, to, amount), { code })
    const changed = { from_user_id: from.userId, to_user_id: to.userId, amount }
    await t.rejects(settlements.update(ana, trip.id, made.id, changed), { code })
  }
  t.match(await settlements.list(ana, trip.id), [{ amount: 1 }])
  await planner.members.remove(ana, trip.id, ben.userId)
  await t.resolves(pay(ben, cem, 16.67), 'who left can still pay what they owe')
})
