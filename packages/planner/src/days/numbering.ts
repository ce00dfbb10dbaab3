import { asc, eq, lt, and, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { days } from './day.table.ts'

export interface DayPosition {
  id: number
  date: string | null
}

/**
 * Gives days these positions and dates, numbered from 1. In two passes, since numbers and dates are unique in a trip:
 * first out of the way, then into place.
 */
export async function placeDays(tx: Database, tripId: number, positions: DayPosition[]): Promise<void> {
  await tx
    .update(days)
    .set({ dayNumber: sql`-${days.dayNumber}`, date: null })
    .where(eq(days.tripId, tripId))
  const placed = JSON.stringify(positions.map(({ id, date }, i) => ({ id, date, number: i + 1 })))
  await tx
    .update(days)
    .set({ dayNumber: sql`placed.number`, date: sql`placed.date` })
    .from(sql`jsonb_to_recordset(${placed}::text::jsonb) as placed(id integer, date date, number integer)`)
    .where(and(eq(days.id, sql`placed.id`), eq(days.tripId, tripId)))
  await tx.delete(days).where(and(eq(days.tripId, tripId), lt(days.dayNumber, 0)))
}

export async function positionsOf(tx: Database, tripId: number): Promise<DayPosition[]> {
  return tx
    .select({ id: days.id, date: days.date })
    .from(days)
    .where(eq(days.tripId, tripId))
    .orderBy(asc(days.dayNumber))
}
