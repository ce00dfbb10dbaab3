import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { createLastKnown } from '../service/last-known.ts'
import type { Service, Shape } from '../service/service.ts'
import type { HolidayCountry, PublicHoliday, PublicHolidays } from './holidays.ts'

const GOOD_FOR_SECONDS = 24 * 3600
/** A year of a country is some 10 KB. */
const MAX_YEARS = 500

const Text = () => Type.String({ minLength: 1, maxLength: 300 })
const CountryCode = Type.String({ pattern: '^[A-Z]{2}$' })
const Holiday = Type.Object({
  date: Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' }),
  localName: Text(),
  name: Text(),
  fixed: Type.Boolean(),
  counties: Type.Union([
    Type.Array(Type.String({ pattern: '^[A-Z]{2}-[A-Z0-9]{1,3}$' }), { maxItems: 300 }),
    Type.Null()
  ]),
  launchYear: Type.Optional(Type.Union([Type.Integer(), Type.Null()])),
  types: Type.Array(Type.String({ maxLength: 50 }), { maxItems: 20 })
})
type Holiday = Static<typeof Holiday>

const countries = Compile(
  Type.Array(Type.Object({ countryCode: CountryCode, name: Text() }), { minItems: 1, maxItems: 500 })
)
const holidays = Compile(Type.Array(Holiday, { maxItems: 1000 }))

/**
 * Nager.Date (https://date.nager.at/Api), or a server that speaks the same. It names regions only where a holiday is not
 * one all over the country, so those of this year are the ones there are.
 */
export function createNager(service: Service, now: () => Date): PublicHolidays {
  const knownCountries = createLastKnown<HolidayCountry[]>({ goodForSeconds: GOOD_FOR_SECONDS, maxEntries: 1 })
  const knownYears = createLastKnown<PublicHoliday[]>({ goodForSeconds: GOOD_FOR_SECONDS, maxEntries: MAX_YEARS })

  const of = (country: string, year: number) =>
    knownYears.get(`${year}/${country}`, async () => {
      const path = `/api/v3/PublicHolidays/${year}/${encodeURIComponent(country)}`
      const found = await service.ask({ path, answer: daysOf(year), absentStatuses: [400, 404] })
      return found
        ?.filter(({ types }) => types.includes('Public'))
        .map((holiday) => toPublicHoliday(holiday, country))
        .toSorted((one, other) => (one.date < other.date ? -1 : 1))
    })

  return {
    of,
    countries: () =>
      knownCountries.get('', async () => {
        const found = await service.ask({ path: '/api/v3/AvailableCountries', answer: countries })
        return found?.map(({ countryCode, name }) => ({ countryCode, name }))
      }),
    async regions(country) {
      const found = await of(country, now().getUTCFullYear())
      return found && [...new Set(found.flatMap(({ counties }) => counties ?? []))].toSorted()
    }
  }
}

/** Holidays on real days of that year: others would be looked for in a calendar that has no such day. */
function daysOf(year: number): Shape<Holiday[]> {
  return {
    Check: (value): value is Holiday[] => holidays.Check(value) && value.every(({ date }) => isDayOf(year, date))
  }
}

function isDayOf(year: number, date: string): boolean {
  const time = Date.parse(date)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) && date.startsWith(`${year}-`)
}

function toPublicHoliday({ counties, launchYear = null, ...holiday }: Holiday, countryCode: string): PublicHoliday {
  const isGlobal = counties === null || counties.length === 0
  return {
    date: holiday.date,
    localName: holiday.localName,
    name: holiday.name,
    countryCode,
    fixed: holiday.fixed,
    global: isGlobal,
    counties: isGlobal ? null : counties,
    launchYear,
    types: holiday.types
  }
}
