import { and, asc, eq, inArray, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database } from '../database.ts'
import { days } from '../days/day.table.ts'
import { NotFoundError } from '../errors.ts'
import { places } from '../places/place.table.ts'
import { dayAccommodations } from '../stays/stay.table.ts'
import { groupBy } from '../values/group-by.ts'
import type { BookingStatus, EndpointRole, Reservation } from './reservation.schema.ts'
import { reservationDayPositions, reservationEndpoints, reservations } from './reservation.table.ts'

/** A booking with what it is tied to. */
export interface Booking {
  row: typeof reservations.$inferSelect
  day: { number: number; date: string | null } | null
  place: BookedPlace | null
  stay: { startDayId: number; endDayId: number; placeId: number | null } | null
  /** Where the stay is. */
  stayPlace: BookedPlace | null
  endpoints: (typeof reservationEndpoints.$inferSelect)[]
  /** By day id. */
  positions: Record<string, number> | null
}

interface BookedPlace {
  name: string
  address: string | null
  lat: number | null
  lng: number | null
}

const stayPlaces = alias(places, 'stay_places')

/** The bookings that match, by time and then in the order they were made, in three queries however many there are. */
export async function loadBookings(db: Database, condition: SQL | undefined): Promise<Booking[]> {
  const rows = await db
    .select({
      row: reservations,
      day: { number: days.dayNumber, date: days.date },
      place: { name: places.name, address: places.address, lat: places.lat, lng: places.lng },
      stay: {
        startDayId: dayAccommodations.startDayId,
        endDayId: dayAccommodations.endDayId,
        placeId: dayAccommodations.placeId
      },
      stayPlace: { name: stayPlaces.name, address: stayPlaces.address, lat: stayPlaces.lat, lng: stayPlaces.lng }
    })
    .from(reservations)
    .leftJoin(days, eq(days.id, reservations.dayId))
    .leftJoin(places, eq(places.id, reservations.placeId))
    .leftJoin(dayAccommodations, eq(dayAccommodations.id, reservations.accommodationId))
    .leftJoin(stayPlaces, eq(stayPlaces.id, dayAccommodations.placeId))
    .where(condition)
    .orderBy(asc(reservations.reservationTime), asc(reservations.createdAt), asc(reservations.id))
  const ids = rows.map(({ row }) => row.id)
  if (ids.length === 0) return []
  const endpoints = await db
    .select()
    .from(reservationEndpoints)
    .where(inArray(reservationEndpoints.reservationId, ids))
    .orderBy(asc(reservationEndpoints.sequence), asc(reservationEndpoints.id))
  const positions = await db
    .select()
    .from(reservationDayPositions)
    .where(inArray(reservationDayPositions.reservationId, ids))
  const endpointsOf = groupBy(endpoints, ({ reservationId }) => reservationId)
  const positionsOf = groupBy(positions, ({ reservationId }) => reservationId)
  return rows.map((booking) => {
    const own = positionsOf.get(booking.row.id)
    return {
      ...booking,
      endpoints: endpointsOf.get(booking.row.id) ?? [],
      positions: own ? Object.fromEntries(own.map(({ dayId, position }) => [dayId, position])) : null
    }
  })
}

/** A booking of this trip. @throws {NotFoundError} `reservation_not_found` for any other. */
export async function getBooking(db: Database, tripId: number, reservationId: number): Promise<Booking> {
  const [booking] = await loadBookings(db, and(eq(reservations.id, reservationId), eq(reservations.tripId, tripId)))
  if (!booking) throw new NotFoundError('reservation_not_found', 'Booking not found')
  return booking
}

export function toReservation({ row, day, place, stay, stayPlace, endpoints, positions }: Booking): Reservation {
  return {
    id: row.id,
    trip_id: row.tripId,
    type: row.type,
    status: row.status as BookingStatus,
    title: row.title,
    day_id: row.dayId,
    end_day_id: row.endDayId,
    day_number: day?.number ?? null,
    place_id: row.placeId,
    place_name: place?.name ?? null,
    assignment_id: row.assignmentId,
    accommodation_id: row.accommodationId,
    accommodation_place_id: stay?.placeId ?? null,
    accommodation_name: stayPlace?.name ?? null,
    accommodation_start_day_id: stay?.startDayId ?? null,
    accommodation_end_day_id: stay?.endDayId ?? null,
    reservation_time: row.reservationTime,
    reservation_end_time: row.reservationEndTime,
    location: row.location,
    confirmation_number: row.confirmationNumber,
    notes: row.notes,
    url: row.url,
    metadata: row.metadata,
    day_plan_position: row.dayPlanPosition,
    needs_review: row.needsReview,
    endpoints: endpoints.map((endpoint) => ({
      id: endpoint.id,
      reservation_id: endpoint.reservationId,
      role: endpoint.role as EndpointRole,
      sequence: endpoint.sequence,
      name: endpoint.name,
      code: endpoint.code,
      lat: endpoint.lat,
      lng: endpoint.lng,
      timezone: endpoint.timezone,
      local_time: endpoint.localTime,
      local_date: endpoint.localDate,
      created_at: endpoint.createdAt.toISOString()
    })),
    day_positions: positions,
    created_at: row.createdAt.toISOString()
  }
}
