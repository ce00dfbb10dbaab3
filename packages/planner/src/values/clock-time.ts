import { InvalidInputError } from '../errors.ts'

/** @throws {InvalidInputError} `invalid_time`, unless it is a time of day written as HH:MM. */
export function checkClockTime(time: string, argument: string): string {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    throw new InvalidInputError('invalid_time', `${argument} is no time of day: write it as HH:MM, such as 09:30`)
  }
  return time
}
