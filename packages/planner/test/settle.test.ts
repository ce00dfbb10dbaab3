import assert from 'node:assert/strict'
import * as fc from 'fast-check'
import t from 'tap'
import type { Expense } from '../src/budget/budget-item.row.ts'
import { createTally } from '../src/budget/tally.ts'
import { balancesOf, convertBalances } from '../src/settlements/balances.ts'
import { settle } from '../src/settlements/transfers.ts'
import { convert, toDecimalText } from '../src/values/money.ts'
import { sum } from '../src/values/shares.ts'

const rates = {
  base: 'EUR',
  units: new Map([
    ['JPY', 161.37],
    ['KWD', 0.3351],
    ['USD', 1.0871]
  ])
}

const cents = fc.bigInt({ min: 1n, max: 10n ** 9n })
const currency = fc.constantFrom(null, 'EUR', 'JPY', 'KWD', 'USD', 'SEK')
const frozen = fc.option(fc.constantFrom('1.2', '161.3', '0.00006'))
const people = fc
  .uniqueArray(fc.integer({ min: 1, max: 8 }), { maxLength: 8 })
  .map((ids) => ids.toSorted((a, b) => a - b))

const person = (userId: number) => ({ user_id: userId, username: `user ${userId}`, avatar: null, avatar_url: null })

const expense = fc
  .record({
    id: fc.nat(1000),
    currency,
    exchangeRate: frozen,
    members: people,
    payers: people,
    paid: fc.array(cents, { minLength: 8, maxLength: 8 }),
    own: fc.option(fc.array(fc.option(cents), { minLength: 8, maxLength: 8 }))
  })
  .map(({ id, currency: code, exchangeRate, members, payers, paid, own }): Expense => {
    const text = (amount: bigint) => toDecimalText(amount, code ?? 'EUR')
    return {
      row: {
        id,
        tripId: 1,
        category: 'other',
        name: 'Something',
        totalPrice: text(sum(paid.slice(0, payers.length))),
        currency: code,
        exchangeRate: code === null || code === 'EUR' ? null : exchangeRate,
        persons: members.length || null,
        days: null,
        note: null,
        sortOrder: 0,
        expenseDate: null,
        reservationId: null,
        createdAt: new Date(0)
      },
      members: members.map((userId, i) => {
        const share = own?.[i] ?? null
        return { ...person(userId), paid: false, amount: share === null ? null : text(share) }
      }),
      payers: payers.map((userId, i) => ({ ...person(userId), amount: text(paid[i] ?? 1n) }))
    }
  })

const payment = fc
  .record({ from: fc.integer({ min: 1, max: 8 }), to: fc.integer({ min: 1, max: 8 }), amount: cents, currency })
  .map(({ from: fromUserId, to: toUserId, amount, currency: code }) => ({
    fromUserId,
    toUserId,
    amount: toDecimalText(amount, code ?? 'EUR'),
    currency: code,
    exchangeRate: null
  }))

const balances = fc
  .record({ expenses: fc.array(expense, { maxLength: 10 }), payments: fc.array(payment, { maxLength: 5 }) })
  .map(({ expenses, payments }) => balancesOf(expenses, payments, createTally('EUR', rates)))

t.test('balances add up to zero, whatever the currencies, shares and payments', (t) => {
  fc.assert(
    fc.property(balances, (some) => {
      assert.equal(sum([...some.values()]), 0n)
    })
  )
  t.end()
})

t.test('so they do in another currency, in which nobody changes sides', (t) => {
  fc.assert(
    fc.property(balances, fc.constantFrom('JPY', 'KWD', 'USD'), (some, to) => {
      const shown = convertBalances(some, (amount) => convert(amount, { from: 'EUR', to, rate: '1.37' }))
      assert.equal(sum([...shown.values()]), 0n)
      assert.deepEqual(new Set(shown.keys()), new Set(some.keys()))
      for (const [userId, balance] of some) assert.ok(balance * (shown.get(userId) ?? 0n) >= 0n)
    })
  )
  t.end()
})

t.test('the suggested payments clear every balance, with one fewer than there are people', (t) => {
  fc.assert(
    fc.property(balances, (some) => {
      const transfers = settle(some)
      const left = new Map(some)
      for (const { fromUserId, toUserId, amount } of transfers) {
        assert.ok(amount > 0n)
        left.set(fromUserId, (left.get(fromUserId) ?? 0n) + amount)
        left.set(toUserId, (left.get(toUserId) ?? 0n) - amount)
      }
      assert.ok([...left.values()].every((balance) => balance === 0n))
      const involved = [...some.values()].filter((balance) => balance !== 0n).length
      assert.ok(transfers.length <= Math.max(0, involved - 1))
    })
  )
  t.end()
})

t.test('the order in which balances come makes no difference', (t) => {
  fc.assert(
    fc.property(balances, (some) => {
      assert.deepEqual(settle(new Map([...some].toReversed())), settle(some))
    })
  )
  t.end()
})

t.test('an expense without people, or that nobody has paid, moves nothing', (t) => {
  const { row } = fc.sample(expense, 1)[0] as Expense
  const anna = { ...person(1), paid: true, amount: null }
  const tally = createTally('EUR', rates)
  assert.equal(balancesOf([{ row, members: [anna], payers: [] }], [], tally).size, 0)
  assert.equal(balancesOf([{ row, members: [], payers: [{ ...person(1), amount: '5' }] }], [], tally).size, 0)
  t.end()
})
