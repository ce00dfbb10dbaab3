import tzLookup from '@photostructure/tz-lookup'
import { tzlib_get_ical_block as timeZoneBlock } from 'timezones-ical-library'
import type { DayAssignment } from '../assignments/assignment.schema.ts'
import type { Day } from '../days/day.schema.ts'
import { addDays } from '../values/calendar-date.ts'
import type { Trip } from './trip.schema.ts'

interface Zone {
  id: string
  /** The VTIMEZONE component. */
  block: string
}

/**
 * A trip as iCalendar (RFC 5545): the whole trip and its days as all-day events, visits with a time as timed ones in the
 * zone of their place. Without coordinates, or in a zone nobody knows, a time floats.
 */
export function exportCalendar(trip: Trip, days: Day[]): { ics: string; filename: string } {
  const stamp = trip.updated_at.replace(/[-:]|\.\d+/g, '')
  const zones = new Map<string, Zone>()
  const events = [...tripEvent(trip, stamp), ...days.flatMap((day) => dayEvents(day, stamp, zones))]
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//TREK//Trip planner//EN',
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escape(trip.title)}`,
    ...[...zones.values()].flatMap(({ block }) => block.trim().split(/\r?\n/)),
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
    `DTSTART;VALUE=DATE:${compact(trip.start_date)}`,
    `DTEND;VALUE=DATE:${compact(addDays(trip.end_date, 1))}`,
    `SUMMARY:${escape(trip.title)}`,
    ...(trip.description ? [`DESCRIPTION:${escape(trip.description)}`] : [])
  ])
}

function dayEvents(
  { id, date, title, day_number: number, assignments, notes_items: notes }: Day,
  stamp: string,
  zones: Map<string, Zone>
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
    `DTSTART;VALUE=DATE:${compact(date)}`,
    `DTEND;VALUE=DATE:${compact(addDays(date, 1))}`,
    `SUMMARY:${escape(title ?? `Day ${number}`)}`,
    `DESCRIPTION:${escape(items.join('\n'))}`
  ])
  return [...visits, ...overview]
}

function visitEvent(
  { id, notes, place }: DayAssignment,
  date: string,
  stamp: string,
  zones: Map<string, Zone>
): string[] {
  const zone = zoneOf(place, zones)
  const moment = (time: string, day = date) =>
    `${zone ? `;TZID=${zone.id}` : ''}:${compact(day)}T${time.replace(':', '')}00`
  const start = place.place_time ?? ''
  const end = place.end_time
  const details = [notes, place.notes, place.address].filter((text) => text !== null && text !== '').join('\n')
  return event(`assign-${id}`, stamp, [
    `DTSTART${moment(start)}`,
    // A visit that ends "before" it starts ends after midnight.
    ...(end === null ? [] : [`DTEND${moment(end, end < start ? addDays(date, 1) : date)}`]),
    `SUMMARY:${escape(place.name)}`,
    ...(details === '' ? [] : [`DESCRIPTION:${escape(details)}`]),
    ...(place.address ? [`LOCATION:${escape(place.address)}`] : [])
  ])
}

function event(uid: string, stamp: string, properties: string[]): string[] {
  return ['BEGIN:VEVENT', `UID:${uid}@trek`, `DTSTAMP:${stamp}`, ...properties, 'END:VEVENT']
}

function zoneOf({ lat, lng }: { lat: number | null; lng: number | null }, zones: Map<string, Zone>): Zone | undefined {
  if (lat === null || lng === null) return undefined
  const id = tzLookup(lat, lng)
  const known = zones.get(id)
  if (known) return known
  const [block] = timeZoneBlock(id)
  if (!block) return undefined
  const zone = { id, block }
  zones.set(id, zone)
  return zone
}

function compact(date: string): string {
  return date.replaceAll('-', '')
}

/** RFC 5545 section 3.3.11. */
function escape(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')
}

/** Lines of at most 75 octets, cut between characters (RFC 5545 section 3.1). */
function fold(line: string): string {
  const folded: string[] = []
  let current = ''
  for (const character of line) {
    if (Buffer.byteLength(current + character) > 75) {
      folded.push(current)
      current = ' '
    }
    current += character
  }
  return [...folded, current].join('\r\n')
}
