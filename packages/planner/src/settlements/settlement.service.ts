import { eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import { checkPeople } from '../budget/budget-people.ts'
import { readBudget } from '../budget/budget-view.ts'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { publish } from '../events.ts'
import { currencyOf, type ExchangeRates, findRates } from '../exchange-rates.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import { checkCurrency } from '../values/currency.ts'
import { checkAmount, toDecimalText } from '../values/money.ts'
import { getSettlement, loadSettlements, toSettlement } from './settlement.row.ts'
import type { Settlement, SettlementInput, SettlementSummary } from './settlement.schema.ts'
import { budgetSettlements } from './settlement.table.ts'
import { summarise } from './summary.ts'

/** Every method throws `trip_not_found` for a trip the actor does not reach; writes ask `budget_edit`. */
export interface SettlementService {
  /** Newest first. */
  list(actor: Actor, tripId: number): Promise<Settlement[]>
  /**
   * Balances, and payments that would settle them, in `base`. Default: the trip's currency, which is also used while the
   * rate of the two is not known.
   *
   * @throws {InvalidInputError} `invalid_currency`
   */
  summary(actor: Actor, tripId: number, options?: { base?: string | undefined }): Promise<SettlementSummary>
  /**
   * Records a payment in the trip's currency, rounded to what that has.
   *
   * @throws {InvalidInputError} `invalid_value` for nothing, or for oneself; `foreign_reference`
   */
  create(actor: Actor, tripId: number, payment: SettlementInput): Promise<Settlement>
  /**
   * Writes the payment anew, in the trip's currency.
   *
   * @throws {NotFoundError} `settlement_not_found` @throws {InvalidInputError} as `create`
   */
  update(actor: Actor, tripId: number, settlementId: number, payment: SettlementInput): Promise<Settlement>
  /** @throws {NotFoundError} `settlement_not_found` */
  delete(actor: Actor, tripId: number, settlementId: number): Promise<void>
}

export function createSettlementService(db: Database, exchangeRates?: ExchangeRates): SettlementService {
  return {
    async list(actor, tripId) {
      await requireAccess(db, actor, tripId)
      return (await loadSettlements(db, tripId)).map(toSettlement)
    },

    async summary(actor, tripId, options = {}) {
      await requireAccess(db, actor, tripId)
      const base = options.base === undefined ? undefined : checkCurrency(options.base)
      const baseRates = base === undefined ? undefined : await findRates(exchangeRates, base)
      return readBudget(db, exchangeRates, { actor, tripId }, async (view) =>
        summarise(view, await loadSettlements(view.tx, tripId), base ?? view.tally.currency, baseRates)
      )
    },

    create: (actor, tripId, payment) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'budget_edit', tripId)
        const [row] = await tx
          .insert(budgetSettlements)
          .values({ ...(await toColumns(tx, tripId, payment)), tripId, createdByUserId: actor.userId })
          .returning({ id: budgetSettlements.id })
        if (!row) throw new Error('the payment was not kept')
        const settlement = await getSettlement(tx, tripId, row.id)
        const ids = { settlementId: row.id }
        await publish(tx, actor, { type: 'budget:settlement-created', tripId, ids, what: labelOf(settlement) })
        return settlement
      }),

    update: (actor, tripId, settlementId, payment) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'budget_edit', tripId)
        await getSettlement(tx, tripId, settlementId)
        const columns = await toColumns(tx, tripId, payment)
        await tx.update(budgetSettlements).set(columns).where(eq(budgetSettlements.id, settlementId))
        const settlement = await getSettlement(tx, tripId, settlementId)
        const ids = { settlementId }
        await publish(tx, actor, { type: 'budget:settlement-updated', tripId, ids, what: labelOf(settlement) })
        return settlement
      }),

    delete: (actor, tripId, settlementId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'budget_edit', tripId)
        const settlement = await getSettlement(tx, tripId, settlementId)
        await tx.delete(budgetSettlements).where(eq(budgetSettlements.id, settlementId))
        const ids = { settlementId }
        await publish(tx, actor, { type: 'budget:settlement-deleted', tripId, ids, what: labelOf(settlement) })
      })
  }
}

function labelOf({ from_username: from, to_username: to }: Settlement): string {
  return `Payment from ${from} to ${to}`
}

async function toColumns(
  tx: Database,
  tripId: number,
  { from_user_id: fromUserId, to_user_id: toUserId, amount }: SettlementInput
) {
  if (fromUserId === toUserId)
    throw new InvalidInputError('invalid_value', 'from_user_id and to_user_id are the same person')
  await checkPeople(tx, tripId, [fromUserId], 'from_user_id')
  await checkPeople(tx, tripId, [toUserId], 'to_user_id')
  const currency = await currencyOf(tx, tripId)
  const paid = checkAmount(amount, currency, 'amount')
  if (paid === 0n) throw new InvalidInputError('invalid_value', `amount is nothing in ${currency}`)
  return { fromUserId, toUserId, amount: toDecimalText(paid, currency), currency: null, exchangeRate: null }
}
