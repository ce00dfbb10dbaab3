import { asc, eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import type { TripEvent } from '../events.ts'
import { reservations } from '../reservations/reservation.table.ts'
import { dayAccommodations } from './stay.table.ts'

/**
 * Notes which stays a trip has before its days change, since they go with their days. What it answers with says, afterwards,
 * what is to be told of those that are gone, and of the bookings they leave behind.
 */
export async function noteStays(tx: Database, tripId: number) {
  const before = await staysOf(tx, tripId)
  return async (): Promise<TripEvent[]> => {
    if (before.length === 0) return []
    const left = new Set((await staysOf(tx, tripId)).map(({ accommodationId }) => accommodationId))
    const lost = before.filter(({ accommodationId }) => !left.has(accommodationId))
    return lost.flatMap(({ accommodationId, reservationId }) => [
      { type: 'accommodation:deleted' as const, ids: { accommodationId } },
      ...(reservationId === null ? [] : [{ type: 'reservation:updated' as const, ids: { reservationId } }])
    ])
  }
}

function staysOf(tx: Database, tripId: number) {
  return tx
    .select({ accommodationId: dayAccommodations.id, reservationId: reservations.id })
    .from(dayAccommodations)
    .leftJoin(reservations, eq(reservations.accommodationId, dayAccommodations.id))
    .where(eq(dayAccommodations.tripId, tripId))
    .orderBy(asc(dayAccommodations.id))
}
