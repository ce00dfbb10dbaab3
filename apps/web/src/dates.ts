const LONG = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' })
const SHORT = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })

/** Calendar days have no zone: they are the same everywhere. */
const asDate = (date: string) => new Date(`${date}T00:00:00Z`)

export function formatDates(start: string | null, end: string | null): string {
  return start === null || end === null ? 'No dates yet' : LONG.formatRange(asDate(start), asDate(end))
}

/** "Day 1 · Mon, 2 Mar". */
export function formatDay(dayNumber: number, date: string | null): string {
  return date === null ? `Day ${dayNumber}` : `Day ${dayNumber} · ${SHORT.format(asDate(date))}`
}

/** "09:00 – 11:00", or what there is of it. */
export function formatTimes(start: string | null, end: string | null): string {
  return [start, end].filter((time) => time !== null).join(' – ')
}

/** The calendar day of a moment, wherever the reader is: "31 December 2027". */
export function formatDate(moment: string): string {
  return LONG.format(new Date(moment))
}

const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })

/** A moment where the reader is: "26 Nov 2026, 14:05". */
export function formatMoment(moment: string): string {
  return MOMENT.format(new Date(moment))
}

/** A local time as bookings have it, with a date, a time of day or both: "Sun, 2 May, 20:00". */
export function formatLocalTime(text: string): string {
  const [date = '', time] = text.includes('-') ? text.split('T') : ['', text]
  return [date && SHORT.format(asDate(date)), time].filter(Boolean).join(', ')
}
