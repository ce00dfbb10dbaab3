import { Type } from 'typebox'
import { loadExpenses, toBudgetItem } from '../../budget/budget-item.row.ts'
import { BudgetItem } from '../../budget/budget-item.schema.ts'
import { defineSharedSection } from '../shared-section.ts'

const Expense = Type.Pick(BudgetItem, ['category', 'name', 'total_price', 'currency', 'expense_date'])
const Budget = Type.Object({ budget: Type.Array(Expense) })

/** Expenses, without notes and the people who share or paid them. */
export const sharedBudget = defineSharedSection<typeof Budget>({
  flag: 'share_budget',
  addon: 'budget',
  schema: Budget,
  async read(db, tripId) {
    const items = (await loadExpenses(db, tripId)).map(toBudgetItem)
    return {
      budget: items.map(({ category, name, total_price, currency, expense_date }) => ({
        category,
        name,
        total_price,
        currency,
        expense_date
      }))
    }
  }
})
