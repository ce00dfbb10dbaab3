import { InvalidInputError } from '../errors.ts'

/** @throws {InvalidInputError} `invalid_value`, unless it is written as #rrggbb. */
export function checkColor(color: string, argument: string): string {
  if (!/^#[\da-f]{6}$/i.test(color))
    throw new InvalidInputError('invalid_value', `${argument} is no colour: write it as #rrggbb`)
  return color
}
