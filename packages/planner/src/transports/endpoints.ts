import { eq } from 'drizzle-orm'
import type { Airport } from '../airports/airport.schema.ts'
import type { AirportService } from '../airports/airport.service.ts'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { countryOf } from '../places/place-country.ts'
import { reservationEndpoints } from '../reservations/reservation.table.ts'
import { checkCalendarDate } from '../values/calendar-date.ts'
import { checkClockTime } from '../values/clock-time.ts'
import { checkText } from '../values/text.ts'
import type { EndpointInput } from './transport.schema.ts'

/** An endpoint that knows where it is, ready to be kept. */
export type Endpoint = Omit<typeof reservationEndpoints.$inferInsert, 'reservationId'>

/**
 * Endpoints in order, with what the airports of their codes know.
 *
 * @throws {InvalidInputError} `unresolved_endpoint` for one without coordinates and without an airport's code;
 *   `invalid_value`, `invalid_time`, `invalid_date`
 */
export async function resolveEndpoints(airports: AirportService, endpoints: EndpointInput[]): Promise<Endpoint[]> {
  const byCode = await airports.find(endpoints.flatMap(({ code }) => code ?? []))
  return endpoints
    .map((endpoint) => toEndpoint(endpoint, byCode.get(endpoint.code?.toUpperCase() ?? '')))
    .toSorted((a, b) => a.sequence - b.sequence)
}

function toEndpoint(endpoint: EndpointInput, airport: Airport | undefined): Endpoint {
  const { role, sequence, name, code, local_time: localTime, local_date: localDate } = endpoint
  const isPlaced = endpoint.lat !== undefined && endpoint.lng !== undefined
  const { lat, lng } = isPlaced ? endpoint : (airport ?? {})
  if (lat === undefined || lng === undefined) {
    throw new InvalidInputError(
      'unresolved_endpoint',
      `endpoints: ${name} needs lat and lng, or the IATA code of an airport (see search_airports)`
    )
  }
  if (Math.abs(lat) > 90 || Math.abs(lng) > 180)
    throw new InvalidInputError('invalid_value', `endpoints: ${name} has coordinates that are nowhere on Earth`)
  return {
    role,
    sequence,
    name: checkText(name, 'endpoints: name'),
    code: code?.toUpperCase() ?? null,
    lat,
    lng,
    ...(!isPlaced && airport && { countryCode: airport.country }),
    timezone: endpoint.timezone ?? (isPlaced ? null : (airport?.tz ?? null)),
    localTime: localTime === undefined ? null : checkClockTime(localTime, 'endpoints: local_time'),
    localDate: localDate === undefined ? null : checkCalendarDate(localDate, 'endpoints: local_date')
  }
}

/** When an endpoint is reached, as a local time. */
export function localTimeAt(endpoint: Endpoint | undefined): string | null {
  if (!endpoint?.localDate) return null
  return endpoint.localTime ? `${endpoint.localDate}T${endpoint.localTime}` : endpoint.localDate
}

/** Replaces the endpoints of a booking, and finds the countries of those that no airport tells. */
export async function replaceEndpoints(tx: Database, reservationId: number, endpoints: Endpoint[]): Promise<void> {
  await tx.delete(reservationEndpoints).where(eq(reservationEndpoints.reservationId, reservationId))
  if (endpoints.length === 0) return
  const rows = endpoints.map(async (endpoint) => ({
    ...endpoint,
    reservationId,
    countryCode: endpoint.countryCode ?? (await countryOf({ lat: endpoint.lat, lng: endpoint.lng }))
  }))
  await tx.insert(reservationEndpoints).values(await Promise.all(rows))
}
