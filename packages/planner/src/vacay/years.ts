import { InvalidInputError } from '../errors.ts'
import { checkCalendarDate } from '../values/calendar-date.ts'

const [FIRST_YEAR, LAST_YEAR] = [2000, 2100]

/** @throws {InvalidInputError} `invalid_value` outside of the years a plan can be kept for. */
export function checkYear(year: number): number {
  if (!Number.isInteger(year) || year < FIRST_YEAR || year > LAST_YEAR)
    throw new InvalidInputError('invalid_value', `year: a plan has years from ${FIRST_YEAR} to ${LAST_YEAR}`)
  return year
}

/** The year of a day. @throws {InvalidInputError} `invalid_date` or `invalid_value`, unless it is one a plan can have. */
export function checkedYearOf(date: string): number {
  return checkYear(Number(checkCalendarDate(date, 'date').slice(0, 4)))
}
