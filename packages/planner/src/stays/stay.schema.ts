import { Type, type Static } from 'typebox'

const NullableText = (description?: string) =>
  Type.Union([Type.String(description === undefined ? {} : { description }), Type.Null()])
const NullableNumber = () => Type.Union([Type.Number(), Type.Null()])

/** A stay; on the wire it is called an accommodation. */
export const Accommodation = Type.Object({
  id: Type.Integer(),
  trip_id: Type.Integer(),
  place_id: Type.Union([Type.Integer(), Type.Null()]),
  start_day_id: Type.Integer({ description: 'Day of check-in' }),
  end_day_id: Type.Integer({ description: 'Day of check-out' }),
  check_in: NullableText('HH:MM, at the earliest'),
  check_in_end: NullableText('HH:MM, at the latest'),
  check_out: NullableText('HH:MM'),
  confirmation: NullableText('Booking code'),
  notes: NullableText(),
  created_at: Type.String({ description: 'ISO 8601, UTC' }),
  place_name: NullableText(),
  place_address: NullableText(),
  place_image: NullableText(),
  place_lat: NullableNumber(),
  place_lng: NullableNumber(),
  reservation_id: Type.Union([Type.Integer(), Type.Null()], { description: 'Its hotel booking' }),
  reservation_title: NullableText('Name of its hotel booking')
})
export type Accommodation = Static<typeof Accommodation>

/** Left out stays as it is; `null` clears. Times are HH:MM. */
export interface StayChanges {
  place_id?: number | undefined
  start_day_id?: number | undefined
  end_day_id?: number | undefined
  check_in?: string | null | undefined
  check_in_end?: string | null | undefined
  check_out?: string | null | undefined
  confirmation?: string | null | undefined
  notes?: string | null | undefined
}

export type NewStay = StayChanges & { place_id: number; start_day_id: number; end_day_id: number }
