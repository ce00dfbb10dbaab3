import { Type, type Static } from 'typebox'

const Nullable = <T extends ReturnType<typeof Type.String>>(schema: T) => Type.Union([schema, Type.Null()])

export const Trip = Type.Object({
  id: Type.Integer(),
  user_id: Type.Integer({ description: 'The owner' }),
  title: Type.String(),
  description: Nullable(Type.String()),
  start_date: Nullable(Type.String({ description: 'YYYY-MM-DD' })),
  end_date: Nullable(Type.String({ description: 'YYYY-MM-DD' })),
  currency: Type.String({ description: 'ISO 4217 code; amounts without a currency are in this one' }),
  cover_image: Nullable(Type.String()),
  is_archived: Type.Boolean(),
  reminder_days: Type.Integer(),
  created_at: Type.String({ description: 'ISO 8601, UTC' }),
  updated_at: Type.String({ description: 'ISO 8601, UTC' }),
  day_count: Type.Integer(),
  place_count: Type.Integer(),
  is_owner: Type.Boolean({ description: 'Whether the caller owns it' }),
  owner_username: Type.String(),
  shared_count: Type.Integer({ description: 'Members without the owner' })
})
export type Trip = Static<typeof Trip>

/** What a trip can be made of. Dates: both or neither. */
export interface NewTrip {
  title: string
  description?: string | null | undefined
  start_date?: string | null | undefined
  end_date?: string | null | undefined
  currency?: string | undefined
}

/**
 * What new dates of a trip mean for its bookings and stays: they keep their dates and go to the days that have these now,
 * or they keep their days and get the new dates of these.
 */
export type DateShiftMode = 'keep_bookings' | 'shift_all'

/** Left out stays as it is; `null` clears. */
export interface TripChanges {
  title?: string | undefined
  description?: string | null | undefined
  start_date?: string | null | undefined
  end_date?: string | null | undefined
  /** With new dates. Default: `keep_bookings`. */
  date_shift_mode?: DateShiftMode | undefined
  currency?: string | undefined
  is_archived?: boolean | undefined
  cover_image?: string | null | undefined
}
