import { InvalidInputError } from '../errors.ts'
import { addDays, checkCalendarDate } from './calendar-date.ts'

const PATTERN = /^(?:(\d{4}-\d{2}-\d{2})(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?)?|((?:[01]\d|2[0-3]):[0-5]\d))$/

/**
 * A local wall-clock time as it is kept: `YYYY-MM-DDTHH:MM`, only a date, or only a time.
 *
 * @throws {InvalidInputError} `invalid_time`, also for a time with an offset; `invalid_date` for a day that does not exist.
 */
export function checkLocalTime(text: string, argument: string): string {
  const [, date, time, timeOnly] = PATTERN.exec(text) ?? []
  if (timeOnly !== undefined) return timeOnly
  if (date === undefined) {
    throw new InvalidInputError(
      'invalid_time',
      `${argument} is no local time: write it as YYYY-MM-DDTHH:MM as clocks show it there, without a zone or offset`
    )
  }
  checkCalendarDate(date, argument)
  return time === undefined ? date : `${date}T${time}`
}

/** The date in a local time that has one. */
export function dateIn(localTime: string | null | undefined): string | undefined {
  return localTime && localTime.length >= 10 ? localTime.slice(0, 10) : undefined
}

/** The time of day in a local time that has one. */
export function clockTimeIn(localTime: string | null | undefined): string | undefined {
  return localTime && localTime.length !== 10 ? localTime.slice(-5) : undefined
}

/** The same time of day so many days later; what has no date stays as it is. */
export function shiftLocalTime(localTime: string | null, days: number): string | null {
  const date = dateIn(localTime)
  return localTime === null || date === undefined ? localTime : `${addDays(date, days)}${localTime.slice(10)}`
}

/** The same time of day on another date; what has no date stays as it is. */
export function withDate(localTime: string | null, date: string | null): string | null {
  return localTime === null || date === null || dateIn(localTime) === undefined ? localTime : date + localTime.slice(10)
}

/** @throws {InvalidInputError} `invalid_range` when both have a date and the end's lies before the start's. */
export function checkLocalRange(start: string | null | undefined, end: string | null | undefined): void {
  const [startDate, endDate] = [dateIn(start), dateIn(end)]
  // Clocks may show an earlier time on arrival, and beyond the date line an earlier day, but no more than one.
  if (startDate !== undefined && endDate !== undefined && endDate < addDays(startDate, -1))
    throw new InvalidInputError('invalid_range', 'The end lies before the start')
}
