import { InvalidInputError } from '../errors.ts'

/** @throws {InvalidInputError} `invalid_value`, unless it is a whole number in the range, its ends included. */
export function checkWholeNumber<Value extends number | null | undefined>(
  value: Value,
  argument: string,
  least: number,
  most: number
): Value {
  if (value != null && (!Number.isInteger(value) || value < least || value > most))
    throw new InvalidInputError('invalid_value', `${argument} must be a whole number between ${least} and ${most}`)
  return value
}
