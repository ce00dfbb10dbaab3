import type { DayAssignment } from '../assignments/assignment.schema.ts'
import type { Day } from '../days/day.schema.ts'
import type { Booking } from '../reservations/reservation.row.ts'
import { addDays } from '../values/calendar-date.ts'
import { bookingEvent } from './booking-event.ts'
import {
  type CalendarZones,
  createCalendarZones,
  dateProperty,
  escape,
  event,
  fold,
  timeProperty
} from './icalendar.ts'
import type { Trip } from './trip.schema.ts'

/**
 * A trip as iCalendar (RFC 5545): the whole trip and its days as all-day events, visits with a time and bookings in the
 * zone of where they are. Without coordinates, or in a zone nobody knows, a time floats.
 */
export function exportCalendar(
  trip: Trip,
  days: Day[],
  bookings: Booking[],
  options: { withCodes: boolean }
): { ics: string; filename: string } {
  const stamp = trip.updated_at.replace(/[-:]|\.\d+/g, '')
  const zones = createCalendarZones()
  const dates = new Map(days.map(({ id, date }) => [id, date]))
  const events = [
    ...tripEvent(trip, stamp),
    ...days.flatMap((day) => dayEvents(day, stamp, zones)),
    ...bookings.flatMap((booking) => bookingEvent(booking, { stamp, zones, dates, ...options }))
  ]
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//TREK//Trip planner//EN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escape(trip.title)}`,
    ...zones.lines(),
    ...events,
    'END:VCALENDAR'
  ]
  return {
    ics: `${lines.map(fold).join('\r\n')}\r\n`,
    filename: `${trip.title.replace(/[^\p{L}\p{N}_ .-]/gu, '_')}.ics`
  }
}

function tripEvent(trip: Trip, stamp: string): string[] {
  if (!trip.start_date || !trip.end_date) return []
  return event(`trip-${trip.id}`, stamp, [
    dateProperty('DTSTART', trip.start_date),
    dateProperty('DTEND', addDays(trip.end_date, 1)),
    `SUMMARY:${escape(trip.title)}`,
    ...(trip.description ? [`DESCRIPTION:${escape(trip.description)}`] : [])
  ])
}

function dayEvents(
  { id, date, title, day_number: number, assignments, notes_items: notes }: Day,
  stamp: string,
  zones: CalendarZones
): string[] {
  if (date === null) return []
  const timed = assignments.filter(({ place }) => place.place_time !== null)
  const items = [
    ...assignments.filter(({ place }) => place.place_time === null).map(({ place }) => `• ${place.name}`),
    ...notes.map((note) => `• ${note.time ? `${note.time}: ` : ''}${note.text}`)
  ]
  const visits = timed.flatMap((visit) => visitEvent(visit, date, stamp, zones))
  if (items.length === 0) return visits
  const overview = event(`day-${id}`, stamp, [
    dateProperty('DTSTART', date),
    dateProperty('DTEND', addDays(date, 1)),
    `SUMMARY:${escape(title ?? `Day ${number}`)}`,
    `DESCRIPTION:${escape(items.join('\n'))}`
  ])
  return [...visits, ...overview]
}

function visitEvent({ id, notes, place }: DayAssignment, date: string, stamp: string, zones: CalendarZones): string[] {
  const zone = zones.at(place)
  const start = place.place_time ?? ''
  const end = place.end_time
  const details = [notes, place.notes, place.address].filter((text) => text !== null && text !== '').join('\n')
  return event(`assign-${id}`, stamp, [
    timeProperty('DTSTART', date, start, zone),
    // A visit that ends "before" it starts ends after midnight; an end has to be another time (RFC 5545 section 3.8.2.2).
    ...(end === null || end === start ? [] : [timeProperty('DTEND', end < start ? addDays(date, 1) : date, end, zone)]),
    `SUMMARY:${escape(place.name)}`,
    ...(details === '' ? [] : [`DESCRIPTION:${escape(details)}`]),
    ...(place.address ? [`LOCATION:${escape(place.address)}`] : [])
  ])
}
