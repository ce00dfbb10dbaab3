import { and, eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { peopleOf, publish } from '../events.ts'
import { currencyOf, type ExchangeRates, findRates, type KnownRates, rateOf } from '../exchange-rates.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import { toDecimalText, toMinorUnits } from '../values/money.ts'
import { amountsOf, newAmounts, replacePayers } from './amounts.ts'
import { getExpense, loadExpenses, toBudgetItem } from './budget-item.row.ts'
import type {
  BudgetItem,
  BudgetItemChanges,
  BudgetMember,
  BudgetOverview,
  NewBudgetItem,
  PersonalBudget,
  ShareInput
} from './budget-item.schema.ts'
import { budgetItemMembers, budgetItems } from './budget-item.table.ts'
import { checkPeople } from './budget-people.ts'
import { readBudget } from './budget-view.ts'
import { keepCategory, nextPosition, toColumns } from './expense-columns.ts'
import { overviewOf, personalBudgets } from './figures.ts'
import { evenSplit, replaceSplit, rescaleSplit, toSplit } from './split.ts'

/** Every method throws `trip_not_found` for a trip the actor does not reach; writes ask `budget_edit`. */
export interface BudgetService {
  /** By category, then in their order. */
  list(actor: Actor, tripId: number): Promise<BudgetItem[]>
  /** The same with their total, in the trip's currency. */
  overview(actor: Actor, tripId: number): Promise<BudgetOverview>
  /** Everybody who shares something, by id, with what falls to them. */
  perPerson(actor: Actor, tripId: number): Promise<PersonalBudget[]>
  /**
   * Adds an expense at the end. Amounts are rounded to what the currency has. In another currency than the trip's the
   * rate of the day is frozen, when it is known.
   *
   * @throws {InvalidInputError} `invalid_currency`, `invalid_date`, `invalid_value`, `foreign_reference`
   */
  create(actor: Actor, tripId: number, item: NewBudgetItem): Promise<BudgetItem>
  /**
   * A new total, or a new currency, leaves everybody's part of it in proportion; a new currency does not convert.
   *
   * @throws {NotFoundError} `budget_item_not_found` @throws {InvalidInputError} as `create`, and `nothing_to_update`
   */
  update(actor: Actor, tripId: number, itemId: number, changes: BudgetItemChanges): Promise<BudgetItem>
  /** @throws {NotFoundError} `budget_item_not_found` */
  delete(actor: Actor, tripId: number, itemId: number): Promise<void>
  /**
   * Replaces who shares an expense; nobody: it is only planned. Those who stay keep their mark.
   *
   * @throws {NotFoundError} `budget_item_not_found`
   * @throws {InvalidInputError} `foreign_reference`, and `invalid_value` when own shares do not add up to the total
   */
  setMembers(actor: Actor, tripId: number, itemId: number, shares: ShareInput[]): Promise<BudgetItem>
  /**
   * Marks whether somebody has paid their share; balances stay as they are.
   *
   * @throws {NotFoundError} `budget_item_not_found` @throws {InvalidInputError} `foreign_reference` for who does not share it
   */
  setPaid(actor: Actor, tripId: number, itemId: number, userId: number, paid: boolean): Promise<BudgetMember>
}

export function createBudgetService(db: Database, exchangeRates?: ExchangeRates): BudgetService {
  /** Asked before the transaction, which holds the trip's lock. */
  async function ratesFor(actor: Actor, tripId: number, currency: string | null | undefined) {
    if (currency == null || !exchangeRates) return undefined
    await requireAccess(db, actor, tripId)
    return findRates(exchangeRates, await currencyOf(db, tripId))
  }

  return {
    async list(actor, tripId) {
      await requireAccess(db, actor, tripId)
      return (await loadExpenses(db, tripId)).map(toBudgetItem)
    },

    overview: (actor, tripId) => readBudget(db, exchangeRates, { actor, tripId }, overviewOf),

    perPerson: (actor, tripId) => readBudget(db, exchangeRates, { actor, tripId }, personalBudgets),

    async create(actor, tripId, item) {
      const rates = await ratesFor(actor, tripId, item.currency)
      return db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'budget_edit', tripId)
        const tripCurrency = await currencyOf(tx, tripId)
        const columns = toColumns(item)
        const currency = columns.currency ?? tripCurrency
        const { total, payments } = amountsOf(item, currency)
        const memberIds = item.member_ids ?? (await peopleOf(tx, tripId))
        await checkPeople(tx, tripId, memberIds, 'member_ids')
        await checkPeople(tx, tripId, [...payments.keys()], 'payers')
        const [row] = await tx
          .insert(budgetItems)
          .values({
            ...columns,
            name: columns.name,
            tripId,
            totalPrice: toDecimalText(total, currency),
            exchangeRate: frozenRate(rates, currency, tripCurrency),
            sortOrder: await nextPosition(tx, tripId)
          })
          .returning({ id: budgetItems.id, category: budgetItems.category })
        if (!row) throw new Error('the expense was not kept')
        await keepCategory(tx, tripId, row.category)
        if (memberIds.length > 0) await replaceSplit(tx, row.id, evenSplit(memberIds), currency)
        await replacePayers(tx, row.id, payments, currency)
        await publish(tx, actor, { type: 'budget:created', tripId, ids: { itemId: row.id }, what: columns.name })
        return toBudgetItem(await getExpense(tx, tripId, row.id))
      })
    },

    async update(actor, tripId, itemId, changes) {
      const rates = await ratesFor(actor, tripId, changes.currency)
      return db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'budget_edit', tripId)
        const expense = await getExpense(tx, tripId, itemId)
        if (Object.values(changes).every((value) => value === undefined))
          throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
        const tripCurrency = await currencyOf(tx, tripId)
        const { persons, ...columns } = toColumns(changes)
        const currency = (columns.currency === undefined ? expense.row.currency : columns.currency) ?? tripCurrency
        const { total, payments } = newAmounts(expense, changes, tripCurrency, currency)
        await checkPeople(tx, tripId, changes.member_ids ?? [], 'member_ids')
        if (changes.payers) await checkPeople(tx, tripId, [...(payments?.keys() ?? [])], 'payers')
        if (changes.member_ids) await replaceSplit(tx, itemId, evenSplit(changes.member_ids), currency)
        else if (total !== undefined && expense.members.some(({ amount }) => amount !== null))
          await replaceSplit(tx, itemId, rescaleSplit(expense, tripCurrency, total), currency)
        if (payments) await replacePayers(tx, itemId, payments, currency)
        if (columns.category !== undefined) await keepCategory(tx, tripId, columns.category)
        const set = {
          ...columns,
          ...(columns.currency !== undefined && { exchangeRate: frozenRate(rates, currency, tripCurrency) }),
          ...(total !== undefined && { totalPrice: toDecimalText(total, currency) }),
          ...(persons !== undefined && !changes.member_ids && { persons })
        }
        if (Object.keys(set).length > 0) await tx.update(budgetItems).set(set).where(eq(budgetItems.id, itemId))
        const what = columns.name ?? expense.row.name
        await publish(tx, actor, { type: 'budget:updated', tripId, ids: { itemId }, what })
        return toBudgetItem(await getExpense(tx, tripId, itemId))
      })
    },

    delete: (actor, tripId, itemId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'budget_edit', tripId)
        const { row } = await getExpense(tx, tripId, itemId)
        await tx.delete(budgetItems).where(eq(budgetItems.id, itemId))
        await publish(tx, actor, { type: 'budget:deleted', tripId, ids: { itemId }, what: row.name })
      }),

    setMembers: (actor, tripId, itemId, shares) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'budget_edit', tripId)
        const { row } = await getExpense(tx, tripId, itemId)
        const userIds = shares.map(({ user_id: userId }) => userId)
        await checkPeople(tx, tripId, userIds, 'userIds')
        const currency = row.currency ?? (await currencyOf(tx, tripId))
        const split = toSplit(shares, toMinorUnits(row.totalPrice, currency), currency)
        await replaceSplit(tx, itemId, split, currency)
        await publish(tx, actor, { type: 'budget:members-updated', tripId, ids: { itemId }, what: row.name })
        return toBudgetItem(await getExpense(tx, tripId, itemId))
      }),

    setPaid: (actor, tripId, itemId, userId, paid) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'budget_edit', tripId)
        await getExpense(tx, tripId, itemId)
        await tx
          .update(budgetItemMembers)
          .set({ paid })
          .where(and(eq(budgetItemMembers.budgetItemId, itemId), eq(budgetItemMembers.userId, userId)))
        const item = toBudgetItem(await getExpense(tx, tripId, itemId))
        const member = item.members.find(({ user_id: id }) => id === userId)
        if (!member) throw new InvalidInputError('foreign_reference', `memberId: ${userId} does not share this expense`)
        const ids = { itemId, userId }
        const what = `${item.name}: ${member.username}`
        await publish(tx, actor, { type: 'budget:member-paid-updated', tripId, ids, what })
        return member
      })
  }
}

function frozenRate(rates: KnownRates | undefined, currency: string, tripCurrency: string): string | null {
  return currency === tripCurrency ? null : rateOf(rates, currency, tripCurrency)
}
