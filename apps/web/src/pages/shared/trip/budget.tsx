import type { SharedTrip } from '../../../api/shared.ts'
import { TitledCard } from '../../../components/card.tsx'
import { formatMoney } from '../../../money.ts'
import { ExpenseText } from '../../trip/expense-text.tsx'
import { ROW, SMALL } from '../../trip/looks.ts'

interface SharedBudgetProps {
  expenses: NonNullable<SharedTrip['budget']>
  /** Of expenses without one of their own. */
  currency: string
}

/** What the trip costs. */
export function SharedBudget({ expenses, currency }: SharedBudgetProps) {
  return (
    <TitledCard title="Budget" anchor="budget">
      {expenses.length === 0 ? (
        <p className={SMALL}>No expenses yet</p>
      ) : (
        <p className="text-xl font-bold tabular-nums">{describeTotals(expenses, currency)}</p>
      )}
      <ul className="mt-1 empty:hidden">
        {expenses.map(({ name, category, total_price: price, currency: own }, index) => (
          <li key={index} className={ROW}>
            <ExpenseText name={name} price={price} currency={own ?? currency} details={[category]} />
          </li>
        ))}
      </ul>
    </TitledCard>
  )
}

/** A sum for each currency: the rates that would make one of them are not shared. */
function describeTotals(expenses: SharedBudgetProps['expenses'], currency: string): string {
  const totals = new Map<string, number>()
  for (const { total_price: price, currency: own } of expenses)
    totals.set(own ?? currency, (totals.get(own ?? currency) ?? 0) + price)
  return [...totals].map(([code, total]) => formatMoney(total, code)).join(' + ')
}
