import { and, count, eq, inArray, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { NotFoundError } from '../errors.ts'
import { reservationDayPositions, reservations } from './reservation.table.ts'

/** The position of a booking. */
export interface BookingPosition {
  id: number
  day_plan_position: number
}

/**
 * Sets positions for one day, or the general ones; of a booking named twice the last counts.
 *
 * @throws {NotFoundError} `reservation_not_found`, and nothing is set, unless all are of the trip.
 */
export async function setPositions(
  tx: Database,
  tripId: number,
  positions: BookingPosition[],
  dayId: number | undefined
): Promise<void> {
  const byId = new Map(positions.map(({ id, day_plan_position: position }) => [id, position]))
  if (byId.size === 0) return
  await requireBookings(tx, tripId, [...byId.keys()])
  if (dayId === undefined) {
    const rows = JSON.stringify([...byId].map(([id, position]) => ({ id, position })))
    await tx.execute(
      sql`update ${reservations} set day_plan_position = given.position
        from jsonb_to_recordset(${rows}::text::jsonb) as given(id integer, position real)
        where ${reservations.id} = given.id`
    )
  } else {
    await tx
      .insert(reservationDayPositions)
      .values([...byId].map(([reservationId, position]) => ({ reservationId, dayId, position })))
      .onConflictDoUpdate({
        target: [reservationDayPositions.reservationId, reservationDayPositions.dayId],
        set: { position: sql`excluded.position` }
      })
  }
}

async function requireBookings(tx: Database, tripId: number, ids: number[]): Promise<void> {
  const [known] = await tx
    .select({ count: count() })
    .from(reservations)
    .where(and(eq(reservations.tripId, tripId), inArray(reservations.id, ids)))
  if (known?.count !== ids.length) throw new NotFoundError('reservation_not_found', 'Booking not found')
}
