import { continents, countries } from 'countries-list'
import { InvalidInputError } from '../errors.ts'

export function isCountryCode(code: string): code is keyof typeof countries {
  return Object.hasOwn(countries, code)
}

/** The ISO 3166-1 alpha-2 code in capitals. @throws {InvalidInputError} `invalid_country` when there is no such country. */
export function checkCountryCode(country: string): string {
  const code = country.toUpperCase()
  if (!isCountryCode(code))
    throw new InvalidInputError('invalid_country', `${country} is no country code: use one of two letters, such as IT`)
  return code
}

/** In English; what is no country is called by its code. */
export function countryName(code: string): string {
  return isCountryCode(code) ? countries[code].name : code
}

/** In English. */
export function continentOf(code: string): string {
  return isCountryCode(code) ? continents[countries[code].continent] : 'Other'
}
