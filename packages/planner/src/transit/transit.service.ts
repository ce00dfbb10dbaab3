import { and, eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import { requireDay } from '../assignments/visit.ts'
import type { Database } from '../database.ts'
import { days } from '../days/day.table.ts'
import { ConflictError, InvalidInputError } from '../errors.ts'
import { requirePermission } from '../permissions.ts'
import { tellBooking } from '../reservations/keep-booking.ts'
import { getBooking } from '../reservations/reservation.row.ts'
import type { EndpointRole, Reservation } from '../reservations/reservation.schema.ts'
import { reservations } from '../reservations/reservation.table.ts'
import { type Endpoint, replaceEndpoints } from '../transports/endpoints.ts'
import { dateIn } from '../values/local-time.ts'
import { localTimeIn, zoneAt } from '../values/time-zone.ts'
import { leadsFromTo, problemOf, timesOf } from './itinerary-rules.ts'
import type { NewTransitJourney, TransitItinerary, TransitLeg, TransitPoint } from './itinerary.schema.ts'

export interface TransitService {
  /**
   * Keeps a found connection as a confirmed booking, in local times, on the day it departs. Asks `reservation_edit`.
   *
   * @throws {NotFoundError} `trip_not_found`, `day_not_found`
   * @throws {InvalidInputError} `invalid_value` for a connection nobody could travel, `itinerary_mismatch`
   * @throws {ConflictError} `undated_day`, `date_mismatch`, `no_arrival_day`
   */
  createJourney(actor: Actor, tripId: number, journey: NewTransitJourney): Promise<Reservation>
}

export function createTransitService(db: Database): TransitService {
  return {
    createJourney: (actor, tripId, { dayId, from, to, itinerary, notes }) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'reservation_edit', tripId)
        await requireDay(tx, tripId, dayId)
        checkItinerary(itinerary, from, to)
        const endpoints = endpointsOf(itinerary, from, to)
        const departure = localTimeIn(zoneAt(from), Date.parse(itinerary.startTime))
        const arrival = localTimeIn(zoneAt(to), Date.parse(itinerary.endTime))
        await checkDepartureDay(tx, dayId, departure)
        const endDayId = await findArrivalDay(tx, tripId, arrival)
        const [row] = await tx
          .insert(reservations)
          .values({
            tripId,
            type: 'transit',
            status: 'confirmed',
            title: `${from.name} → ${to.name}`,
            dayId,
            endDayId,
            reservationTime: departure,
            reservationEndTime: arrival,
            notes: notes ?? null,
            metadata: { transit: describe(itinerary) }
          })
          .returning({ id: reservations.id })
        if (!row) throw new Error('the booking was not kept')
        await replaceEndpoints(tx, row.id, endpoints)
        return tellBooking(tx, actor, 'created', await getBooking(tx, tripId, row.id))
      })
  }
}

function checkItinerary(itinerary: TransitItinerary, from: TransitPoint, to: TransitPoint): void {
  const problem = problemOf(itinerary)
  if (problem) throw new InvalidInputError('invalid_value', `itinerary: ${problem}`)
  if (!leadsFromTo(itinerary, from, to))
    throw new InvalidInputError('itinerary_mismatch', 'The connection does not start and end at the given points')
}

async function checkDepartureDay(tx: Database, dayId: number, departure: string): Promise<void> {
  const [day] = await tx.select({ date: days.date }).from(days).where(eq(days.id, dayId))
  if (!day?.date)
    throw new ConflictError('undated_day', 'The day needs a date: give the trip dates, or take a day that has one')
  const date = dateIn(departure)
  if (day.date !== date) {
    throw new ConflictError(
      'date_mismatch',
      `The connection leaves on ${date}, local time, and the day is ${day.date}: take the day of that date`
    )
  }
}

async function findArrivalDay(tx: Database, tripId: number, arrival: string): Promise<number> {
  const date = arrival.slice(0, 10)
  const [day] = await tx
    .select({ id: days.id })
    .from(days)
    .where(and(eq(days.tripId, tripId), eq(days.date, date)))
  if (!day) throw new ConflictError('no_arrival_day', `The trip has no day for ${date}, when the connection arrives`)
  return day.id
}

/** The start, where each vehicle but the last is left, and the end. */
function endpointsOf({ legs, startTime, endTime }: TransitItinerary, from: TransitPoint, to: TransitPoint): Endpoint[] {
  const vehicles = legs.filter(({ mode }) => mode !== 'WALK')
  const stops = vehicles.slice(0, -1).map((leg) => ({ point: leg.to, moment: timesOf(leg).arrival }))
  const points: { role: EndpointRole; point: TransitPoint; moment: number }[] = [
    { role: 'from', point: from, moment: Date.parse(startTime) },
    ...stops.map((stop) => ({ role: 'stop' as const, ...stop })),
    { role: 'to', point: to, moment: Date.parse(endTime) }
  ]
  return points.map(({ role, point: { name, lat, lng }, moment }, sequence) => {
    const timezone = zoneAt({ lat, lng })
    const [localDate, localTime] = localTimeIn(timezone, moment).split('T')
    return { role, sequence, name, lat, lng, timezone, localDate, localTime }
  })
}

/** The connection as the booking keeps it; durations are seconds. */
function describe({ startTime, endTime, transfers, legs }: TransitItinerary) {
  const walks = legs.filter(({ mode }) => mode === 'WALK')
  return {
    provider: 'transitous',
    duration: (Date.parse(endTime) - Date.parse(startTime)) / 1000,
    transfers,
    walk_seconds: walks.reduce((seconds, { duration }) => seconds + duration, 0),
    legs: legs.map(describeLeg)
  }
}

function describeLeg({ from, to, ...leg }: TransitLeg) {
  return {
    mode: leg.mode,
    line: leg.line,
    line_color: leg.lineColor,
    line_text_color: leg.lineTextColor,
    headsign: leg.headsign,
    agency: leg.agency,
    duration: leg.duration,
    stops: leg.intermediateStops,
    from: { name: from.name, time: from.time ?? from.scheduledTime, track: from.track },
    to: { name: to.name, time: to.time ?? to.scheduledTime, track: to.track },
    geometry: leg.geometry,
    geometry_precision: leg.geometryPrecision
  }
}
