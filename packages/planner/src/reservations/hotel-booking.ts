import { eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { days } from '../days/day.table.ts'
import type { Accommodation } from '../stays/stay.schema.ts'
import { withDate } from '../values/local-time.ts'
import { reservations } from './reservation.table.ts'

/** Makes the confirmed hotel booking of a new stay and answers with its id. */
export async function bookStay(tx: Database, stay: Accommodation): Promise<number> {
  const [row] = await tx
    .insert(reservations)
    .values({
      tripId: stay.trip_id,
      type: 'hotel',
      status: 'confirmed',
      title: stay.place_name ?? 'Hotel',
      dayId: stay.start_day_id,
      placeId: stay.place_id,
      accommodationId: stay.id,
      reservationTime: await dateOf(tx, stay.start_day_id),
      confirmationNumber: stay.confirmation,
      notes: stay.notes,
      metadata: withTimes(null, stay)
    })
    .returning({ id: reservations.id })
  if (!row) throw new Error('the booking was not kept')
  return row.id
}

/** Brings the booking of a stay in step with it: place, first day and its date, booking code and times. */
export async function followStay(tx: Database, stay: Accommodation): Promise<void> {
  if (stay.reservation_id === null) return
  const [booking] = await tx.select().from(reservations).where(eq(reservations.id, stay.reservation_id))
  if (!booking) return
  const date = await dateOf(tx, stay.start_day_id)
  await tx
    .update(reservations)
    .set({
      dayId: stay.start_day_id,
      placeId: stay.place_id,
      reservationTime: withDate(booking.reservationTime, date),
      confirmationNumber: stay.confirmation,
      metadata: withTimes(booking.metadata, stay)
    })
    .where(eq(reservations.id, booking.id))
}

function withTimes(
  metadata: Record<string, unknown> | null,
  { check_in: checkIn, check_in_end: checkInEnd, check_out: checkOut }: Accommodation
): Record<string, unknown> | null {
  const { check_in_time: _in, check_in_end_time: _end, check_out_time: _out, ...rest } = metadata ?? {}
  const merged = {
    ...rest,
    ...(checkIn !== null && { check_in_time: checkIn }),
    ...(checkInEnd !== null && { check_in_end_time: checkInEnd }),
    ...(checkOut !== null && { check_out_time: checkOut })
  }
  return Object.keys(merged).length === 0 ? null : merged
}

async function dateOf(tx: Database, dayId: number): Promise<string | null> {
  const [day] = await tx.select({ date: days.date }).from(days).where(eq(days.id, dayId))
  return day?.date ?? null
}
