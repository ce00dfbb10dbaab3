import { tzlib_get_ical_block as timeZoneBlock } from 'timezones-ical-library'
import { isTimeZone, zoneAt } from '../values/time-zone.ts'

/** The time zones that a calendar's events use, each defined once. */
export interface CalendarZones {
  /** A zone by its IANA name; `undefined`, so that times float, for a name that nobody knows. */
  named(id: string | null | undefined): string | undefined
  /** The zone of a point; `undefined` for one without coordinates. */
  at(point: { lat: number | null; lng: number | null } | null | undefined): string | undefined
  /** The lines of the VTIMEZONE components. */
  lines(): string[]
}

export function createCalendarZones(): CalendarZones {
  const blocks = new Map<string, string>()

  function named(id: string | null | undefined): string | undefined {
    if (id == null || blocks.has(id)) return id ?? undefined
    const [block] = isTimeZone(id) ? timeZoneBlock(id) : []
    if (!block) return undefined
    blocks.set(id, block)
    return id
  }

  return {
    named,
    at: (point) =>
      point?.lat == null || point.lng == null ? undefined : named(zoneAt({ lat: point.lat, lng: point.lng })),
    lines: () => [...blocks.values()].flatMap((block) => block.trim().split(/\r?\n/))
  }
}

/** A VEVENT with these properties. */
export function event(uid: string, stamp: string, properties: string[]): string[] {
  return ['BEGIN:VEVENT', `UID:${uid}@trek`, `DTSTAMP:${stamp}`, ...properties, 'END:VEVENT']
}

/** A property whose value is a day. */
export function dateProperty(name: string, date: string): string {
  return `${name};VALUE=DATE:${compact(date)}`
}

/** A property whose value is a local time, in a zone or floating. */
export function timeProperty(name: string, date: string, time: string, zone: string | undefined): string {
  return `${name}${zone ? `;TZID=${zone}` : ''}:${compact(date)}T${time.replace(':', '')}00`
}

function compact(date: string): string {
  return date.replaceAll('-', '')
}

/** RFC 5545 section 3.3.11. */
export function escape(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replace(/\r\n?|\n/g, '\\n')
}

/** Lines of at most 75 octets, cut between characters (RFC 5545 section 3.1). */
export function fold(line: string): string {
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
