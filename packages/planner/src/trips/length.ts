import { InvalidInputError } from '../errors.ts'

/** The longest trip there can be, in days. */
export const MAX_TRIP_DAYS = 365

export function tooLong(maxDays: number): InvalidInputError {
  return new InvalidInputError('invalid_range', `A trip can have at most ${maxDays} days`)
}
