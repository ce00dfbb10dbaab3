import { InvalidInputError, NotFoundError } from '../errors.ts'
import type { Airport } from './airport.schema.ts'
import { readAirports } from './airport-file.ts'
import { rankAirports } from './ranking.ts'

export interface AirportService {
  /**
   * Airports by code, city or name, the best match first; an IATA code that exists answers with that airport alone.
   *
   * @param limit Default 10. @throws {InvalidInputError} `invalid_value` for an empty query.
   */
  search(query: string, limit?: number): Promise<Airport[]>
  /** By IATA code, whatever the case. @throws {NotFoundError} `airport_not_found` */
  get(iata: string): Promise<Airport>
  /** The same for many codes at once; codes that no airport has are left out. */
  find(codes: string[]): Promise<ReadonlyMap<string, Airport>>
}

/** Airports from a file that comes with the package; it is read when somebody asks for the first time. */
export function createAirportService(): AirportService {
  let reading: Promise<ReadonlyMap<string, Airport>> | undefined
  const airports = () => (reading ??= readAirports())

  return {
    async search(query, limit = 10) {
      const wanted = query.trim()
      if (wanted === '') throw new InvalidInputError('invalid_value', 'query is empty')
      const all = await airports()
      const named = all.get(wanted.toUpperCase())
      return named ? [named] : rankAirports([...all.values()], wanted).slice(0, limit)
    },

    async get(iata) {
      const airport = (await airports()).get(iata.toUpperCase())
      if (!airport)
        throw new NotFoundError(
          'airport_not_found',
          `No airport has the code ${iata}: search_airports finds it by name`
        )
      return airport
    },

    async find(codes) {
      const all = await airports()
      const found = codes.flatMap((code) => all.get(code.toUpperCase()) ?? [])
      return new Map(found.map((airport) => [airport.iata, airport]))
    }
  }
}
