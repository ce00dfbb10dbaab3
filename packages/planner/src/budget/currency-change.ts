import { and, eq, isNull } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { type KnownRates, rateOf } from '../exchange-rates.ts'
import { budgetSettlements } from '../settlements/settlement.table.ts'
import { budgetItems } from './budget-item.table.ts'

/**
 * Before a trip counts in another currency: amounts "in the trip's currency" get the old one written down, and every
 * amount gets the rate of the day towards the new one, or none where it is not known. No amount changes.
 */
export async function freezeBudget(
  tx: Database,
  trip: { id: number; currency: string },
  newCurrency: string,
  rates: KnownRates | undefined
): Promise<void> {
  for (const table of [budgetItems, budgetSettlements]) {
    await tx
      .update(table)
      .set({ currency: trip.currency })
      .where(and(eq(table.tripId, trip.id), isNull(table.currency)))
    const used = await tx.selectDistinct({ currency: table.currency }).from(table).where(eq(table.tripId, trip.id))
    for (const { currency } of used) {
      if (currency === null) continue
      const exchangeRate = currency === newCurrency ? null : rateOf(rates, currency, newCurrency)
      await tx
        .update(table)
        .set({ exchangeRate })
        .where(and(eq(table.tripId, trip.id), eq(table.currency, currency)))
    }
  }
}
