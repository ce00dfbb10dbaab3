import { localTimeAt } from '../transports/endpoints.ts'
import type { Booking } from '../reservations/reservation.row.ts'
import { addDays } from '../values/calendar-date.ts'
import { clockTimeIn, dateIn } from '../values/local-time.ts'
import { type CalendarZones, dateProperty, escape, event, timeProperty } from './icalendar.ts'

interface Surroundings {
  stamp: string
  zones: CalendarZones
  /** The dates of the trip's days, by id. */
  dates: ReadonlyMap<number, string | null>
  /** Whether booking codes are told. */
  withCodes: boolean
}

/** A booking as an event: a stay from its first day to its last, all else at its time. None without any date. */
export function bookingEvent(booking: Booking, surroundings: Surroundings): string[] {
  const times = booking.stay ? stayTimes(booking.stay, surroundings) : bookingTimes(booking, surroundings)
  if (times.length === 0) return []
  const { row, stayPlace, place, endpoints } = booking
  const location =
    row.location ?? stayPlace?.address ?? place?.address ?? stayPlace?.name ?? place?.name ?? endpoints[0]?.name
  return event(`res-${row.id}`, surroundings.stamp, [
    ...times,
    `SUMMARY:${escape(row.title)}`,
    `DESCRIPTION:${escape(describe(booking, surroundings.withCodes))}`,
    ...(location ? [`LOCATION:${escape(location)}`] : []),
    ...(row.status === 'cancelled' ? ['STATUS:CANCELLED'] : [])
  ])
}

function stayTimes({ startDayId, endDayId }: NonNullable<Booking['stay']>, { dates }: Surroundings): string[] {
  const [start, end] = [dates.get(startDayId), dates.get(endDayId)]
  return start && end ? [dateProperty('DTSTART', start), dateProperty('DTEND', addDays(end, 1))] : []
}

function bookingTimes({ row, day, place, endpoints }: Booking, { zones }: Surroundings): string[] {
  const [first, last] = [endpoints[0], endpoints.at(-1)]
  const zoneOf = (endpoint: typeof first) =>
    endpoint ? (zones.named(endpoint.timezone) ?? zones.at(endpoint)) : zones.at(place)
  const isDated = dateIn(row.reservationTime) !== undefined
  const start = isDated ? row.reservationTime : (localTimeAt(first) ?? row.reservationTime)
  // A booking with only a time of day is on the date of its day.
  const startDate = dateIn(start) ?? (start === null ? undefined : day?.date)
  if (startDate == null) return []
  const startTime = clockTimeIn(start)
  const end = row.reservationEndTime ?? localTimeAt(last)
  if (startTime === undefined) {
    const endDate = dateIn(end) ?? startDate
    const lastDate = endDate < startDate ? startDate : endDate
    return [dateProperty('DTSTART', startDate), dateProperty('DTEND', addDays(lastDate, 1))]
  }
  const endTime = clockTimeIn(end)
  const [startZone, endZone] = [zoneOf(first), zoneOf(last)]
  const dtstart = timeProperty('DTSTART', startDate, startTime, startZone)
  if (endTime === undefined) return [dtstart]
  const endDate = dateIn(end) ?? (endTime < startTime ? addDays(startDate, 1) : startDate)
  const isBackwards = startZone === endZone && `${endDate}T${endTime}` <= `${startDate}T${startTime}`
  return isBackwards ? [dtstart] : [dtstart, timeProperty('DTEND', endDate, endTime, endZone)]
}

/** What people want to have at hand when it is time. */
function describe({ row, endpoints }: Booking, withCodes: boolean): string {
  const { metadata } = row
  const said = (label: string, key: string) => {
    const value = metadata?.[key]
    return typeof value === 'string' && value !== '' ? `${label}: ${value}` : undefined
  }
  const lines = [
    `Type: ${row.type}`,
    withCodes && row.confirmationNumber ? `Confirmation: ${row.confirmationNumber}` : undefined,
    said('Check-in', 'check_in_time'),
    said('Check-out', 'check_out_time'),
    said('Airline', 'airline'),
    said('Flight', 'flight_number'),
    said('Train', 'train_number'),
    said('Platform', 'platform'),
    said('Seat', 'seat'),
    endpoints.length > 1 ? `Route: ${endpoints.map(({ code, name }) => code ?? name).join(' → ')}` : undefined,
    row.notes ?? undefined
  ]
  return lines.filter((line) => line !== undefined).join('\n')
}
