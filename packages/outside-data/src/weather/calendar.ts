const DAY_MILLISECONDS = 24 * 3600 * 1000

/** Calendar days from the first to the second; negative when that is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY_MILLISECONDS)
}

export function addDays(date: string, days: number): string {
  return new Date(Date.parse(date) + days * DAY_MILLISECONDS).toISOString().slice(0, 10)
}

/** The same day of the latest year in which it, and so many days after it, are over by `limit`. */
export function latestOccurrence(date: string, daysAfter: number, limit: string): string {
  for (let year = Number(limit.slice(0, 4)); ; year--) {
    const occurrence = inYear(date, year)
    if (addDays(occurrence, daysAfter) <= limit) return occurrence
  }
}

/** 29 February is the 28th in most years. */
function inYear(date: string, year: number): string {
  const isLeap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1
  return `${year}${date.endsWith('-02-29') && !isLeap ? '-02-28' : date.slice(4)}`
}
