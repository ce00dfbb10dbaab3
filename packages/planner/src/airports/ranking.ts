import type { Airport } from './airport.schema.ts'

/** The airports that match, the best first; equally good ones in the order of their codes. */
export function rankAirports(airports: Airport[], query: string): Airport[] {
  const wanted = fold(query)
  return airports
    .map((airport) => ({ airport, score: scoreOf(airport, wanted) }))
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score || (a.airport.iata < b.airport.iata ? -1 : 1))
    .map(({ airport }) => airport)
}

function scoreOf(airport: Airport, wanted: string): number {
  const [iata, icao] = [fold(airport.iata), fold(airport.icao ?? '')]
  const [city, name] = [fold(airport.city), fold(airport.name)]
  if (iata === wanted) return 100
  if (icao === wanted) return 90
  if (iata.startsWith(wanted) || icao.startsWith(wanted)) return 70
  if (city.startsWith(wanted)) return 60
  if (name.startsWith(wanted)) return 50
  if (city.includes(wanted)) return 30
  return name.includes(wanted) ? 20 : 0
}

/** Letters without case and accents: people type "Malaga" and "Málaga". */
function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
}
