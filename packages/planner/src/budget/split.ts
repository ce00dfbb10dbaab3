import { and, eq, inArray, notInArray, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { checkAmount, toDecimalText, toMinorUnits } from '../values/money.ts'
import { splitByWeight, sum } from '../values/shares.ts'
import type { Expense } from './budget-item.row.ts'
import type { ShareInput } from './budget-item.schema.ts'
import { budgetItemMembers, budgetItems } from './budget-item.table.ts'

/** Who shares an expense; the value is a share of their own, in the smallest unit, or null. */
export type Split = ReadonlyMap<number, bigint | null>

export function evenSplit(userIds: readonly number[]): Split {
  return new Map(userIds.map((userId) => [userId, null]))
}

/** @throws {InvalidInputError} `invalid_value`, unless own shares add up to the total. */
export function toSplit(shares: ShareInput[], total: bigint, currency: string): Split {
  const split = new Map(
    shares.map(({ user_id: userId, amount }) => [
      userId,
      amount == null ? null : checkAmount(amount, currency, 'shares: amount')
    ])
  )
  const own = [...split.values()].filter((share) => share !== null)
  if (own.length > 0 && sum(own) !== total) {
    throw new InvalidInputError(
      'invalid_value',
      `The shares add up to ${toDecimalText(sum(own), currency)}, the expense is ${toDecimalText(total, currency)}`
    )
  }
  return split
}

/** The same people with their own shares in proportion, now that the whole is another amount. */
export function rescaleSplit({ row, members }: Expense, tripCurrency: string, total: bigint): Split {
  const currency = row.currency ?? tripCurrency
  const own = members.filter(({ amount }) => amount !== null)
  const weights = own.map(({ amount }) => toMinorUnits(amount ?? '0', currency))
  const split = new Map(evenSplit(members.map(({ user_id: userId }) => userId)))
  if (sum(weights) === 0n) return split
  const parts = splitByWeight(total, weights)
  for (const [i, { user_id: userId }] of own.entries()) split.set(userId, parts[i] ?? 0n)
  return split
}

/** Replaces the people; those who stay keep their mark. The head count is theirs. */
export async function replaceSplit(tx: Database, itemId: number, split: Split, currency: string): Promise<void> {
  const staying = [...split.keys()]
  await tx
    .delete(budgetItemMembers)
    .where(
      and(
        eq(budgetItemMembers.budgetItemId, itemId),
        staying.length > 0 ? notInArray(budgetItemMembers.userId, staying) : undefined
      )
    )
  const rows = [...split].map(([userId, share]) => ({
    budgetItemId: itemId,
    userId,
    amount: share === null ? null : toDecimalText(share, currency)
  }))
  if (rows.length > 0) {
    await tx
      .insert(budgetItemMembers)
      .values(rows)
      .onConflictDoUpdate({
        target: [budgetItemMembers.budgetItemId, budgetItemMembers.userId],
        set: { amount: sql`excluded.amount` }
      })
  }
  await tx
    .update(budgetItems)
    .set({ persons: staying.length || null })
    .where(eq(budgetItems.id, itemId))
}

/** Takes somebody out of every split, for good; head counts follow. */
export async function leaveSplits(tx: Database, userId: number): Promise<void> {
  const left = await tx
    .delete(budgetItemMembers)
    .where(eq(budgetItemMembers.userId, userId))
    .returning({ itemId: budgetItemMembers.budgetItemId })
  if (left.length === 0) return
  const itemIds = left.map(({ itemId }) => itemId)
  const people = tx
    .select({ people: sql`nullif(count(*), 0)` })
    .from(budgetItemMembers)
    .where(eq(budgetItemMembers.budgetItemId, budgetItems.id))
  await tx
    .update(budgetItems)
    .set({ persons: sql`(${people})` })
    .where(inArray(budgetItems.id, itemIds))
}
