import { eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { checkAmount, MAX_AMOUNT, toDecimalText, toMinorUnits } from '../values/money.ts'
import { splitByWeight, sum } from '../values/shares.ts'
import type { Expense } from './budget-item.row.ts'
import type { BudgetItemChanges, NewBudgetItem, PayerInput } from './budget-item.schema.ts'
import { budgetItemPayers } from './budget-item.table.ts'

/** Who paid what, in the smallest unit of the expense's currency. */
type Payments = ReadonlyMap<number, bigint>

/** A person named twice paid both amounts; whoever paid nothing is left out. */
function toPayments(payers: PayerInput[], currency: string): Payments {
  const payments = new Map<number, bigint>()
  for (const { user_id: userId, amount } of payers) {
    const paid = (payments.get(userId) ?? 0n) + checkAmount(amount, currency, 'payers: amount')
    if (paid > 0n) payments.set(userId, paid)
  }
  if (sum([...payments.values()]) > toMinorUnits(MAX_AMOUNT, currency))
    throw new InvalidInputError('invalid_value', `payers: all amounts together must be at most ${MAX_AMOUNT}`)
  return payments
}

/** What the same people have paid, each in proportion, now that the whole is another amount. */
function rescale({ row, payers }: Expense, tripCurrency: string, total: bigint): Payments {
  if (payers.length === 0) return new Map()
  const currency = row.currency ?? tripCurrency
  const parts = splitByWeight(
    total,
    payers.map(({ amount }) => toMinorUnits(amount, currency))
  )
  return new Map(
    payers.map(({ user_id: userId }, i) => [userId, parts[i] ?? 0n] as const).filter(([, paid]) => paid > 0n)
  )
}

/** Payers decide the total; without any it is what was said. */
export function amountsOf(
  { total_price: totalPrice, payers = [] }: Pick<NewBudgetItem, 'total_price' | 'payers'>,
  currency: string
): { total: bigint; payments: Payments } {
  const payments = toPayments(payers, currency)
  const said = checkAmount(totalPrice, currency, 'total_price')
  return { total: payments.size > 0 ? sum([...payments.values()]) : said, payments }
}

/** The amounts that change, if any do: a new total is paid by the same people, in proportion. */
export function newAmounts(
  expense: Expense,
  { total_price: totalPrice, payers, currency: newCurrency }: BudgetItemChanges,
  tripCurrency: string,
  currency: string
): { total?: bigint; payments?: Payments } {
  if (payers) return amountsOf({ total_price: totalPrice ?? 0, payers }, currency)
  if (totalPrice === undefined && newCurrency === undefined) return {}
  const total =
    totalPrice === undefined
      ? toMinorUnits(expense.row.totalPrice, currency)
      : checkAmount(totalPrice, currency, 'total_price')
  return { total, payments: rescale(expense, tripCurrency, total) }
}

export async function replacePayers(tx: Database, itemId: number, payments: Payments, currency: string): Promise<void> {
  await tx.delete(budgetItemPayers).where(eq(budgetItemPayers.budgetItemId, itemId))
  const rows = [...payments].map(([userId, paid]) => ({
    budgetItemId: itemId,
    userId,
    amount: toDecimalText(paid, currency)
  }))
  if (rows.length > 0) await tx.insert(budgetItemPayers).values(rows)
}
