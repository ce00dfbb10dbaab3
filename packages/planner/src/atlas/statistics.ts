import { continentOf } from '../values/country-code.ts'
import { daysBetween } from '../values/calendar-date.ts'
import type { AtlasCountry, AtlasStats, AtlasTrip } from './atlas.schema.ts'

/** Everything the statistics are made from. */
export interface Travels {
  trips: AtlasTrip[]
  /** How many places of a trip are in a country; null: in none that is known. */
  places: { tripId: number; countryCode: string | null; count: number }[]
  /** Countries that count without places: marked by hand, or where a booked journey starts or ends. */
  otherCountries: string[]
  cityCount: number
}

type DatedTrip = AtlasTrip & { start_date: string; end_date: string }

/** The figures of somebody's travels on a day, written YYYY-MM-DD. */
export function statisticsOf(travels: Travels, today: string): AtlasStats {
  const countries = countriesOf(travels)
  const dated = travels.trips.filter(isDated)
  const years = dated.map(({ start_date: start }) => yearOf(start))
  const thisYear = yearOf(today)
  const [mostVisited] = countries
  return {
    countries,
    stats: {
      totalTrips: travels.trips.length,
      totalPlaces: travels.places.reduce((total, { count }) => total + count, 0),
      totalCountries: countries.length,
      totalDays: dated.reduce((total, trip) => total + daysBetween(trip.start_date, trip.end_date) + 1, 0),
      totalCities: travels.cityCount
    },
    mostVisited: mostVisited && mostVisited.placeCount > 0 ? mostVisited : null,
    continents: continentsOf(countries),
    lastTrip: lastTripOf(dated, travels.places, today),
    nextTrip: nextTripOf(dated, today),
    streak: streakOf(new Set(years), thisYear),
    firstYear: years.length > 0 ? Math.min(...years) : null,
    tripsThisYear: years.filter((year) => year === thisYear).length
  }
}

function countriesOf({ trips, places, otherCountries }: Travels): AtlasCountry[] {
  const starts = new Map(trips.map(({ id, start_date: start }) => [id, start]))
  const countries = new Map(otherCountries.map((code) => [code, nothingIn(code)]))
  for (const { tripId, countryCode, count } of places) {
    if (countryCode === null) continue
    const country = countries.get(countryCode) ?? nothingIn(countryCode)
    countries.set(countryCode, country)
    country.placeCount += count
    country.tripCount += 1
    const start = starts.get(tripId) ?? null
    if (start === null) continue
    if (country.firstVisit === null || start < country.firstVisit) country.firstVisit = start
    if (country.lastVisit === null || start > country.lastVisit) country.lastVisit = start
  }
  return [...countries.values()].toSorted(
    (a, b) => b.placeCount - a.placeCount || b.tripCount - a.tripCount || a.code.localeCompare(b.code)
  )
}

function nothingIn(code: string): AtlasCountry {
  return { code, placeCount: 0, tripCount: 0, firstVisit: null, lastVisit: null }
}

function continentsOf(countries: AtlasCountry[]): Record<string, number> {
  const continents: Record<string, number> = {}
  for (const { code } of countries) {
    const continent = continentOf(code)
    continents[continent] = (continents[continent] ?? 0) + 1
  }
  return continents
}

function lastTripOf(trips: DatedTrip[], places: Travels['places'], today: string): AtlasStats['lastTrip'] {
  const [last] = trips
    .filter(({ end_date: end }) => end < today)
    .toSorted((a, b) => b.end_date.localeCompare(a.end_date) || b.id - a.id)
  if (!last) return null
  const [main] = places
    .filter(({ tripId, countryCode }) => tripId === last.id && countryCode !== null)
    .toSorted((a, b) => b.count - a.count)
  return { ...last, countryCode: main?.countryCode ?? null }
}

function nextTripOf(trips: DatedTrip[], today: string): AtlasStats['nextTrip'] {
  const [next] = trips
    .filter(({ start_date: start }) => start > today)
    .toSorted((a, b) => a.start_date.localeCompare(b.start_date) || a.id - b.id)
  if (!next) return null
  const { id, title, start_date: start } = next
  return { id, title, start_date: start, daysUntil: daysBetween(today, start) }
}

function streakOf(years: ReadonlySet<number>, thisYear: number): number {
  let streak = 0
  while (years.has(thisYear - streak)) streak += 1
  return streak
}

function isDated(trip: AtlasTrip): trip is DatedTrip {
  return trip.start_date !== null && trip.end_date !== null
}

function yearOf(date: string): number {
  return Number(date.slice(0, 4))
}
