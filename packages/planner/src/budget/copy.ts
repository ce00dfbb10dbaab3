import { asc, eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { budgetCategoryOrder, budgetItems } from './budget-item.table.ts'

/**
 * Copies expenses and the order of their categories as a plan: nobody shares them and nobody has paid. Those of a booking
 * are of its copy.
 */
export async function copyBudget(
  tx: Database,
  tripId: number,
  copyId: number,
  reservationIds: ReadonlyMap<number, number>
): Promise<void> {
  const items = await tx.select().from(budgetItems).where(eq(budgetItems.tripId, tripId)).orderBy(asc(budgetItems.id))
  const copies = items.map(({ id: _id, createdAt: _created, reservationId, ...item }) => ({
    ...item,
    tripId: copyId,
    reservationId: reservationIds.get(reservationId ?? 0) ?? null
  }))
  if (copies.length > 0) await tx.insert(budgetItems).values(copies)
  const order = await tx.select().from(budgetCategoryOrder).where(eq(budgetCategoryOrder.tripId, tripId))
  if (order.length > 0)
    await tx.insert(budgetCategoryOrder).values(order.map((category) => ({ ...category, tripId: copyId })))
}
