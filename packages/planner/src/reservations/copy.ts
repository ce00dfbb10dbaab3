import { asc, eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { pairIds } from '../values/pair-ids.ts'
import { reservationDayPositions, reservationEndpoints, reservations } from './reservation.table.ts'

/** The ids of copies by those of what they are copies of. */
type Copies = ReadonlyMap<number, number>

/**
 * Copies the bookings of a trip with their endpoints and positions, tied to the copies of what they are tied to; answers
 * with the ids of the copies by the old.
 */
export async function copyBookings(
  tx: Database,
  { tripId, copyId }: { tripId: number; copyId: number },
  { dayIds, placeIds, visitIds, stayIds }: { dayIds: Copies; placeIds: Copies; visitIds: Copies; stayIds: Copies }
): Promise<Map<number, number>> {
  const bookings = await tx
    .select()
    .from(reservations)
    .where(eq(reservations.tripId, tripId))
    .orderBy(asc(reservations.id))
  if (bookings.length === 0) return new Map()
  const copies = await tx
    .insert(reservations)
    .values(
      bookings.map(({ id: _id, ...booking }) => ({
        ...booking,
        tripId: copyId,
        dayId: dayIds.get(booking.dayId ?? 0) ?? null,
        endDayId: dayIds.get(booking.endDayId ?? 0) ?? null,
        placeId: placeIds.get(booking.placeId ?? 0) ?? null,
        assignmentId: visitIds.get(booking.assignmentId ?? 0) ?? null,
        accommodationId: stayIds.get(booking.accommodationId ?? 0) ?? null
      }))
    )
    .returning({ id: reservations.id })
  const bookingIds = pairIds(bookings, copies)
  await copyEndpoints(tx, tripId, bookingIds)
  await copyPositions(tx, tripId, bookingIds, dayIds)
  return bookingIds
}

async function copyEndpoints(tx: Database, tripId: number, bookingIds: Copies): Promise<void> {
  const rows = await tx
    .select({ endpoint: reservationEndpoints })
    .from(reservationEndpoints)
    .innerJoin(reservations, eq(reservations.id, reservationEndpoints.reservationId))
    .where(eq(reservations.tripId, tripId))
    .orderBy(asc(reservationEndpoints.id))
  const copies = rows.map(({ endpoint: { id: _id, reservationId, ...endpoint } }) => ({
    ...endpoint,
    reservationId: bookingIds.get(reservationId) ?? 0
  }))
  if (copies.length > 0) await tx.insert(reservationEndpoints).values(copies)
}

async function copyPositions(tx: Database, tripId: number, bookingIds: Copies, dayIds: Copies): Promise<void> {
  const rows = await tx
    .select({ position: reservationDayPositions })
    .from(reservationDayPositions)
    .innerJoin(reservations, eq(reservations.id, reservationDayPositions.reservationId))
    .where(eq(reservations.tripId, tripId))
  const copies = rows.map(({ position: { reservationId, dayId, position } }) => ({
    reservationId: bookingIds.get(reservationId) ?? 0,
    dayId: dayIds.get(dayId) ?? 0,
    position
  }))
  if (copies.length > 0) await tx.insert(reservationDayPositions).values(copies)
}
