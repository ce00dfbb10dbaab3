import { setImmediate as nextTurn } from 'node:timers/promises'
import type Calculator from 'date-holidays'
import { addDays } from '../values/calendar-date.ts'
import type { Holiday } from './holiday.schema.ts'
import type { Holidays } from './holidays.ts'

/** A year of a country is some 20 KB. */
const KEPT_YEARS = 200
const HOUR = 3_600_000
const DAY = 24 * HOUR

type CalculatorClass = typeof Calculator
type PublicDay = Pick<Holiday, 'date' | 'localName' | 'name' | 'fixed'>

/**
 * Holidays as the package `date-holidays` calculates them, without a network. Islamic ones are approximate. The package
 * takes a while to load and to work out a country of many regions: the first is done when it is first needed, the second
 * once for each country and year, letting others have their turn.
 */
export function createBundledHolidays(): Holidays {
  const years = new Map<string, Promise<Holiday[]>>()
  let loading: Promise<CalculatorClass> | undefined
  const load = () => (loading ??= import('date-holidays').then((loaded) => loaded.default))

  return {
    async countries() {
      const names = new (await load())().getCountries('en')
      return Object.entries(names).map(([countryCode, name]) => ({ countryCode, name }))
    },

    async regions(country) {
      return statesOf(await load(), country).map((state) => toRegion(country, state))
    },

    of(country, year) {
      const key = `${country} ${year}`
      const known = years.get(key)
      if (known) return known
      const [oldest] = years.keys()
      if (years.size >= KEPT_YEARS && oldest !== undefined) years.delete(oldest)
      const found = load().then((loaded) => calculate(loaded, country, year))
      years.set(key, found)
      return found
    }
  }
}

async function calculate(loaded: CalculatorClass, country: string, year: number): Promise<Holiday[]> {
  const national = publicDays(new loaded(country), year)
  const regional = new Map<string, PublicDay[]>()
  for (const state of statesOf(loaded, country)) {
    regional.set(toRegion(country, state), publicDays(new loaded(country, state), year))
    await nextTurn()
  }
  return [
    ...national.map((day) => ({ day, regions: regionsWith(regional, ({ date }) => date === day.date) })),
    ...onlyRegional(national, regional)
  ]
    .map(({ day, regions }) => {
      const isGlobal = regions.length === regional.size
      return {
        ...day,
        countryCode: country,
        global: isGlobal,
        counties: isGlobal ? null : regions,
        launchYear: null,
        types: ['Public']
      }
    })
    .toSorted((one, other) => (one.date < other.date ? -1 : 1))
}

/** Days that the country as a whole does not have, each once with all regions that have it. */
function onlyRegional(national: PublicDay[], regional: ReadonlyMap<string, PublicDay[]>) {
  const nationalDates = new Set(national.map(({ date }) => date))
  const days = new Map<string, PublicDay>()
  for (const day of [...regional.values()].flat())
    if (!nationalDates.has(day.date)) days.set(`${day.date} ${day.name}`, day)
  return [...days.values()].map((day) => ({
    day,
    regions: regionsWith(regional, ({ date, name }) => date === day.date && name === day.name)
  }))
}

function regionsWith(regional: ReadonlyMap<string, PublicDay[]>, isIt: (day: PublicDay) => boolean): string[] {
  return [...regional].filter(([, days]) => days.some(isIt)).map(([region]) => region)
}

function publicDays(calculator: Calculator, year: number): PublicDay[] {
  const localNames = new Map(calculator.getHolidays(year).map(({ date, rule, name }) => [date + rule, name]))
  return calculator
    .getHolidays(year, 'en')
    .filter(({ type }) => type === 'public')
    .flatMap(({ date, rule, name, start, end }) => {
      const localName = localNames.get(date + rule) ?? name
      // The afternoon before a feast, which some last for, is no day of its own; one on which summer time begins is.
      const length = Math.max(1, Math.floor((end.getTime() - start.getTime() + HOUR) / DAY))
      return Array.from({ length }, (_, i) => ({
        date: addDays(date.slice(0, 10), i),
        localName,
        name,
        fixed: /^\d\d-\d\d$/.test(rule)
      }))
    })
}

function statesOf(loaded: CalculatorClass, country: string): string[] {
  return Object.keys(new loaded().getStates(country) ?? {})
}

function toRegion(country: string, state: string): string {
  return `${country}-${state}`.toUpperCase()
}
