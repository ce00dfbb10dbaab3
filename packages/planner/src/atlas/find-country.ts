import { iso1A2Code, iso1A2Codes } from '@rapideditor/country-coder'
import isoCountries from 'i18n-iso-countries'
import { iso31662 } from 'iso-3166'
import { isCountryCode } from '../values/country-code.ts'

/** What is known of where something is. */
export interface Spot {
  lat?: number | null | undefined
  lng?: number | null | undefined
  address?: string | null | undefined
}

/** How far off its borders, in degrees, a country that an address names is still believed: a pier, an islet, a boat. */
const NEAR = 1

/** At the end of an address such as "Portland, ME" they are no countries. */
const US_STATES = new Set(iso31662.filter(({ parent }) => parent === 'US').map(({ code }) => code.slice(3)))

const CODES_BY_NAME = readCountryNames()

/**
 * The code (ISO 3166-1 alpha-2) of the country or territory a spot lies in: by its coordinates, else by what its address
 * ends with. Null when neither tells.
 */
export function findCountry({ lat, lng, address }: Spot): string | null {
  const last = address?.split(',').at(-1)?.trim() ?? ''
  const named = CODES_BY_NAME.get(fold(last)) ?? (isCountryCode(last) ? last : undefined)
  if (lat == null || lng == null) return named === undefined || US_STATES.has(last) ? null : named
  return countryAt(lat, lng) ?? (named !== undefined && isNear(lat, lng, named) ? named : null)
}

function countryAt(lat: number, lng: number): string | null {
  const territory = iso1A2Code([lng, lat], { level: 'territory' })
  // The codes of some territories, such as Ceuta, are only reserved.
  return territory !== null && isCountryCode(territory) ? territory : iso1A2Code([lng, lat])
}

function isNear(lat: number, lng: number, code: string): boolean {
  return iso1A2Codes([lng - NEAR, lat - NEAR, lng + NEAR, lat + NEAR]).includes(code)
}

/** Countries by their names in every language there is; names that several have, such as Congo, name none. */
function readCountryNames(): ReadonlyMap<string, string> {
  const codes = new Map<string, string>()
  const shared = new Set<string>()
  for (const language of isoCountries.getSupportedLanguages()) {
    for (const [code, names] of Object.entries(isoCountries.getNames(language, { select: 'all' }))) {
      for (const name of names.map(fold)) {
        if (codes.has(name) && codes.get(name) !== code) shared.add(name)
        codes.set(name, code)
      }
    }
  }
  for (const name of shared) codes.delete(name)
  return codes
}

/** Without accents, and whatever the case. */
function fold(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase()
}
