import { eq } from 'drizzle-orm'
import type { Database } from './database.ts'
import { tripNotFound } from './permissions.ts'
import { trips } from './trips/trip.table.ts'

/** Where exchange rates come from; the host's to choose. */
export interface ExchangeRates {
  /**
   * Units of each currency that one unit of `base` costs, by ISO 4217 code; `undefined` while they cannot be had. Never
   * rejects, and answers within a few seconds: people wait for it.
   */
  of(base: string): Promise<ReadonlyMap<string, number> | undefined>
}

/** Rates as they were asked for, before a transaction began. */
export interface KnownRates {
  base: string
  units: ReadonlyMap<string, number>
}

export async function findRates(source: ExchangeRates | undefined, base: string): Promise<KnownRates | undefined> {
  const units = await source?.of(base)
  return units && { base, units }
}

/** Units of `currency` for one of `base`, as a decimal; `null` when nobody knows. */
export function rateOf(rates: KnownRates | undefined, currency: string, base: string): string | null {
  const units = rates?.base === base ? rates.units.get(currency) : undefined
  return units !== undefined && Number.isFinite(units) && units > 0 ? String(units) : null
}

/** The currency a trip counts in. @throws {NotFoundError} `trip_not_found` */
export async function currencyOf(db: Database, tripId: number): Promise<string> {
  const [trip] = await db.select({ currency: trips.currency }).from(trips).where(eq(trips.id, tripId))
  if (!trip) throw tripNotFound()
  return trip.currency
}
