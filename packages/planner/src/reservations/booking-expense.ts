import { eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import { newAmounts, replacePayers } from '../budget/amounts.ts'
import { type Expense, loadExpenses } from '../budget/budget-item.row.ts'
import { budgetItems } from '../budget/budget-item.table.ts'
import { keepCategory, nextPosition } from '../budget/expense-columns.ts'
import { replaceSplit, rescaleSplit } from '../budget/split.ts'
import type { Database } from '../database.ts'
import type { TripEvent } from '../events.ts'
import { currencyOf } from '../exchange-rates.ts'
import { requirePermission } from '../permissions.ts'
import { checkAmount, toDecimalText } from '../values/money.ts'
import type { NewReservation } from './reservation.schema.ts'
import type { reservations } from './reservation.table.ts'

type BookingRow = typeof reservations.$inferSelect

/**
 * Makes a given price the booking's expense, if `withExpense`: a new one is named like the booking and only planned, until
 * somebody shares or pays it; no price removes it. Asks `budget_edit`. Answers what is to be told of the expense.
 *
 * @throws {InvalidInputError} `invalid_value` for a price that is no amount.
 */
export async function keepPrice(
  tx: Database,
  actor: Actor,
  booking: BookingRow,
  { price, budget_category: category }: Pick<NewReservation, 'price' | 'budget_category'>,
  withExpense: boolean
): Promise<TripEvent[]> {
  if (!withExpense || price === undefined) return []
  await requirePermission(tx, actor, 'budget_edit', booking.tripId)
  if (price === null || price === 0) return removeExpense(tx, booking)
  const [expense] = await loadExpenses(tx, booking.tripId, eq(budgetItems.reservationId, booking.id))
  return [await (expense ? changeExpense(tx, expense, price) : makeExpense(tx, booking, { price, category }))]
}

/** Answers what is to be told of it. */
export async function removeExpense(tx: Database, { id }: BookingRow): Promise<TripEvent[]> {
  const removed = await tx
    .delete(budgetItems)
    .where(eq(budgetItems.reservationId, id))
    .returning({ itemId: budgetItems.id })
  return removed.map((ids) => ({ type: 'budget:deleted', ids }))
}

async function makeExpense(
  tx: Database,
  { id: reservationId, tripId, title, type }: BookingRow,
  { price, category }: { price: number; category: string | undefined }
): Promise<TripEvent> {
  const currency = await currencyOf(tx, tripId)
  const [row] = await tx
    .insert(budgetItems)
    .values({
      tripId,
      reservationId,
      name: title,
      category: category?.trim() || type,
      totalPrice: toDecimalText(checkAmount(price, currency, 'price'), currency),
      sortOrder: await nextPosition(tx, tripId)
    })
    .returning({ id: budgetItems.id, category: budgetItems.category })
  if (!row) throw new Error('the expense was not kept')
  await keepCategory(tx, tripId, row.category)
  return { type: 'budget:created', ids: { itemId: row.id } }
}

/** The same people share and have paid it, in proportion. */
async function changeExpense(tx: Database, expense: Expense, price: number): Promise<TripEvent> {
  const { id: itemId, tripId } = expense.row
  const tripCurrency = await currencyOf(tx, tripId)
  // A booking's price is in the trip's currency, whatever somebody made of its expense since.
  const { total = 0n, payments } = newAmounts(
    expense,
    { total_price: price, currency: tripCurrency },
    tripCurrency,
    tripCurrency
  )
  if (expense.members.some(({ amount }) => amount !== null))
    await replaceSplit(tx, itemId, rescaleSplit(expense, tripCurrency, total), tripCurrency)
  if (payments) await replacePayers(tx, itemId, payments, tripCurrency)
  await tx
    .update(budgetItems)
    .set({ totalPrice: toDecimalText(total, tripCurrency), currency: null, exchangeRate: null })
    .where(eq(budgetItems.id, itemId))
  return { type: 'budget:updated', ids: { itemId } }
}
