import { eq } from 'drizzle-orm'
import { Type } from 'typebox'
import { days } from '../../days/day.table.ts'
import { loadBookings, toReservation } from '../../reservations/reservation.row.ts'
import { Reservation, ReservationEndpoint } from '../../reservations/reservation.schema.ts'
import { reservations } from '../../reservations/reservation.table.ts'
import { loadStays } from '../../stays/stay.row.ts'
import { Accommodation } from '../../stays/stay.schema.ts'
import { dayAccommodations } from '../../stays/stay.table.ts'
import { defineSharedSection } from '../shared-section.ts'

const SharedEndpoint = Type.Pick(ReservationEndpoint, [
  'role',
  'name',
  'code',
  'lat',
  'lng',
  'timezone',
  'local_time',
  'local_date'
])
const SharedBooking = Type.Object({
  ...Type.Pick(Reservation, [
    'type',
    'status',
    'title',
    'day_number',
    'reservation_time',
    'reservation_end_time',
    'location',
    'place_name'
  ]).properties,
  end_day_number: Type.Union([Type.Integer(), Type.Null()]),
  endpoints: Type.Array(SharedEndpoint, { description: 'Of transport: where it starts, stops and ends, in order' })
})
const SharedStay = Type.Object({
  ...Type.Pick(Accommodation, [
    'place_id',
    'place_name',
    'place_address',
    'place_lat',
    'place_lng',
    'check_in',
    'check_in_end',
    'check_out'
  ]).properties,
  start_day_number: Type.Integer({ description: 'Day of check-in' }),
  end_day_number: Type.Integer({ description: 'Day of check-out' })
})
const Bookings = Type.Object({ reservations: Type.Array(SharedBooking), accommodations: Type.Array(SharedStay) })

/** Bookings and stays, without whatever could be used to change them: codes, links, notes and what else was written down. */
export const sharedBookings = defineSharedSection<typeof Bookings>({
  flag: 'share_bookings',
  schema: Bookings,
  async read(db, tripId) {
    const dayRows = await db.select({ id: days.id, number: days.dayNumber }).from(days).where(eq(days.tripId, tripId))
    const numbers = new Map(dayRows.map(({ id, number }) => [id, number]))
    const bookings = (await loadBookings(db, eq(reservations.tripId, tripId))).map(toReservation)
    const stays = await loadStays(db, eq(dayAccommodations.tripId, tripId))
    return {
      reservations: bookings.map((booking) => ({
        type: booking.type,
        status: booking.status,
        title: booking.title,
        day_number: booking.day_number,
        end_day_number: numbers.get(booking.end_day_id ?? 0) ?? null,
        reservation_time: booking.reservation_time,
        reservation_end_time: booking.reservation_end_time,
        location: booking.location,
        place_name: booking.place_name,
        endpoints: booking.endpoints.map(({ role, name, code, lat, lng, timezone, local_time, local_date }) => ({
          role,
          name,
          code,
          lat,
          lng,
          timezone,
          local_time,
          local_date
        }))
      })),
      accommodations: stays.map((stay) => ({
        place_id: stay.place_id,
        place_name: stay.place_name,
        place_address: stay.place_address,
        place_lat: stay.place_lat,
        place_lng: stay.place_lng,
        start_day_number: numbers.get(stay.start_day_id) ?? 0,
        end_day_number: numbers.get(stay.end_day_id) ?? 0,
        check_in: stay.check_in,
        check_in_end: stay.check_in_end,
        check_out: stay.check_out
      }))
    }
  }
})
