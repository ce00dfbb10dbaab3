import { readFile } from 'node:fs/promises'
import type { Airport } from './airport.schema.ts'

const FILE = new URL('../../assets/airports.tsv', import.meta.url)

/** Every airport with scheduled service, by IATA code, in the order of the codes. */
export async function readAirports(): Promise<ReadonlyMap<string, Airport>> {
  const [, ...lines] = (await readFile(FILE, 'utf8')).trimEnd().split('\n')
  return new Map(lines.map(toAirport).map((airport) => [airport.iata, airport]))
}

function toAirport(line: string): Airport {
  const [iata = '', icao = '', name = '', city = '', country = '', lat, lng, tz = ''] = line.split('\t')
  return { iata, icao: icao || null, name, city, country, lat: Number(lat), lng: Number(lng), tz }
}
