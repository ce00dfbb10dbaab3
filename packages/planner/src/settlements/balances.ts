import type { Expense } from '../budget/budget-item.row.ts'
import { type KeptAmount, sharesOf, type Tally } from '../budget/tally.ts'
import { splitByWeight, sum } from '../values/shares.ts'

/** By user id, in the smallest unit of a currency; positive: is owed. They add up to zero. */
export type Balances = ReadonlyMap<number, bigint>

export interface Payment extends KeptAmount {
  fromUserId: number
  toUserId: number
}

/**
 * What everybody is owed or owes. Of each expense, what its payers are credited after conversion is what its people are
 * debited, to the cent. Without people, or as long as nobody has paid, it is only planned.
 */
export function balancesOf(expenses: readonly Expense[], payments: readonly Payment[], tally: Tally): Balances {
  const balances = new Map<number, bigint>()
  const credit = (userId: number, amount: bigint) => balances.set(userId, (balances.get(userId) ?? 0n) + amount)
  for (const { row, members, payers } of expenses) {
    if (members.length === 0 || payers.length === 0) continue
    const paid = payers.map(({ amount }) => tally.convert({ ...row, amount }))
    const shares = sharesOf({ row, members, payers }, sum(paid), tally.currency)
    for (const [i, { user_id: userId }] of payers.entries()) credit(userId, paid[i] ?? 0n)
    for (const [i, { user_id: userId }] of members.entries()) credit(userId, -(shares[i] ?? 0n))
  }
  for (const payment of payments) {
    const amount = tally.convert(payment)
    credit(payment.fromUserId, amount)
    credit(payment.toUserId, -amount)
  }
  return balances
}

/** The same in another currency: each side is converted as a whole, so that the balances still add up to zero. */
export function convertBalances(balances: Balances, convert: (amount: bigint) => bigint): Balances {
  const creditors = [...balances].filter(([, balance]) => balance > 0n)
  const debtors = [...balances].filter(([, balance]) => balance < 0n)
  if (creditors.length === 0) return balances
  const owed = convert(sum(creditors.map(([, balance]) => balance)))
  const credits = splitByWeight(
    owed,
    creditors.map(([, balance]) => balance)
  )
  const debts = splitByWeight(
    owed,
    debtors.map(([, balance]) => -balance)
  )
  return new Map([
    ...[...balances].map(([userId]) => [userId, 0n] as const),
    ...creditors.map(([userId], i) => [userId, credits[i] ?? 0n] as const),
    ...debtors.map(([userId], i) => [userId, -(debts[i] ?? 0n)] as const)
  ])
}
