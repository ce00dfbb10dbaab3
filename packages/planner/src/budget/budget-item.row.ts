import { and, asc, eq, inArray, type SQL } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { NotFoundError } from '../errors.ts'
import { toPerson } from '../users/person.ts'
import { users } from '../users/user.table.ts'
import type { BudgetItem } from './budget-item.schema.ts'
import { budgetCategoryOrder, budgetItemMembers, budgetItemPayers, budgetItems } from './budget-item.table.ts'

type Person = ReturnType<typeof toPerson>

/** An expense as it is kept: amounts are decimal text. */
export interface Expense {
  row: typeof budgetItems.$inferSelect
  /** By user id. */
  members: (Person & { paid: boolean; amount: string | null })[]
  /** By user id. */
  payers: (Person & { amount: string })[]
}

const shown = { id: users.id, username: users.username, displayName: users.displayName, avatar: users.avatar }

/** The expenses of a trip, by category and then in their order, in three queries however many there are. */
export async function loadExpenses(db: Database, tripId: number, condition?: SQL): Promise<Expense[]> {
  const rows = await db
    .select({ item: budgetItems })
    .from(budgetItems)
    .leftJoin(
      budgetCategoryOrder,
      and(eq(budgetCategoryOrder.tripId, budgetItems.tripId), eq(budgetCategoryOrder.category, budgetItems.category))
    )
    .where(and(eq(budgetItems.tripId, tripId), condition))
    .orderBy(asc(budgetCategoryOrder.sortOrder), asc(budgetItems.sortOrder), asc(budgetItems.id))
  const ids = rows.map(({ item }) => item.id)
  if (ids.length === 0) return []
  const members = await db
    .select({ part: budgetItemMembers, person: shown })
    .from(budgetItemMembers)
    .innerJoin(users, eq(users.id, budgetItemMembers.userId))
    .where(inArray(budgetItemMembers.budgetItemId, ids))
    .orderBy(asc(users.id))
  const payers = await db
    .select({ part: budgetItemPayers, person: shown })
    .from(budgetItemPayers)
    .innerJoin(users, eq(users.id, budgetItemPayers.userId))
    .where(inArray(budgetItemPayers.budgetItemId, ids))
    .orderBy(asc(users.id))
  const membersOf = byItem(members)
  const payersOf = byItem(payers)
  return rows.map(({ item }) => ({
    row: item,
    members: (membersOf.get(item.id) ?? []).map(({ part: { paid, amount }, person }) => ({
      ...toPerson(person),
      paid,
      amount
    })),
    payers: (payersOf.get(item.id) ?? []).map(({ part: { amount }, person }) => ({ ...toPerson(person), amount }))
  }))
}

function byItem<Row extends { part: { budgetItemId: number } }>(rows: Row[]): Map<number, Row[]> {
  const groups = new Map<number, Row[]>()
  for (const row of rows) {
    const group = groups.get(row.part.budgetItemId)
    if (group) group.push(row)
    else groups.set(row.part.budgetItemId, [row])
  }
  return groups
}

/** An expense of this trip. @throws {NotFoundError} `budget_item_not_found` for any other. */
export async function getExpense(db: Database, tripId: number, itemId: number): Promise<Expense> {
  const [expense] = await loadExpenses(db, tripId, eq(budgetItems.id, itemId))
  if (!expense) throw new NotFoundError('budget_item_not_found', 'Expense not found')
  return expense
}

export function toBudgetItem({ row, members, payers }: Expense): BudgetItem {
  return {
    id: row.id,
    trip_id: row.tripId,
    category: row.category,
    name: row.name,
    total_price: Number(row.totalPrice),
    currency: row.currency,
    exchange_rate: row.exchangeRate === null ? null : Number(row.exchangeRate),
    persons: row.persons,
    days: row.days,
    note: row.note,
    sort_order: row.sortOrder,
    expense_date: row.expenseDate,
    reservation_id: row.reservationId,
    created_at: row.createdAt.toISOString(),
    members: members.map((member) => ({ ...member, amount: member.amount === null ? null : Number(member.amount) })),
    payers: payers.map((payer) => ({ ...payer, amount: Number(payer.amount) }))
  }
}
