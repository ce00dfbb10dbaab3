import { asc, desc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import type { DayPosition } from '../days/numbering.ts'
import { days } from '../days/day.table.ts'
import { dayAccommodations } from '../stays/stay.table.ts'
import { daysBetween } from '../values/calendar-date.ts'
import { dateIn, shiftLocalTime } from '../values/local-time.ts'
import { reservationDayPositions, reservationEndpoints, reservations } from './reservation.table.ts'

/** What a trip's days were, in order, and what they become. */
export interface DateMove {
  tripId: number
  before: DayPosition[]
  after: DayPosition[]
}

/** Where a booking is, and when. */
interface Scheduled {
  id: number
  dayId: number | null
  endDayId: number | null
  reservationTime: string | null
  reservationEndTime: string | null
  /** The dates of its first and last endpoint, which count where its times have none. */
  departureDate: string | null
  arrivalDate: string | null
}

/** Bookings that keep their dates go to the rows that now hold them, if any do. Hotels with a stay go with it. */
export async function anchorBookings(tx: Database, { tripId, before, after }: DateMove): Promise<void> {
  const dayByDate = new Map(after.map(({ id, date }) => [date, id]))
  const dateByDay = new Map(before.map(({ id, date }) => [id, date]))
  const moved = (await scheduledOf(tx, tripId)).flatMap((booking) => {
    const startDate = dateIn(booking.reservationTime) ?? booking.departureDate
    if (startDate === null) return []
    const endDate = dateIn(booking.reservationEndTime) ?? booking.arrivalDate ?? dateByDay.get(booking.endDayId ?? 0)
    const dayId = dayByDate.get(startDate) ?? booking.dayId
    const endDayId = booking.endDayId === null ? null : (dayByDate.get(endDate ?? null) ?? booking.endDayId)
    return dayId === booking.dayId && endDayId === booking.endDayId ? [] : { ...booking, dayId, endDayId }
  })
  await reschedule(tx, moved)
  await forgetPositions(
    tx,
    moved.map(({ id }) => id)
  )
}

/**
 * Bookings that move with their days: by as many days as the row they are on, times of day kept, the dates of their
 * endpoints too. Hotels with a stay go with it.
 */
export async function shiftBookings(tx: Database, { tripId, before, after }: DateMove): Promise<void> {
  const newDates = new Map(after.map(({ id, date }) => [id, date]))
  const oldDates = new Map(before.map(({ id, date }) => [id, date]))
  const shifts = (await scheduledOf(tx, tripId)).flatMap((booking) => {
    const newDate = newDates.get(booking.dayId ?? 0)
    const oldDate = oldDates.get(booking.dayId ?? 0) ?? dateIn(booking.reservationTime)
    if (newDate == null || oldDate == null || newDate === oldDate) return []
    return { booking, days: daysBetween(oldDate, newDate) }
  })
  await reschedule(
    tx,
    shifts.map(({ booking, days: howMany }) => ({
      ...booking,
      reservationTime: shiftLocalTime(booking.reservationTime, howMany),
      reservationEndTime: shiftLocalTime(booking.reservationEndTime, howMany)
    }))
  )
  await shiftEndpoints(
    tx,
    shifts.map(({ booking, days: howMany }) => ({ id: booking.id, days: howMany }))
  )
}

/** Puts the bookings of stays on the first days of these, with their dates. */
export async function followStays(tx: Database, tripId: number): Promise<void> {
  await tx.execute(sql`
    update ${reservations} as booking set
      day_id = stay.start_day_id,
      reservation_time = case
        when booking.reservation_time like '____-%' and day.date is not null
          then day.date::text || substr(booking.reservation_time, 11)
        else booking.reservation_time
      end
    from ${dayAccommodations} as stay join ${days} as day on day.id = stay.start_day_id
    where booking.accommodation_id = stay.id and booking.trip_id = ${tripId}`)
}

/** The bookings of a trip, but for those of stays. */
async function scheduledOf(tx: Database, tripId: number): Promise<Scheduled[]> {
  const dateAt = (end: SQL) =>
    sql<string | null>`(${tx
      .select({ date: reservationEndpoints.localDate })
      .from(reservationEndpoints)
      .where(eq(reservationEndpoints.reservationId, reservations.id))
      .orderBy(end)
      .limit(1)})`
  const rows = await tx
    .select({
      id: reservations.id,
      dayId: reservations.dayId,
      endDayId: reservations.endDayId,
      reservationTime: reservations.reservationTime,
      reservationEndTime: reservations.reservationEndTime,
      departureDate: dateAt(asc(reservationEndpoints.sequence)),
      arrivalDate: dateAt(desc(reservationEndpoints.sequence)),
      accommodationId: reservations.accommodationId
    })
    .from(reservations)
    .where(eq(reservations.tripId, tripId))
  return rows.flatMap(({ accommodationId, ...booking }) => (accommodationId === null ? booking : []))
}

async function reschedule(tx: Database, bookings: Scheduled[]): Promise<void> {
  if (bookings.length === 0) return
  await tx.execute(sql`
    update ${reservations} as booking set
      day_id = given."dayId",
      end_day_id = given."endDayId",
      reservation_time = given."reservationTime",
      reservation_end_time = given."reservationEndTime"
    from jsonb_to_recordset(${JSON.stringify(bookings)}::text::jsonb) as given(
      id integer, "dayId" integer, "endDayId" integer, "reservationTime" text, "reservationEndTime" text)
    where booking.id = given.id`)
}

async function shiftEndpoints(tx: Database, shifts: { id: number; days: number }[]): Promise<void> {
  if (shifts.length === 0) return
  await tx.execute(sql`
    update ${reservationEndpoints} as endpoint set local_date = (endpoint.local_date::date + given.days)::text
    from jsonb_to_recordset(${JSON.stringify(shifts)}::text::jsonb) as given(id integer, days integer)
    where endpoint.reservation_id = given.id and endpoint.local_date is not null`)
}

/** Positions on days that bookings have left say nothing any more. */
async function forgetPositions(tx: Database, reservationIds: number[]): Promise<void> {
  if (reservationIds.length === 0) return
  await tx.delete(reservationDayPositions).where(inArray(reservationDayPositions.reservationId, reservationIds))
}
