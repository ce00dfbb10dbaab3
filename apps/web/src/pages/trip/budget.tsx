import { useQuery } from '@tanstack/react-query'
import { call } from '../../api/client.ts'
import { type Budget as BudgetParts, budgetQuery } from '../../api/trip-parts.ts'
import { TitledCard } from '../../components/card.tsx'
import { Notice } from '../../components/notice.tsx'
import { formatMoney } from '../../money.ts'
import { ExpenseText } from './expense-text.tsx'
import { Loaded } from './loaded.tsx'
import { ROW, SMALL } from './looks.ts'
import { RemoveButton } from './remove-button.tsx'

/** What the trip costs, and who owes whom. */
export function Budget({ tripId }: { tripId: number }) {
  return (
    <TitledCard title="Budget" anchor="budget">
      <Loaded query={useQuery(budgetQuery(tripId))}>
        {({ budget, settlement }) => (
          <>
            {budget.items.length === 0 ? <p className={SMALL}>No expenses yet</p> : <Expenses budget={budget} />}
            {budget.unconverted_currencies.length > 0 && (
              <Notice tone="warning">
                Nobody knows a rate for {budget.unconverted_currencies.join(', ')}: those amounts are counted one to
                one.
              </Notice>
            )}
            <Settlement settlement={settlement} />
          </>
        )}
      </Loaded>
    </TitledCard>
  )
}

function Expenses({ budget: { items, total, currency } }: Pick<BudgetParts, 'budget'>) {
  return (
    <>
      <p className="text-xl font-bold tabular-nums">{formatMoney(total, currency)}</p>
      <ul className="mt-1">
        {items.map(({ id, trip_id: tripId, name, category, total_price: price, currency: own, payers }) => (
          <li key={id} className={`${ROW} flex flex-wrap gap-2`}>
            <ExpenseText
              name={name}
              price={price}
              currency={own ?? currency}
              details={[
                category,
                ...(payers.length > 0 ? [`paid by ${payers.map(({ username }) => username).join(', ')}`] : [])
              ]}
            />
            <RemoveButton
              tripId={tripId}
              name={name}
              remove={() => call('DELETE', '/api/trips/{id}/budget/{thingId}', { path: { id: tripId, thingId: id } })}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

function Settlement({ settlement: { balances, flows, currency } }: Pick<BudgetParts, 'settlement'>) {
  if (balances.length === 0) return null
  return (
    <>
      <h3 className="mt-4">To settle up</h3>
      {flows.length === 0 && <p className={SMALL}>Nobody owes anybody anything</p>}
      <ul className="empty:hidden">
        {flows.map(({ from, to, amount }) => (
          <li key={`${from.user_id}-${to.user_id}`} className={`${ROW} flex flex-wrap gap-x-2`}>
            <span className="min-w-0 grow">
              {from.username} pays {to.username}
            </span>
            <span className="font-semibold tabular-nums">{formatMoney(amount, currency)}</span>
          </li>
        ))}
      </ul>
    </>
  )
}
