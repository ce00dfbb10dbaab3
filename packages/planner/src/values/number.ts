import { InvalidInputError } from '../errors.ts'

/** Nothing is no number and passes. @throws {InvalidInputError} `invalid_value`, unless it lies between the two. */
export function checkNumber(value: number | null | undefined, argument: string, least: number, most: number): void {
  if (value != null && (!Number.isFinite(value) || value < least || value > most)) {
    throw new InvalidInputError('invalid_value', `${argument} must lie between ${least} and ${most}`)
  }
}
