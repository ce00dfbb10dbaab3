import t from 'tap'
import { readSettlement } from '../../src/views/browser/settlement.ts'

const summary = {
  currency: 'EUR',
  balances: [
    { username: 'anna', balance: -12.5 },
    { username: 'berta', balance: 12.5 }
  ],
  flows: [{ from: { username: 'anna' }, to: { username: 'berta' }, amount: 12.5 }],
  settlements: [{ from_username: 'berta', to_username: 'anna', amount: 3, currency: null }],
  unconverted_currencies: ['JPY']
}

t.test('a settlement is read with balances, and payments to make and made', async (t) => {
  t.same(readSettlement({ summary }, undefined), {
    currency: 'EUR',
    balances: [
      { name: 'anna', balance: -12.5 },
      { name: 'berta', balance: 12.5 }
    ],
    suggested: [{ from: 'anna', to: 'berta', amount: 12.5, currency: 'EUR' }],
    made: [{ from: 'berta', to: 'anna', amount: 3, currency: 'EUR' }],
    unconverted: ['JPY']
  })
})

t.test('payments made are in no currency that was only asked for', async (t) => {
  t.match(readSettlement({ summary }, 'EUR'), { made: [{ amount: 3, currency: undefined }] })
  const settlements = [{ ...summary.settlements[0], currency: 'CHF' }]
  t.match(readSettlement({ summary: { ...summary, settlements } }, 'EUR'), { made: [{ amount: 3, currency: 'CHF' }] })
})

t.test('what has another shape is left out, or is no settlement at all', async (t) => {
  for (const value of [undefined, null, 7, [], {}, { summary: 'even' }, { summary: {} }])
    t.equal(readSettlement(value, undefined), undefined, JSON.stringify(value))
  const odd = { balances: [null, { username: 'anna' }, { balance: 2 }], flows: [{}], settlements: 'none' }
  t.match(readSettlement({ summary: odd }, undefined), { balances: [], suggested: [], made: [], unconverted: [] })
})
