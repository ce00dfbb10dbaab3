import { and, asc, eq, type SQL } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { days } from '../days/day.table.ts'
import { NotFoundError } from '../errors.ts'
import { places } from '../places/place.table.ts'
import { reservations } from '../reservations/reservation.table.ts'
import type { Accommodation } from './stay.schema.ts'
import { dayAccommodations } from './stay.table.ts'

/** The stays that match, in the order of their first days, in one query. */
export async function loadStays(db: Database, condition: SQL | undefined): Promise<Accommodation[]> {
  const rows = await db
    .select({
      stay: dayAccommodations,
      place: {
        name: places.name,
        address: places.address,
        imageUrl: places.imageUrl,
        lat: places.lat,
        lng: places.lng
      },
      booking: { id: reservations.id, title: reservations.title }
    })
    .from(dayAccommodations)
    .innerJoin(days, eq(days.id, dayAccommodations.startDayId))
    .leftJoin(places, eq(places.id, dayAccommodations.placeId))
    .leftJoin(reservations, eq(reservations.accommodationId, dayAccommodations.id))
    .where(condition)
    .orderBy(asc(days.dayNumber), asc(dayAccommodations.id))
  return rows.map(({ stay, place, booking }) => ({
    id: stay.id,
    trip_id: stay.tripId,
    place_id: stay.placeId,
    start_day_id: stay.startDayId,
    end_day_id: stay.endDayId,
    check_in: stay.checkIn,
    check_in_end: stay.checkInEnd,
    check_out: stay.checkOut,
    confirmation: stay.confirmation,
    notes: stay.notes,
    created_at: stay.createdAt.toISOString(),
    place_name: place?.name ?? null,
    place_address: place?.address ?? null,
    place_image: place?.imageUrl ?? null,
    place_lat: place?.lat ?? null,
    place_lng: place?.lng ?? null,
    reservation_id: booking?.id ?? null,
    reservation_title: booking?.title ?? null
  }))
}

/** A stay of this trip. @throws {NotFoundError} `accommodation_not_found` for any other. */
export async function getStay(db: Database, tripId: number, stayId: number): Promise<Accommodation> {
  const [stay] = await loadStays(db, and(eq(dayAccommodations.id, stayId), eq(dayAccommodations.tripId, tripId)))
  if (!stay) throw new NotFoundError('accommodation_not_found', 'Stay not found')
  return stay
}
