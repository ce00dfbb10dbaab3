import { eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { publish } from '../events.ts'
import { notifyOfBooking } from '../notifications/booking-change.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import type { NewPlace, Place } from '../places/place.schema.ts'
import { insertPlace } from '../places/place.service.ts'
import { bookStay, followStay } from '../reservations/hotel-booking.ts'
import { deleteBooking } from '../reservations/keep-booking.ts'
import { getBooking } from '../reservations/reservation.row.ts'
import { changeStay, insertStay } from './keep-stay.ts'
import { getStay, loadStays } from './stay.row.ts'
import type { Accommodation, NewStay, StayChanges } from './stay.schema.ts'
import { dayAccommodations } from './stay.table.ts'

/**
 * Stays, each with the hotel booking that goes with it. Every method throws `trip_not_found` for a trip the actor does not
 * reach; writes ask `day_edit` and, for the booking, `reservation_edit`.
 */
export interface StayService {
  /** In the order of their first days. */
  list(actor: Actor, tripId: number): Promise<Accommodation[]>
  /**
   * Makes the stay and its confirmed booking, named like the place.
   *
   * @throws {NotFoundError} `place_not_found`, `day_not_found`
   * @throws {InvalidInputError} `invalid_range` when it ends before it starts, `invalid_time`
   */
  create(actor: Actor, tripId: number, stay: NewStay): Promise<Accommodation>
  /** A new place and a stay there, both or neither. Asks `place_edit` as well. Throws as `create`. */
  createWithPlace(
    actor: Actor,
    tripId: number,
    place: NewPlace,
    stay: Omit<NewStay, 'place_id'>
  ): Promise<{ place: Place; accommodation: Accommodation }>
  /**
   * The booking follows: its day, code and times.
   *
   * @throws {NotFoundError} `accommodation_not_found`, `place_not_found`, `day_not_found`
   * @throws {InvalidInputError} `invalid_range`, `invalid_time`, `nothing_to_update`
   */
  update(actor: Actor, tripId: number, stayId: number, changes: StayChanges): Promise<Accommodation>
  /**
   * Removes the stay with its booking and that booking's expense; answers with the id of the booking.
   *
   * @throws {NotFoundError} `accommodation_not_found`
   */
  delete(actor: Actor, tripId: number, stayId: number): Promise<number | null>
}

export function createStayService(db: Database): StayService {
  return {
    async list(actor, tripId) {
      await requireAccess(db, actor, tripId)
      return loadStays(db, eq(dayAccommodations.tripId, tripId))
    },

    create: (actor, tripId, stay) =>
      db.transaction(async (tx) => {
        await requireStayPermission(tx, actor, tripId)
        return makeStay(tx, actor, tripId, stay)
      }),

    createWithPlace: (actor, tripId, newPlace, stay) =>
      db.transaction(async (tx) => {
        await requireStayPermission(tx, actor, tripId)
        await requirePermission(tx, actor, 'place_edit', tripId)
        const place = await insertPlace(tx, actor, tripId, newPlace)
        return { place, accommodation: await makeStay(tx, actor, tripId, { ...stay, place_id: place.id }) }
      }),

    update: (actor, tripId, stayId, changes) =>
      db.transaction(async (tx) => {
        await requireStayPermission(tx, actor, tripId)
        await changeStay(tx, await getStay(tx, tripId, stayId), changes)
        const stay = await getStay(tx, tripId, stayId)
        await followStay(tx, stay)
        await tell(tx, actor, 'updated', stay)
        return stay
      }),

    delete: (actor, tripId, stayId) =>
      db.transaction(async (tx) => {
        await requireStayPermission(tx, actor, tripId)
        const stay = await getStay(tx, tripId, stayId)
        if (stay.reservation_id === null) {
          await tx.delete(dayAccommodations).where(eq(dayAccommodations.id, stayId))
          await tell(tx, actor, 'deleted', stay)
        } else {
          await deleteBooking(tx, actor, (await getBooking(tx, tripId, stay.reservation_id)).row)
        }
        return stay.reservation_id
      })
  }
}

async function requireStayPermission(tx: Database, actor: Actor, tripId: number): Promise<void> {
  await requirePermission(tx, actor, 'day_edit', tripId)
  await requirePermission(tx, actor, 'reservation_edit', tripId)
}

async function makeStay(tx: Database, actor: Actor, tripId: number, newStay: NewStay): Promise<Accommodation> {
  const stayId = await insertStay(tx, tripId, newStay)
  await bookStay(tx, await getStay(tx, tripId, stayId))
  const stay = await getStay(tx, tripId, stayId)
  await tell(tx, actor, 'created', stay)
  return stay
}

/** Tells of a stay and of the booking that changed with it. */
async function tell(
  tx: Database,
  actor: Actor,
  change: 'created' | 'updated' | 'deleted',
  {
    id: accommodationId,
    trip_id: tripId,
    reservation_id: reservationId,
    reservation_title: title,
    place_name: place
  }: Accommodation
): Promise<void> {
  const what = title ?? place ?? 'Hotel'
  await publish(tx, actor, { type: `accommodation:${change}`, tripId, ids: { accommodationId }, what })
  if (reservationId === null) return
  await publish(tx, actor, { type: `reservation:${change}`, tripId, ids: { reservationId }, what })
  await notifyOfBooking(tx, actor, change, { tripId, title: what })
}
