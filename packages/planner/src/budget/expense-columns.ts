import { eq, max } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { checkCalendarDate } from '../values/calendar-date.ts'
import { checkCurrency } from '../values/currency.ts'
import { present } from '../values/present.ts'
import { checkText } from '../values/text.ts'
import type { BudgetItemChanges } from './budget-item.schema.ts'
import { budgetCategoryOrder, budgetItems } from './budget-item.table.ts'

const USUAL_CATEGORY = 'other'

/** The columns that changes set beside the amounts, each value checked. */
export function toColumns(changes: BudgetItemChanges) {
  const { category, currency, expense_date: expenseDate } = changes
  return present({
    name: changes.name === undefined ? undefined : checkText(changes.name, 'name'),
    category: category === undefined ? undefined : category.trim() || USUAL_CATEGORY,
    currency: currency == null ? currency : checkCurrency(currency),
    persons: checkCount(changes.persons, 'persons'),
    days: checkCount(changes.days, 'days'),
    note: changes.note,
    expenseDate: expenseDate == null ? expenseDate : checkCalendarDate(expenseDate, 'expense_date')
  })
}

function checkCount(count: number | null | undefined, argument: string): number | null | undefined {
  if (count != null && (!Number.isInteger(count) || count < 1 || count > 10_000))
    throw new InvalidInputError('invalid_value', `${argument} must be a whole number between 1 and 10000`)
  return count
}

/** A category seen for the first time comes last. The caller holds the trip's lock. */
export async function keepCategory(tx: Database, tripId: number, category: string): Promise<void> {
  const [last] = await tx
    .select({ sortOrder: max(budgetCategoryOrder.sortOrder) })
    .from(budgetCategoryOrder)
    .where(eq(budgetCategoryOrder.tripId, tripId))
  await tx
    .insert(budgetCategoryOrder)
    .values({ tripId, category, sortOrder: (last?.sortOrder ?? -1) + 1 })
    .onConflictDoNothing()
}

/** The place after all the trip's expenses. The caller holds the trip's lock. */
export async function nextPosition(tx: Database, tripId: number): Promise<number> {
  const [last] = await tx
    .select({ sortOrder: max(budgetItems.sortOrder) })
    .from(budgetItems)
    .where(eq(budgetItems.tripId, tripId))
  return (last?.sortOrder ?? -1) + 1
}
