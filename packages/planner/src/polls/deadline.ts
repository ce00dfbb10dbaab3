import { InvalidInputError } from '../errors.ts'
import { addDays, checkCalendarDate } from '../values/calendar-date.ts'

const MOMENT = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/
const DATE = /^\d{4}-\d{2}-\d{2}$/

/**
 * The moment a deadline names; a day without a time lasts until its end in UTC.
 *
 * @throws {InvalidInputError} `invalid_date`
 */
export function parseDeadline(deadline: string): Date {
  if (DATE.test(deadline)) return new Date(addDays(checkCalendarDate(deadline, 'deadline'), 1))
  const date = MOMENT.exec(deadline)?.[1]
  if (date === undefined) {
    throw new InvalidInputError(
      'invalid_date',
      'deadline is no moment: write it with its offset, such as 2027-06-10T18:00+02:00, or as a day, YYYY-MM-DD'
    )
  }
  checkCalendarDate(date, 'deadline')
  return new Date(deadline)
}
