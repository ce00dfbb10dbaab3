import { InvalidInputError } from '../errors.ts'

/** Pages make links of these. @throws {InvalidInputError} `invalid_value`, unless it is an http or https address. */
export function checkWebAddress(address: string, argument: string): string {
  if (!URL.canParse(address) || !['http:', 'https:'].includes(new URL(address).protocol))
    throw new InvalidInputError('invalid_value', `${argument} is no web address: it begins with https:// or http://`)
  return address
}
