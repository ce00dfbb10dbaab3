import { InvalidInputError } from '../errors.ts'

/** Trimmed text that says something. @throws {InvalidInputError} `invalid_value` when it is empty. */
export function checkText(text: string, argument: string): string {
  const trimmed = text.trim()
  if (trimmed === '') throw new InvalidInputError('invalid_value', `${argument} is empty`)
  return trimmed
}
