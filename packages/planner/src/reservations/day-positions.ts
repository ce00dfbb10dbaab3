import { and, eq, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { requireThere } from '../list-order.ts'
import { reservationDayPositions, reservations } from './reservation.table.ts'

/** The position of a booking. */
export interface BookingPosition {
  id: number
  day_plan_position: number
}

/**
 * Sets positions for one day, or the general ones; of a booking named twice the last counts. Answers whether that moved any.
 *
 * @throws {NotFoundError} `reservation_not_found`, and nothing is set, unless all are of the trip.
 */
export async function setPositions(
  tx: Database,
  tripId: number,
  positions: BookingPosition[],
  dayId: number | undefined
): Promise<boolean> {
  const byId = new Map(positions.map(({ id, day_plan_position: position }) => [id, position]))
  if (byId.size === 0) return false
  await requireBookings(tx, tripId, [...byId.keys()])
  if (dayId === undefined) {
    const rows = JSON.stringify([...byId].map(([id, position]) => ({ id, position })))
    const moved = await tx
      .update(reservations)
      .set({ dayPlanPosition: sql`given.position` })
      .from(sql`jsonb_to_recordset(${rows}::text::jsonb) as given(id integer, position real)`)
      .where(
        and(eq(reservations.id, sql`given.id`), sql`${reservations.dayPlanPosition} is distinct from given.position`)
      )
      .returning({ id: reservations.id })
    return moved.length > 0
  }
  const moved = await tx
    .insert(reservationDayPositions)
    .values([...byId].map(([reservationId, position]) => ({ reservationId, dayId, position })))
    .onConflictDoUpdate({
      target: [reservationDayPositions.reservationId, reservationDayPositions.dayId],
      set: { position: sql`excluded.position` },
      setWhere: sql`${reservationDayPositions.position} <> excluded.position`
    })
    .returning({ id: reservationDayPositions.reservationId })
  return moved.length > 0
}

async function requireBookings(tx: Database, tripId: number, ids: number[]): Promise<void> {
  const known = await tx.select({ id: reservations.id }).from(reservations).where(eq(reservations.tripId, tripId))
  requireThere(
    known.map(({ id }) => id),
    ids,
    'reservation_not_found'
  )
}
