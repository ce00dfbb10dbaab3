import { eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { publishAll, type TripEvent } from '../events.ts'
import { notifyOfBooking } from '../notifications/booking-change.ts'
import { dayAccommodations } from '../stays/stay.table.ts'
import { removeExpense } from './booking-expense.ts'
import type { Reservation } from './reservation.schema.ts'
import { type Booking, toReservation } from './reservation.row.ts'
import { reservations } from './reservation.table.ts'

/**
 * Tells of a booking that was made or changed, and of what changed with it, those on the trip by a notification; answers
 * with the booking.
 */
export async function tellBooking(
  tx: Database,
  actor: Actor,
  change: 'created' | 'updated',
  booking: Booking,
  also: TripEvent[] = []
): Promise<Reservation> {
  const { id: reservationId, tripId, title } = booking.row
  await publishAll(tx, actor, {
    tripId,
    events: [{ type: `reservation:${change}`, ids: { reservationId } }, ...also],
    what: title,
    ...(booking.day && { where: `day ${booking.day.number}` })
  })
  await notifyOfBooking(tx, actor, change, booking.row)
  return toReservation(booking)
}

/** Removes a booking with its expense and, of a hotel, its stay. */
export async function deleteBooking(tx: Database, actor: Actor, booking: Booking['row']): Promise<void> {
  const { id: reservationId, tripId, accommodationId, title: what } = booking
  const events: TripEvent[] = [{ type: 'reservation:deleted', ids: { reservationId } }]
  events.push(...(await removeExpense(tx, booking)))
  await tx.delete(reservations).where(eq(reservations.id, reservationId))
  if (accommodationId !== null) {
    await tx.delete(dayAccommodations).where(eq(dayAccommodations.id, accommodationId))
    events.push({ type: 'accommodation:deleted', ids: { accommodationId, reservationId } })
  }
  await publishAll(tx, actor, { tripId, events, what })
  await notifyOfBooking(tx, actor, 'deleted', booking)
}
