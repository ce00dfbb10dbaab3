import { eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { AirportService } from '../airports/airport.service.ts'
import type { Database } from '../database.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { requirePermission } from '../permissions.ts'
import { checkTime, toColumns, withPrice } from '../reservations/booking-columns.ts'
import { keepPrice } from '../reservations/booking-expense.ts'
import { deleteBooking, tellBooking } from '../reservations/keep-booking.ts'
import type { BookingOptions, Reservation } from '../reservations/reservation.schema.ts'
import { type Booking, getBooking } from '../reservations/reservation.row.ts'
import { reservations } from '../reservations/reservation.table.ts'
import { checkReferences, dayOf } from '../reservations/trip-references.ts'
import { checkLocalRange, dateIn } from '../values/local-time.ts'
import { present } from '../values/present.ts'
import { type Endpoint, localTimeAt, replaceEndpoints, resolveEndpoints } from './endpoints.ts'
import type { NewTransport, TransportChanges } from './transport.schema.ts'

/**
 * Bookings of flights, trains, cars and cruises; `reservations` lists them. Every method throws `trip_not_found` for a trip
 * the actor does not reach, and asks `reservation_edit`.
 */
export interface TransportService {
  /**
   * Without days it is on those of its times, or of its first and last endpoint.
   *
   * @throws {InvalidInputError} `foreign_reference`, `unresolved_endpoint`, `invalid_time`, `invalid_date`, `invalid_range`,
   *   `invalid_value`
   */
  create(actor: Actor, tripId: number, transport: NewTransport, options?: BookingOptions): Promise<Reservation>
  /**
   * New times move it to their days, unless days are given too.
   *
   * @throws {NotFoundError} `transport_not_found` @throws {InvalidInputError} as `create`, `not_transport`, `nothing_to_update`
   */
  update(
    actor: Actor,
    tripId: number,
    reservationId: number,
    changes: TransportChanges,
    options?: BookingOptions
  ): Promise<Reservation>
  /**
   * Its expense goes with it.
   *
   * @throws {NotFoundError} `transport_not_found` @throws {InvalidInputError} `not_transport`
   */
  delete(actor: Actor, tripId: number, reservationId: number): Promise<void>
}

export function createTransportService(db: Database, airports: AirportService): TransportService {
  return {
    async create(actor, tripId, transport, { withExpense = false } = {}) {
      const endpoints = await resolveEndpoints(airports, transport.endpoints ?? [])
      return db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'reservation_edit', tripId)
        await checkReferences(tx, tripId, transport)
        const columns = toTransportColumns(transport)
        checkLocalRange(columns.reservationTime, columns.reservationEndTime)
        const [row] = await tx
          .insert(reservations)
          .values({
            ...columns,
            ...(await daysOf(tx, tripId, transport, endpoints)),
            tripId,
            type: transport.type,
            title: columns.title ?? transport.title,
            metadata: withPrice(transport.metadata ?? null, transport.price)
          })
          .returning()
        if (!row) throw new Error('the booking was not kept')
        await replaceEndpoints(tx, row.id, endpoints)
        const also = await keepPrice(tx, actor, row, transport, withExpense)
        return tellBooking(tx, actor, 'created', await getBooking(tx, tripId, row.id), also)
      })
    },

    async update(actor, tripId, reservationId, changes, { withExpense = false } = {}) {
      const endpoints = changes.endpoints && (await resolveEndpoints(airports, changes.endpoints))
      return db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'reservation_edit', tripId)
        const { row: before } = await getTransport(tx, tripId, reservationId)
        if (Object.values(changes).every((value) => value === undefined))
          throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
        await checkReferences(tx, tripId, changes)
        const columns = toTransportColumns(changes)
        checkLocalRange(
          columns.reservationTime === undefined ? before.reservationTime : columns.reservationTime,
          columns.reservationEndTime === undefined ? before.reservationEndTime : columns.reservationEndTime
        )
        const [row] = await tx
          .update(reservations)
          .set({
            ...columns,
            ...(await newDaysOf(tx, before, changes, endpoints)),
            metadata: withPrice(newMetadata(before.metadata, changes.metadata), changes.price)
          })
          .where(eq(reservations.id, reservationId))
          .returning()
        if (!row) throw new Error('the booking was not kept')
        if (endpoints) await replaceEndpoints(tx, reservationId, endpoints)
        const also = await keepPrice(tx, actor, row, changes, withExpense)
        return tellBooking(tx, actor, 'updated', await getBooking(tx, tripId, reservationId), also)
      })
    },

    delete: (actor, tripId, reservationId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'reservation_edit', tripId)
        await deleteBooking(tx, actor, (await getTransport(tx, tripId, reservationId)).row)
      })
  }
}

const TRANSPORT_TYPES: readonly string[] = ['flight', 'train', 'car', 'cruise']

async function getTransport(tx: Database, tripId: number, reservationId: number): Promise<Booking> {
  const booking = await getBooking(tx, tripId, reservationId).catch((error: unknown) => {
    throw error instanceof NotFoundError ? new NotFoundError('transport_not_found', 'Transport not found') : error
  })
  if (!TRANSPORT_TYPES.includes(booking.row.type)) {
    throw new InvalidInputError(
      'not_transport',
      `This booking is a ${booking.row.type}: use update_reservation or delete_reservation`
    )
  }
  return booking
}

function toTransportColumns(changes: TransportChanges) {
  return {
    ...toColumns(changes),
    ...present({
      type: changes.type,
      reservationEndTime: checkTime(changes.reservation_end_time, 'reservation_end_time'),
      needsReview: changes.needs_review
    })
  }
}

/** The days of new transport. What arrives at no known time arrives on the day of departure. */
async function daysOf(tx: Database, tripId: number, transport: NewTransport, endpoints: Endpoint[]) {
  const departure = transport.reservation_time ?? localTimeAt(endpoints[0])
  const arrival = transport.reservation_end_time ?? localTimeAt(endpoints.at(-1))
  const dayId = transport.start_day_id ?? (await dayOf(tx, tripId, departure))
  const endDayId = transport.end_day_id ?? (await dayOf(tx, tripId, arrival)) ?? dayId
  return { dayId, endDayId }
}

/** The days that changes name, or move it to. */
async function newDaysOf(
  tx: Database,
  { tripId, reservationTime, reservationEndTime }: Booking['row'],
  changes: TransportChanges,
  endpoints: Endpoint[] = []
) {
  const { start_day_id: dayId, end_day_id: endDayId, reservation_time: start, reservation_end_time: end } = changes
  const departure = newTimeOf(start, reservationTime, endpoints[0])
  const arrival = newTimeOf(end, reservationEndTime, endpoints.at(-1))
  return present({
    dayId: dayId === undefined ? ((await dayOf(tx, tripId, departure)) ?? undefined) : dayId,
    endDayId: endDayId === undefined ? ((await dayOf(tx, tripId, arrival)) ?? undefined) : endDayId
  })
}

/** A time of the booking's own counts before that of its endpoint. `undefined`, or without a date: it is when it was. */
function newTimeOf(given: string | null | undefined, kept: string | null, endpoint: Endpoint | undefined) {
  if (given != null) return given
  return given === undefined && dateIn(kept) !== undefined ? undefined : localTimeAt(endpoint)
}

/** The price is no free text: it stays with the booking, whatever else is said of it. */
function newMetadata(
  before: Record<string, unknown> | null,
  given: Record<string, string> | null | undefined
): Record<string, unknown> | null {
  if (given === undefined) return before
  const price = before?.price === undefined ? {} : { price: before.price }
  const metadata = { ...price, ...given }
  return Object.keys(metadata).length === 0 ? null : metadata
}
