import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import { freezeBudget } from '../budget/currency-change.ts'
import type { Database } from '../database.ts'
import { loadDays } from '../days/day-list.ts'
import type { Day } from '../days/day.schema.ts'
import { days } from '../days/day.table.ts'
import { InvalidInputError } from '../errors.ts'
import { peopleOf, publish, publishAll } from '../events.ts'
import { type ExchangeRates, findRates } from '../exchange-rates.ts'
import { followVisits, leaveJourneys } from '../journeys/suggestions.ts'
import { loadPeople } from '../members/member.service.ts'
import type { TripPeople } from '../members/member.schema.ts'
import { type Action, requireAccess, requireAction, requirePermission } from '../permissions.ts'
import { places } from '../places/place.table.ts'
import { moveVacation } from '../vacay/trip-dates.ts'
import { loadBookings } from '../reservations/reservation.row.ts'
import { reservations } from '../reservations/reservation.table.ts'
import { noteStays } from '../stays/lost-stays.ts'
import { checkCalendarDate, datesBetween, daysBetween } from '../values/calendar-date.ts'
import { checkCurrency } from '../values/currency.ts'
import type { Page, PageRequest } from '../values/page.ts'
import { present } from '../values/present.ts'
import { checkText } from '../values/text.ts'
import { exportCalendar } from './calendar-export.ts'
import { copyTrip } from './copy.ts'
import { redateDays, undateDays } from './date-change.ts'
import { MAX_TRIP_DAYS, tooLong } from './length.ts'
import { createTripReader, getTrip } from './trip.row.ts'
import type { NewTrip, Trip, TripChanges } from './trip.schema.ts'
import { trips } from './trip.table.ts'

const UNDATED_DAYS = 7

export interface TripSummary {
  trip: Trip
  people: TripPeople
  days: Day[]
}

export interface TripService {
  /** Trips the actor owns or belongs to, newest first; archived ones only when asked for. */
  list(actor: Actor, options?: { includeArchived?: boolean | undefined }): Promise<Trip[]>
  /** The same in pages. @throws {InvalidInputError} `invalid_value` for a cursor that no page gave */
  page(actor: Actor, options?: PageRequest & { includeArchived?: boolean | undefined }): Promise<Page<Trip>>
  /** @throws {NotFoundError} `trip_not_found` */
  get(actor: Actor, tripId: number): Promise<Trip>
  /** Everything about a trip, in the same few queries however long it is. @throws {NotFoundError} `trip_not_found` */
  summary(actor: Actor, tripId: number): Promise<TripSummary>
  /**
   * Makes a trip of the actor's: a day for each date, or seven undated ones. Asks `trip_create`.
   *
   * @throws {InvalidInputError} `invalid_date`, `invalid_range` (also for more than `maxDays` days), `invalid_currency`
   */
  create(actor: Actor, trip: NewTrip, options?: { maxDays?: number }): Promise<Trip>
  /**
   * Changes what is given. New dates move the days, and a new start the owner's vacation; a new currency leaves every amount
   * as it is and in the currency it was in. Asks `trip_archive` and `trip_cover_upload` for those fields, `trip_edit` for
   * all others.
   */
  update(actor: Actor, tripId: number, changes: TripChanges): Promise<Trip>
  /** Removes the trip and all in it. Asks `trip_delete`. */
  delete(actor: Actor, tripId: number): Promise<void>
  /** A copy owned by the actor. Asks `trip_create`. */
  copy(actor: Actor, tripId: number, title?: string): Promise<Trip>
  /** The trip as iCalendar text. Whoever has a booking's code can change it, so codes are left out unless asked for. */
  exportCalendar(
    actor: Actor,
    tripId: number,
    options?: { withCodes?: boolean | undefined }
  ): Promise<{ ics: string; filename: string }>
}

export function createTripService(db: Database, exchangeRates?: ExchangeRates): TripService {
  const reader = createTripReader(db)

  return {
    list: (actor, { includeArchived = false } = {}) => reader.list(actor, { includeArchived }),

    page: async (actor, { includeArchived = false, ...request } = {}) =>
      reader.page(actor, { includeArchived, ...request }),

    get: (actor, tripId) => reader.get(actor, tripId),

    async summary(actor, tripId) {
      const trip = await reader.get(actor, tripId)
      return { trip, people: await loadPeople(db, tripId), days: await loadDays(db, tripId) }
    },

    create: (actor, trip, { maxDays = MAX_TRIP_DAYS } = {}) =>
      db.transaction(async (tx) => {
        await requireAction(tx, actor, 'trip_create')
        const dates = checkDates(trip.start_date ?? null, trip.end_date ?? null, maxDays)
        const [row] = await tx
          .insert(trips)
          .values({
            userId: actor.userId,
            title: checkText(trip.title, 'title'),
            description: trip.description ?? null,
            startDate: dates[0] ?? null,
            endDate: dates.at(-1) ?? null,
            ...(trip.currency !== undefined && { currency: checkCurrency(trip.currency) })
          })
          .returning({ id: trips.id })
        if (!row) throw new Error('the trip was not kept')
        const rows = dates.length > 0 ? dates : Array.from({ length: UNDATED_DAYS }, () => null)
        await tx.insert(days).values(rows.map((date, i) => ({ tripId: row.id, dayNumber: i + 1, date })))
        await publish(tx, actor, { type: 'trip:created', tripId: row.id, what: trip.title })
        return getTrip(tx, actor, row.id)
      }),

    async update(actor, tripId, changes) {
      await requireAccess(db, actor, tripId)
      const newCurrency = changes.currency === undefined ? undefined : checkCurrency(changes.currency)
      // Asked before the transaction, which holds the trip's lock.
      const rates = newCurrency === undefined ? undefined : await findRates(exchangeRates, newCurrency)
      return db.transaction(async (tx) => {
        for (const action of actionsOf(changes)) await requirePermission(tx, actor, action, tripId)
        const before = await getTrip(tx, actor, tripId)
        const columns = present({
          title: changes.title === undefined ? undefined : checkText(changes.title, 'title'),
          description: changes.description,
          coverImage: changes.cover_image,
          isArchived: changes.is_archived,
          currency: newCurrency
        })
        const lostStays = await noteStays(tx, tripId)
        const newDates = await changeDates(tx, actor, before, changes)
        if (Object.keys(columns).length === 0 && !newDates) {
          throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
        }
        if (newCurrency !== undefined && newCurrency !== before.currency) {
          await keepPlaceCurrencies(tx, before)
          await freezeBudget(tx, before, newCurrency, rates)
        }
        await tx
          .update(trips)
          .set({ ...columns, ...newDates, updatedAt: sql`clock_timestamp()` })
          .where(eq(trips.id, tripId))
        if (newDates) await followVisits(tx, actor, tripId)
        await publishAll(tx, actor, {
          tripId,
          events: [{ type: 'trip:updated', ids: {} }, ...(newDates ? await lostStays() : [])],
          what: columns.title ?? before.title
        })
        return getTrip(tx, actor, tripId)
      })
    },

    delete: (actor, tripId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'trip_delete', tripId)
        const audience = await peopleOf(tx, tripId)
        await leaveJourneys(tx, actor, tripId)
        const { title } = await getTrip(tx, actor, tripId)
        await tx.delete(trips).where(eq(trips.id, tripId))
        await publish(tx, actor, { type: 'trip:deleted', tripId, what: title, audience })
      }),

    copy: (actor, tripId, title) =>
      db.transaction(async (tx) => {
        await requireAccess(tx, actor, tripId)
        await requireAction(tx, actor, 'trip_create')
        const copyId = await copyTrip(tx, actor, tripId, title === undefined ? undefined : checkText(title, 'title'))
        const copy = await getTrip(tx, actor, copyId)
        await publish(tx, actor, { type: 'trip:created', tripId: copyId, what: copy.title })
        return copy
      }),

    async exportCalendar(actor, tripId, { withCodes = false } = {}) {
      const trip = await reader.get(actor, tripId)
      const bookings = await loadBookings(db, eq(reservations.tripId, tripId))
      return exportCalendar(trip, await loadDays(db, tripId), bookings, { withCodes })
    }
  }
}

/** What these changes do, each once; nothing is an edit too. */
function actionsOf(changes: TripChanges): Set<Action> {
  const given = Object.entries(present(changes)).map(([field]) => field)
  return new Set(given.length === 0 ? ['trip_edit'] : given.map((field) => ACTION_OF_FIELD.get(field) ?? 'trip_edit'))
}

const ACTION_OF_FIELD: ReadonlyMap<string, Action> = new Map([
  ['is_archived', 'trip_archive'],
  ['cover_image', 'trip_cover_upload']
])

/** Every date of the trip, or none. */
function checkDates(start: string | null, end: string | null, maxDays: number): string[] {
  if (start === null && end === null) return []
  if (start === null || end === null) {
    throw new InvalidInputError(
      'invalid_range',
      `${start === null ? 'start_date' : 'end_date'} is missing: give both dates or neither`
    )
  }
  checkCalendarDate(start, 'start_date')
  checkCalendarDate(end, 'end_date')
  if (end < start) throw new InvalidInputError('invalid_range', 'end_date lies before start_date')
  if (daysBetween(start, end) >= maxDays) throw tooLong(maxDays)
  return datesBetween(start, end)
}

/** Moves the days when the dates change; a date left out is the one the trip has. */
async function changeDates(tx: Database, actor: Actor, before: Trip, changes: TripChanges) {
  if (changes.start_date === undefined && changes.end_date === undefined) return undefined
  const start = changes.start_date === undefined ? before.start_date : changes.start_date
  const end = changes.end_date === undefined ? before.end_date : changes.end_date
  const dates = checkDates(start, end, MAX_TRIP_DAYS)
  if (start !== before.start_date || end !== before.end_date) {
    const mode = changes.date_shift_mode ?? 'keep_bookings'
    await (dates.length > 0 ? redateDays(tx, before.id, dates, mode) : undateDays(tx, before.id))
    await moveVacation(tx, actor, before, start)
  }
  return { startDate: start, endDate: end }
}

/** Prices in "the trip's currency" get the old one written down before the trip has another. */
async function keepPlaceCurrencies(tx: Database, { id, currency }: Trip): Promise<void> {
  await tx
    .update(places)
    .set({ currency, updatedAt: sql`clock_timestamp()` })
    .where(and(eq(places.tripId, id), isNotNull(places.price), isNull(places.currency)))
}
