import { toAmount } from '../values/money.ts'
import { sum } from '../values/shares.ts'
import { toBudgetItem } from './budget-item.row.ts'
import type { BudgetOverview, PersonalBudget } from './budget-item.schema.ts'
import type { BudgetView } from './budget-view.ts'
import { sharesOf, totalOf } from './tally.ts'

/** All expenses and what they come to. */
export function overviewOf({ expenses, tally }: BudgetView): BudgetOverview {
  const byCategory = new Map<string, bigint>()
  for (const expense of expenses) {
    const { category } = expense.row
    byCategory.set(category, (byCategory.get(category) ?? 0n) + totalOf(expense, tally))
  }
  const categories = [...byCategory].toSorted(([, a], [, b]) => Number(b > a) - Number(b < a))
  return {
    items: expenses.map(toBudgetItem),
    item_count: expenses.length,
    total: toAmount(sum([...byCategory.values()]), tally.currency),
    currency: tally.currency,
    categories: categories.map(([category, total]) => ({ category, total: toAmount(total, tally.currency) })),
    unconverted_currencies: tally.unconverted()
  }
}

/** What falls to each person, planned or paid. */
export function personalBudgets({ expenses, tally }: BudgetView): PersonalBudget[] {
  const shared = expenses.filter(({ members }) => members.length > 0)
  const shares = shared.flatMap((expense) => {
    const parts = sharesOf(expense, totalOf(expense, tally), tally.currency)
    return expense.members.map((member, i) => ({ member, share: parts[i] ?? 0n }))
  })
  const people = new Map(shares.map(({ member }) => [member.user_id, member]))
  return [...people.values()]
    .toSorted((a, b) => a.user_id - b.user_id)
    .map(({ user_id, username, avatar, avatar_url }) => {
      const own = shares.filter(({ member }) => member.user_id === user_id)
      const paid = own.filter(({ member }) => member.paid)
      return {
        user_id,
        username,
        avatar,
        avatar_url,
        total_assigned: toAmount(sum(own.map(({ share }) => share)), tally.currency),
        total_paid: toAmount(sum(paid.map(({ share }) => share)), tally.currency),
        items_count: own.length
      }
    })
}
