import { eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import { requireDay } from '../assignments/visit.ts'
import type { Database } from '../database.ts'
import { ConflictError, InvalidInputError, NotFoundError } from '../errors.ts'
import { publish, publishAll } from '../events.ts'
import { followVisits } from '../journeys/suggestions.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import { noteStays } from '../stays/lost-stays.ts'
import { MAX_TRIP_DAYS, tooLong } from '../trips/length.ts'
import { trips } from '../trips/trip.table.ts'
import { checkCalendarDate } from '../values/calendar-date.ts'
import { loadDays } from './day-list.ts'
import type { Day } from './day.schema.ts'
import { days } from './day.table.ts'
import { placeDays, positionsOf } from './numbering.ts'

/** Every method throws `trip_not_found` for a trip the actor does not reach; writes ask `day_edit`. */
export interface DayService {
  /** In order, with visits and notes. */
  list(actor: Actor, tripId: number): Promise<Day[]>
  /** Sets the title, `null` clears it; nothing else of the day changes. @throws {NotFoundError} `day_not_found` */
  updateTitle(actor: Actor, tripId: number, dayId: number, title: string | null): Promise<Day>
  /**
   * Adds a day: one with a date before those that come later, any other at the end. A date has to be free and inside the
   * trip's dates; the trip's dates are changed on the trip.
   *
   * @throws {InvalidInputError} `invalid_date`, `invalid_range` (also beyond `MAX_TRIP_DAYS`)
   * @throws {ConflictError} `date_taken`
   */
  create(
    actor: Actor,
    tripId: number,
    day?: { date?: string | null | undefined; notes?: string | null | undefined }
  ): Promise<Day>
  /** Removes a day with its visits, notes and the stays that begin or end on it; bookings stay, later days move up. @throws {NotFoundError} `day_not_found` */
  delete(actor: Actor, tripId: number, dayId: number): Promise<void>
}

export function createDayService(db: Database): DayService {
  return {
    async list(actor, tripId) {
      await requireAccess(db, actor, tripId)
      return loadDays(db, tripId)
    },

    updateTitle: (actor, tripId, dayId, title) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'day_edit', tripId)
        await requireDay(tx, tripId, dayId)
        await tx
          .update(days)
          .set({ title: title?.trim() || null })
          .where(eq(days.id, dayId))
        const day = await getDay(tx, tripId, dayId)
        await publish(tx, actor, { type: 'day:updated', tripId, ids: { dayId }, ...labelOf(day) })
        return day
      }),

    create: (actor, tripId, { date, notes } = {}) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'day_edit', tripId)
        const positions = await positionsOf(tx, tripId)
        if (positions.length >= MAX_TRIP_DAYS) throw tooLong(MAX_TRIP_DAYS)
        if (date != null) await checkFree(tx, tripId, date, positions)
        const [row] = await tx
          .insert(days)
          .values({ tripId, dayNumber: positions.length + 1, date: date ?? null, notes: notes ?? null })
          .returning({ id: days.id })
        if (!row) throw new Error('the day was not kept')
        const next = positions.findIndex((day) => date != null && day.date !== null && day.date > date)
        if (next >= 0) await placeDays(tx, tripId, positions.toSpliced(next, 0, { id: row.id, date: date ?? null }))
        const day = await getDay(tx, tripId, row.id)
        await publish(tx, actor, { type: 'day:created', tripId, ids: { dayId: row.id }, ...labelOf(day) })
        return day
      }),

    delete: (actor, tripId, dayId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'day_edit', tripId)
        const label = labelOf(await getDay(tx, tripId, dayId))
        const kept = (await positionsOf(tx, tripId)).filter(({ id }) => id !== dayId)
        const lostStays = await noteStays(tx, tripId)
        await placeDays(tx, tripId, kept)
        await followVisits(tx, actor, tripId)
        await publishAll(tx, actor, {
          tripId,
          events: [{ type: 'day:deleted', ids: { dayId } }, ...(await lostStays())],
          ...label
        })
      })
  }
}

async function checkFree(
  tx: Database,
  tripId: number,
  date: string,
  positions: { date: string | null }[]
): Promise<void> {
  checkCalendarDate(date, 'date')
  if (positions.some((position) => position.date === date)) {
    throw new ConflictError('date_taken', `The trip has a day on ${date} already`)
  }
  const [trip] = await tx.select({ start: trips.startDate, end: trips.endDate }).from(trips).where(eq(trips.id, tripId))
  if (trip?.start && trip.end && (date < trip.start || date > trip.end)) {
    throw new InvalidInputError(
      'invalid_range',
      `The trip lasts from ${trip.start} to ${trip.end}: change the trip's dates to add a day outside`
    )
  }
}

/** A day by its title, where it has one. */
function labelOf({ day_number: dayNumber, title, date }: Day): { what: string; where?: string } {
  const number = `Day ${dayNumber}`
  return title === null ? { what: number, ...(date !== null && { where: date }) } : { what: title, where: number }
}

async function getDay(tx: Database, tripId: number, dayId: number): Promise<Day> {
  const day = (await loadDays(tx, tripId)).find(({ id }) => id === dayId)
  if (!day) throw new NotFoundError('day_not_found', 'Day not found')
  return day
}
