import { eq } from 'drizzle-orm'
import { union } from 'drizzle-orm/pg-core'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { peopleOf } from '../events.ts'
import { budgetSettlements } from '../settlements/settlement.table.ts'
import { budgetItemMembers, budgetItemPayers, budgetItems } from './budget-item.table.ts'

/**
 * The people may share, pay and settle: those of the trip, and whoever is in its budget already, so that somebody who
 * left can still pay what they owe.
 *
 * @throws {InvalidInputError} `foreign_reference` for anybody else.
 */
export async function checkPeople(tx: Database, tripId: number, userIds: number[], argument: string): Promise<void> {
  if (userIds.length === 0) return
  const people = await peopleOf(tx, tripId)
  if (userIds.every((id) => people.includes(id))) return
  const known = [...people, ...(await mentionedIn(tx, tripId))]
  const stranger = userIds.find((id) => !known.includes(id))
  if (stranger !== undefined)
    throw new InvalidInputError('foreign_reference', `${argument}: ${stranger} is not one of the people of this trip`)
}

async function mentionedIn(tx: Database, tripId: number): Promise<number[]> {
  const rows = await union(
    tx
      .select({ userId: budgetItemMembers.userId })
      .from(budgetItemMembers)
      .innerJoin(budgetItems, eq(budgetItems.id, budgetItemMembers.budgetItemId))
      .where(eq(budgetItems.tripId, tripId)),
    tx
      .select({ userId: budgetItemPayers.userId })
      .from(budgetItemPayers)
      .innerJoin(budgetItems, eq(budgetItems.id, budgetItemPayers.budgetItemId))
      .where(eq(budgetItems.tripId, tripId)),
    tx
      .select({ userId: budgetSettlements.fromUserId })
      .from(budgetSettlements)
      .where(eq(budgetSettlements.tripId, tripId)),
    tx
      .select({ userId: budgetSettlements.toUserId })
      .from(budgetSettlements)
      .where(eq(budgetSettlements.tripId, tripId))
  )
  return rows.map(({ userId }) => userId)
}
