import type { BudgetView } from '../budget/budget-view.ts'
import { type KnownRates, rateOf } from '../exchange-rates.ts'
import { convert, toAmount } from '../values/money.ts'
import { balancesOf, convertBalances } from './balances.ts'
import { type SettlementRow, toSettlement } from './settlement.row.ts'
import type { SettlementSummary } from './settlement.schema.ts'
import { settle } from './transfers.ts'

/**
 * Who owes whom, netted in the trip's currency and shown in `base`; in the trip's own when nobody knows the rate of the
 * two. Payments count also for people without expenses.
 */
export function summarise(
  { expenses, tally }: BudgetView,
  settlements: SettlementRow[],
  base: string,
  baseRates: KnownRates | undefined
): SettlementSummary {
  const netted = balancesOf(
    expenses,
    settlements.map(({ row }) => row),
    tally
  )
  const rate = rateOf(baseRates, tally.currency, base)
  const isConverted = base !== tally.currency && rate !== null
  const currency = isConverted ? base : tally.currency
  const balances = isConverted
    ? convertBalances(netted, (amount) => convert(amount, { from: tally.currency, to: base, rate }))
    : netted

  const people = new Map(
    [
      ...expenses.flatMap(({ members, payers }) => [...members, ...payers]),
      ...settlements.flatMap(({ from, to }) => [from, to])
    ].map(({ user_id, username, avatar_url }) => [user_id, { user_id, username, avatar_url }])
  )
  const personOf = (userId: number) => {
    const person = people.get(userId)
    if (!person) throw new Error('a balance of nobody')
    return person
  }
  return {
    currency,
    balances: [...balances]
      .toSorted(([a], [b]) => a - b)
      .map(([userId, balance]) => ({ ...personOf(userId), balance: toAmount(balance, currency) })),
    flows: settle(balances).map(({ fromUserId, toUserId, amount }) => ({
      from: personOf(fromUserId),
      to: personOf(toUserId),
      amount: toAmount(amount, currency)
    })),
    settlements: settlements.map(toSettlement),
    unconverted_currencies: tally.unconverted()
  }
}
