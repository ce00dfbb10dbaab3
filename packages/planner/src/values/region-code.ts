import { iso31662 } from 'iso-3166'
import { InvalidInputError } from '../errors.ts'

const NAMES = new Map(iso31662.map(({ code, name }) => [code, name]))

/** A part of a country, such as a state or a province. */
export interface Region {
  code: string
  name: string
  countryCode: string
}

/** The region with an ISO 3166-2 code. @throws {InvalidInputError} `invalid_region` when there is none. */
export function checkRegionCode(region: string): Region {
  const code = region.toUpperCase()
  const name = NAMES.get(code)
  if (name === undefined)
    throw new InvalidInputError('invalid_region', `${region} is no region code: use one of ISO 3166-2, such as IT-25`)
  return { code, name, countryCode: code.slice(0, 2) }
}
