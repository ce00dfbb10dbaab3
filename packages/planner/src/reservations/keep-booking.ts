import { eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { publish } from '../events.ts'
import { notifyOfBooking } from '../notifications/booking-change.ts'
import { dayAccommodations } from '../stays/stay.table.ts'
import { removeExpense } from './booking-expense.ts'
import type { Reservation } from './reservation.schema.ts'
import { type Booking, toReservation } from './reservation.row.ts'
import { reservations } from './reservation.table.ts'

/** Tells of a booking that was made or changed, those on the trip by a notification, and answers with it. */
export async function tellBooking(
  tx: Database,
  actor: Actor,
  change: 'created' | 'updated',
  booking: Booking
): Promise<Reservation> {
  const { id: reservationId, tripId, title } = booking.row
  await publish(tx, actor, {
    type: `reservation:${change}`,
    tripId,
    ids: { reservationId },
    what: title,
    ...(booking.day && { where: `day ${booking.day.number}` })
  })
  await notifyOfBooking(tx, actor, change, booking.row)
  return toReservation(booking)
}

/** Removes a booking with its expense and, of a hotel, its stay. */
export async function deleteBooking(tx: Database, actor: Actor, booking: Booking['row']): Promise<void> {
  const { id: reservationId, tripId, accommodationId, title: what } = booking
  await removeExpense(tx, actor, booking)
  await tx.delete(reservations).where(eq(reservations.id, reservationId))
  await publish(tx, actor, { type: 'reservation:deleted', tripId, ids: { reservationId }, what })
  await notifyOfBooking(tx, actor, 'deleted', booking)
  if (accommodationId === null) return
  await tx.delete(dayAccommodations).where(eq(dayAccommodations.id, accommodationId))
  await publish(tx, actor, { type: 'accommodation:deleted', tripId, ids: { accommodationId, reservationId }, what })
}
