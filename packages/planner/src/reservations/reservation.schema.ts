import { Type, type Static } from 'typebox'

const Nullable = <T extends ReturnType<typeof Type.String | typeof Type.Integer | typeof Type.Number>>(schema: T) =>
  Type.Union([schema, Type.Null()])
const NullableText = (description?: string) => Nullable(Type.String(description === undefined ? {} : { description }))
const NullableId = (description?: string) => Nullable(Type.Integer(description === undefined ? {} : { description }))

/** Bookings that are not transport. */
export const BookingType = Type.Union([
  Type.Literal('hotel'),
  Type.Literal('restaurant'),
  Type.Literal('event'),
  Type.Literal('tour'),
  Type.Literal('activity'),
  Type.Literal('other')
])
export type BookingType = Static<typeof BookingType>

export const BookingStatus = Type.Union([Type.Literal('pending'), Type.Literal('confirmed'), Type.Literal('cancelled')])
export type BookingStatus = Static<typeof BookingStatus>

export const EndpointRole = Type.Union([Type.Literal('from'), Type.Literal('to'), Type.Literal('stop')])
export type EndpointRole = Static<typeof EndpointRole>

/** Where a transport booking starts, stops or ends. */
export const ReservationEndpoint = Type.Object({
  id: Type.Integer(),
  reservation_id: Type.Integer(),
  role: EndpointRole,
  sequence: Type.Integer({ description: 'Position in the journey' }),
  name: Type.String(),
  code: NullableText('IATA code'),
  lat: Type.Number(),
  lng: Type.Number(),
  timezone: NullableText('IANA time zone'),
  local_time: NullableText('HH:MM there'),
  local_date: NullableText('YYYY-MM-DD there'),
  created_at: Type.String({ description: 'ISO 8601, UTC' })
})
export type ReservationEndpoint = Static<typeof ReservationEndpoint>

export const Reservation = Type.Object({
  id: Type.Integer(),
  trip_id: Type.Integer(),
  type: Type.String({
    description: 'hotel, restaurant, event, tour, activity, other, flight, train, car, cruise, transit'
  }),
  status: BookingStatus,
  title: Type.String(),
  day_id: NullableId('Day it is on, or begins on'),
  end_day_id: NullableId('Day it ends on, if that is another one'),
  day_number: NullableId(),
  place_id: NullableId(),
  place_name: NullableText(),
  assignment_id: NullableId('The visit it is for'),
  accommodation_id: NullableId('The stay of a hotel booking'),
  accommodation_place_id: NullableId(),
  accommodation_name: NullableText(),
  accommodation_start_day_id: NullableId(),
  accommodation_end_day_id: NullableId(),
  reservation_time: NullableText('Local time: YYYY-MM-DDTHH:MM, YYYY-MM-DD or HH:MM'),
  reservation_end_time: NullableText('Local time at the end'),
  location: NullableText(),
  confirmation_number: NullableText(),
  notes: NullableText(),
  url: NullableText(),
  metadata: Type.Union([Type.Record(Type.String(), Type.Unknown()), Type.Null()], {
    description: 'More about it, such as airline, flight_number, seat, price, check_in_time'
  }),
  day_plan_position: Nullable(Type.Number({ description: 'Position on its day' })),
  needs_review: Type.Boolean({ description: 'Somebody should look at it' }),
  endpoints: Type.Array(ReservationEndpoint, { description: 'Of transport: where it starts, stops and ends' }),
  day_positions: Type.Union([Type.Record(Type.String(), Type.Number()), Type.Null()], {
    description: 'Position by day id, where days have their own'
  }),
  created_at: Type.String({ description: 'ISO 8601, UTC' })
})
export type Reservation = Static<typeof Reservation>

/** What every booking can have. Left out stays as it is; `null` clears. */
export interface BookingChanges {
  title?: string | undefined
  status?: BookingStatus | undefined
  /** Local wall-clock time: `YYYY-MM-DDTHH:MM`, a date or a time. */
  reservation_time?: string | null | undefined
  confirmation_number?: string | null | undefined
  notes?: string | null | undefined
  url?: string | null | undefined
  /** In the trip's currency, and kept in `metadata.price` as text; `null` or zero: none. */
  price?: number | null | undefined
  /** Of the expense that the price makes. Default: the type. */
  budget_category?: string | undefined
}

export interface ReservationChanges extends BookingChanges {
  type?: BookingType | undefined
  location?: string | null | undefined
  place_id?: number | null | undefined
  assignment_id?: number | null | undefined
}

export interface NewReservation extends ReservationChanges {
  title: string
  type: BookingType
  day_id?: number | undefined
  /** With `place_id` and `end_day_id`, of a hotel: makes the stay. */
  start_day_id?: number | undefined
  end_day_id?: number | undefined
  check_in?: string | undefined
  check_out?: string | undefined
}

export interface BookingOptions {
  /**
   * Whether a price makes, changes or removes the booking's expense, which asks `budget_edit` too. Default: no, the price
   * is only kept; for when the budget is switched off, or who asks may not write it.
   */
  withExpense?: boolean | undefined
}
