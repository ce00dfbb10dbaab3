import { InvalidInputError, UnavailableError } from '../errors.ts'
import type { Holiday, HolidayCountry } from './holiday.schema.ts'

/**
 * Where public holidays come from; the host's to choose. `undefined` while they cannot be had: no method rejects, and each
 * answers within a few seconds, since people wait for it.
 */
export interface Holidays {
  countries(): Promise<readonly HolidayCountry[] | undefined>
  /** Codes of the parts of a country that `countries` names, as in `DE-BY`; empty where holidays are the same all over. */
  regions(country: string): Promise<readonly string[] | undefined>
  /** All public holidays of a country that `countries` names, those of single regions too, by date. */
  of(country: string, year: number): Promise<readonly Holiday[] | undefined>
}

/**
 * The code of a country (`DE`) or of a region of one (`DE-BY`) that has holidays, as it is usually written.
 *
 * @throws {InvalidInputError} `invalid_value` for any other text. @throws {UnavailableError} `upstream_failed`
 */
export async function checkRegion(source: Holidays, text: string, argument: string): Promise<string> {
  const region = text.trim().toUpperCase()
  const country = countryOf(region)
  if (!available(await source.countries()).some(({ countryCode }) => countryCode === country))
    throw new InvalidInputError(
      'invalid_value',
      `${argument}: no holidays are known for "${text}"; list_holiday_countries has the countries there are`
    )
  if (region === country) return country
  const regions = available(await source.regions(country))
  if (!regions.includes(region))
    throw new InvalidInputError(
      'invalid_value',
      `${argument}: "${text}" is no region with holidays of its own; ${country} has ${regions.join(', ') || 'none'}`
    )
  return region
}

/** What is a holiday all over the country, or there in that region of it. @throws {UnavailableError} `upstream_failed` */
export async function holidaysIn(source: Holidays, region: string, year: number): Promise<Holiday[]> {
  const holidays = available(await source.of(countryOf(region), year))
  return holidays.filter(({ global, counties }) => global || counties?.includes(region))
}

/** Every holiday of the country, whichever its region. @throws {UnavailableError} `upstream_failed` */
export async function holidaysOfCountry(source: Holidays, country: string, year: number): Promise<Holiday[]> {
  return [...available(await source.of(country, year))]
}

/** @throws {UnavailableError} `upstream_failed` */
export function available<Found>(found: Found | undefined): Found {
  if (found === undefined) throw new UnavailableError('upstream_failed', 'Public holidays cannot be had now: try later')
  return found
}

function countryOf(region: string): string {
  return region.split('-', 1)[0] ?? region
}
