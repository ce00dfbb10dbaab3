import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { currencyOf, type ExchangeRates, findRates } from '../exchange-rates.ts'
import { requireAccess } from '../permissions.ts'
import { type Expense, loadExpenses } from './budget-item.row.ts'
import { createTally, type Tally } from './tally.ts'

export interface BudgetView {
  tx: Database
  expenses: Expense[]
  /** How to count them. */
  tally: Tally
}

/**
 * A trip's expenses as they are at one moment, for figures that belong together: whatever else is read through `tx` is
 * of the same moment.
 *
 * @throws {NotFoundError} `trip_not_found` without access.
 */
export async function readBudget<Figures>(
  db: Database,
  exchangeRates: ExchangeRates | undefined,
  { actor, tripId }: { actor: Actor; tripId: number },
  read: (view: BudgetView) => Figures | Promise<Figures>
): Promise<Figures> {
  await requireAccess(db, actor, tripId)
  const rates = await findRates(exchangeRates, await currencyOf(db, tripId))
  return db.transaction(
    async (tx) => {
      const tally = createTally(await currencyOf(tx, tripId), rates)
      return read({ tx, expenses: await loadExpenses(tx, tripId), tally })
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' }
  )
}
