import { InvalidInputError } from '../errors.ts'

/** @throws {InvalidInputError} `invalid_value`, unless it is written as #rrggbb. */
export function checkColor(color: string, argument: string): string {
  if (!/^#[0-9a-fA-F]{6}$/.test(color))
    throw new InvalidInputError('invalid_value', `${argument} is no colour: write it as #rrggbb, such as #10b981`)
  return color
}
