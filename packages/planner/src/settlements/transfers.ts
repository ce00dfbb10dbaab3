import type { Balances } from './balances.ts'

export interface Transfer {
  fromUserId: number
  toUserId: number
  /** In the smallest unit. */
  amount: bigint
}

/**
 * Payments that bring every balance to zero, one fewer than there are people at most: the largest debtor pays the largest
 * creditor what the smaller of both amounts is, and so on. The same balances always give the same payments.
 */
export function settle(balances: Balances): Transfer[] {
  const creditors = largestFirst([...balances].filter(([, balance]) => balance > 0n))
  const debtors = largestFirst([...balances].filter(([, balance]) => balance < 0n).map(([id, debt]) => [id, -debt]))
  const transfers: Transfer[] = []
  while (creditors[0] && debtors[0]) {
    const [creditor, debtor] = [creditors[0], debtors[0]]
    const amount = creditor.amount < debtor.amount ? creditor.amount : debtor.amount
    transfers.push({ fromUserId: debtor.userId, toUserId: creditor.userId, amount })
    creditor.amount -= amount
    debtor.amount -= amount
    if (creditor.amount === 0n) creditors.shift()
    if (debtor.amount === 0n) debtors.shift()
  }
  return transfers
}

function largestFirst(sides: [number, bigint][]): { userId: number; amount: bigint }[] {
  return sides
    .map(([userId, amount]) => ({ userId, amount }))
    .toSorted((a, b) => Number(b.amount > a.amount) - Number(b.amount < a.amount) || a.userId - b.userId)
}
