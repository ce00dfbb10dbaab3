import { Type, type Static } from 'typebox'
import type { BookingChanges, EndpointRole } from '../reservations/reservation.schema.ts'

export const TransportType = Type.Union([
  Type.Literal('flight'),
  Type.Literal('train'),
  Type.Literal('car'),
  Type.Literal('cruise')
])
export type TransportType = Static<typeof TransportType>

/** Where transport starts, stops or ends. Without coordinates these and the zone are those of the airport of its code. */
export interface EndpointInput {
  role: EndpointRole
  sequence: number
  name: string
  /** IATA code. */
  code?: string | undefined
  lat?: number | undefined
  lng?: number | undefined
  /** IANA name. */
  timezone?: string | undefined
  /** HH:MM there. */
  local_time?: string | undefined
  /** YYYY-MM-DD there. */
  local_date?: string | undefined
}

/** Left out stays as it is; `null` clears. */
export interface TransportChanges extends BookingChanges {
  type?: TransportType | undefined
  /** Day of departure. */
  start_day_id?: number | null | undefined
  /** Day of arrival. */
  end_day_id?: number | null | undefined
  reservation_end_time?: string | null | undefined
  /** Replaced as a whole, but for the price. */
  metadata?: Record<string, string> | null | undefined
  /** Replaced as a whole; empty: none. */
  endpoints?: EndpointInput[] | undefined
  needs_review?: boolean | undefined
}

export type NewTransport = TransportChanges & { type: TransportType; title: string }
