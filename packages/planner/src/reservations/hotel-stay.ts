import { eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import type { TripEvent } from '../events.ts'
import { requirePermission } from '../permissions.ts'
import { changeStay, insertStay } from '../stays/keep-stay.ts'
import { getStay } from '../stays/stay.row.ts'
import { followStay } from './hotel-booking.ts'
import type { NewReservation, ReservationChanges } from './reservation.schema.ts'
import type { Booking } from './reservation.row.ts'
import { reservations } from './reservation.table.ts'

type BookingRow = Booking['row']

/** Where and when a hotel booking's stay is. */
export interface HotelStay {
  place_id: number
  start_day_id: number
  end_day_id: number
  /** HH:MM. */
  check_in?: string | undefined
  check_out?: string | undefined
}

/** The stay that a new booking asks for, if it does. */
export function stayIn({
  type,
  place_id: placeId,
  start_day_id: startDayId,
  end_day_id: endDayId,
  ...booking
}: NewReservation) {
  if (startDayId === undefined && endDayId === undefined) return undefined
  if (type !== 'hotel') throw notHotel()
  if (placeId == null || startDayId === undefined || endDayId === undefined) {
    throw new InvalidInputError(
      'invalid_value',
      'A stay needs place_id, start_day_id and end_day_id: give all three, or none of the days'
    )
  }
  return {
    place_id: placeId,
    start_day_id: startDayId,
    end_day_id: endDayId,
    check_in: booking.check_in,
    check_out: booking.check_out
  }
}

/** Makes the stay of a hotel booking. Asks `day_edit`. Answers what is to be told of the stay. */
export async function makeStay(tx: Database, actor: Actor, booking: BookingRow, stay: HotelStay): Promise<TripEvent> {
  const { id: reservationId, tripId, confirmationNumber: confirmation } = booking
  await requirePermission(tx, actor, 'day_edit', tripId)
  const accommodationId = await insertStay(tx, tripId, { ...stay, confirmation })
  await tx.update(reservations).set({ accommodationId }).where(eq(reservations.id, reservationId))
  await followStay(tx, await getStay(tx, tripId, accommodationId))
  return { type: 'accommodation:created', ids: { accommodationId } }
}

/** Changes the stay that a hotel booking has. Asks `day_edit`. Answers what is to be told of it. */
export async function moveStay(
  tx: Database,
  actor: Actor,
  { tripId, accommodationId }: { tripId: number; accommodationId: number },
  stay: HotelStay
): Promise<TripEvent> {
  await requirePermission(tx, actor, 'day_edit', tripId)
  await changeStay(tx, await getStay(tx, tripId, accommodationId), stay)
  await followStay(tx, await getStay(tx, tripId, accommodationId))
  return { type: 'accommodation:updated', ids: { accommodationId } }
}

/** A hotel booking's code and place are its stay's as well. Answers what is to be told of the stay. */
export async function changeStayWith(
  tx: Database,
  { tripId, accommodationId }: BookingRow,
  { confirmation_number: confirmation, place_id: placeId }: ReservationChanges
): Promise<TripEvent[]> {
  if (accommodationId === null || (confirmation === undefined && placeId == null)) return []
  await changeStay(tx, await getStay(tx, tripId, accommodationId), {
    confirmation,
    ...(placeId != null && { place_id: placeId })
  })
  return [{ type: 'accommodation:updated', ids: { accommodationId } }]
}

/** What is wrong with a stay for any other kind of booking. */
export function notHotel(): InvalidInputError {
  return new InvalidInputError('not_hotel', 'Only hotel bookings have a stay')
}
