import tzLookup from '@photostructure/tz-lookup'

/** The IANA time zone of a point. */
export function zoneAt({ lat, lng }: { lat: number; lng: number }): string {
  return tzLookup(lat, lng)
}

/** Whether there is a time zone of this name. */
export function isTimeZone(name: string): boolean {
  try {
    return Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** What clocks in a zone show at a moment: `YYYY-MM-DDTHH:MM`. */
export function localTimeIn(zone: string, moment: number): string {
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23'
  })
  const { year, month, day, hour, minute } = Object.fromEntries(
    format.formatToParts(moment).map(({ type, value }) => [type, value])
  )
  return `${year}-${month}-${day}T${hour}:${minute}`
}
