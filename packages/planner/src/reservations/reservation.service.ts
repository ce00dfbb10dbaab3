import { eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import { requireDay } from '../assignments/visit.ts'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { publish } from '../events.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import { checkLocalRange } from '../values/local-time.ts'
import { present } from '../values/present.ts'
import { toColumns, withPrice } from './booking-columns.ts'
import { keepPrice } from './booking-expense.ts'
import { type BookingPosition, setPositions } from './day-positions.ts'
import { changeStayWith, type HotelStay, makeStay, moveStay, notHotel, stayIn } from './hotel-stay.ts'
import { deleteBooking, tellBooking } from './keep-booking.ts'
import type { BookingOptions, NewReservation, Reservation, ReservationChanges } from './reservation.schema.ts'
import { type Booking, getBooking, loadBookings, toReservation } from './reservation.row.ts'
import { reservations } from './reservation.table.ts'
import { checkReferences, dayOf } from './trip-references.ts'

/** Every method throws `trip_not_found` for a trip the actor does not reach; writes ask `reservation_edit`. */
export interface ReservationService {
  /** Bookings of every kind, by time. */
  list(actor: Actor, tripId: number): Promise<Reservation[]>
  /**
   * Adds a pending booking. Without a day it is on the day of its date, else on the nearest one; a hotel with a place and
   * two days gets its stay, which asks `day_edit` too.
   *
   * @throws {InvalidInputError} `foreign_reference`, `not_hotel`, `invalid_time`, `invalid_date`, `invalid_range`, `invalid_value`
   */
  create(actor: Actor, tripId: number, booking: NewReservation, options?: BookingOptions): Promise<Reservation>
  /**
   * Works on transport too, but leaves its kind to `transports`. A new date moves it to that day. Hotels have no time of
   * their own: their dates are the stay's.
   *
   * @throws {NotFoundError} `reservation_not_found` @throws {InvalidInputError} as `create`, and `nothing_to_update`
   */
  update(
    actor: Actor,
    tripId: number,
    reservationId: number,
    changes: ReservationChanges,
    options?: BookingOptions
  ): Promise<Reservation>
  /** Its stay and its expense go with it. @throws {NotFoundError} `reservation_not_found` */
  delete(actor: Actor, tripId: number, reservationId: number): Promise<void>
  /**
   * Sets where bookings stand among everything on one day, or in general.
   *
   * @throws {NotFoundError} `reservation_not_found`, `day_not_found`
   */
  reorder(actor: Actor, tripId: number, positions: BookingPosition[], dayId?: number): Promise<void>
  /**
   * Makes the stay of a hotel booking or changes the one it has. Asks `day_edit` too.
   *
   * @throws {NotFoundError} `reservation_not_found`
   * @throws {InvalidInputError} `not_hotel`, `foreign_reference`, `invalid_range`, `invalid_time`
   */
  linkHotel(actor: Actor, tripId: number, reservationId: number, stay: HotelStay): Promise<Reservation>
}

export function createReservationService(db: Database): ReservationService {
  return {
    async list(actor, tripId) {
      await requireAccess(db, actor, tripId)
      return (await loadBookings(db, eq(reservations.tripId, tripId))).map(toReservation)
    },

    create: (actor, tripId, booking, { withExpense = false } = {}) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'reservation_edit', tripId)
        const { type, title, price } = booking
        const stay = stayIn(booking)
        await checkReferences(tx, tripId, { ...stay, ...booking })
        const columns = toColumns({ ...booking, title })
        const dayId = booking.day_id ?? (type === 'hotel' ? null : await dayOf(tx, tripId, columns.reservationTime))
        const [row] = await tx
          .insert(reservations)
          .values({
            ...columns,
            title: columns.title,
            tripId,
            type,
            dayId,
            location: booking.location ?? null,
            placeId: booking.place_id ?? null,
            assignmentId: booking.assignment_id ?? null,
            metadata: withPrice(null, price)
          })
          .returning()
        if (!row) throw new Error('the booking was not kept')
        const also = stay ? [await makeStay(tx, actor, row, stay)] : []
        also.push(...(await keepPrice(tx, actor, row, booking, withExpense)))
        return tellBooking(tx, actor, 'created', await getBooking(tx, tripId, row.id), also)
      }),

    update: (actor, tripId, reservationId, changes, { withExpense = false } = {}) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'reservation_edit', tripId)
        const booking = await getBooking(tx, tripId, reservationId)
        if (Object.values(changes).every((value) => value === undefined))
          throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
        checkType(booking, changes.type)
        await checkReferences(tx, tripId, changes)
        const [row] = await tx
          .update(reservations)
          .set(await changedColumns(tx, booking, changes))
          .where(eq(reservations.id, reservationId))
          .returning()
        if (!row) throw new Error('the booking was not kept')
        const also = await changeStayWith(tx, row, changes)
        also.push(...(await keepPrice(tx, actor, row, changes, withExpense)))
        return tellBooking(tx, actor, 'updated', await getBooking(tx, tripId, reservationId), also)
      }),

    delete: (actor, tripId, reservationId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'reservation_edit', tripId)
        await deleteBooking(tx, actor, (await getBooking(tx, tripId, reservationId)).row)
      }),

    reorder: (actor, tripId, positions, dayId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'reservation_edit', tripId)
        const where = dayId === undefined ? undefined : await requireDay(tx, tripId, dayId)
        if (!(await setPositions(tx, tripId, positions, dayId))) return
        await publish(tx, actor, {
          type: 'reservation:positions',
          tripId,
          ids: dayId === undefined ? {} : { dayId },
          what: 'the order of bookings',
          where
        })
      }),

    linkHotel: (actor, tripId, reservationId, stay) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'reservation_edit', tripId)
        const { row } = await getBooking(tx, tripId, reservationId)
        if (row.type !== 'hotel') throw notHotel()
        await checkReferences(tx, tripId, { ...stay })
        const { accommodationId } = row
        const also = await (accommodationId === null
          ? makeStay(tx, actor, row, stay)
          : moveStay(tx, actor, { tripId, accommodationId }, stay))
        return tellBooking(tx, actor, 'updated', await getBooking(tx, tripId, reservationId), [also])
      })
  }
}

const BOOKING_TYPES: readonly string[] = ['hotel', 'restaurant', 'event', 'tour', 'activity', 'other']

function checkType({ row }: Booking, type: string | undefined): void {
  if (type === undefined || type === row.type) return
  if (!BOOKING_TYPES.includes(row.type))
    throw new InvalidInputError('invalid_value', `type: this is a ${row.type}, which stays transport`)
  if (row.accommodationId !== null) {
    throw new InvalidInputError(
      'invalid_value',
      'type: a hotel booking with a stay stays one. Delete it and make another booking'
    )
  }
}

async function changedColumns(tx: Database, { row }: Booking, changes: ReservationChanges) {
  const { reservationTime: time, ...columns } = toColumns(changes)
  const isHotel = (changes.type ?? row.type) === 'hotel'
  checkLocalRange(time, row.reservationEndTime)
  return {
    ...columns,
    ...present({
      type: changes.type,
      location: changes.location,
      placeId: changes.place_id,
      assignmentId: changes.assignment_id
    }),
    ...(time !== undefined && { reservationTime: time }),
    ...(time != null && !isHotel && { dayId: (await dayOf(tx, row.tripId, time)) ?? row.dayId }),
    ...(isHotel && { reservationTime: null }),
    metadata: withPrice(row.metadata, changes.price)
  }
}
