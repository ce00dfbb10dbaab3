import { Type, type Static } from 'typebox'
import { Tag } from '../tags/tag.schema.ts'

const NullableText = () => Type.Union([Type.String(), Type.Null()])
const NullableNumber = () => Type.Union([Type.Number(), Type.Null()])

export const TransportMode = Type.Union([
  Type.Literal('walking'),
  Type.Literal('driving'),
  Type.Literal('cycling'),
  Type.Literal('transit'),
  Type.Literal('flight')
])
export type TransportMode = Static<typeof TransportMode>

export const PlaceCategory = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  color: Type.String(),
  icon: Type.String()
})

export const Place = Type.Object({
  id: Type.Integer(),
  trip_id: Type.Integer(),
  name: Type.String(),
  description: NullableText(),
  lat: NullableNumber(),
  lng: NullableNumber(),
  address: NullableText(),
  category_id: Type.Union([Type.Integer(), Type.Null()]),
  price: NullableNumber(),
  currency: Type.Union([Type.String(), Type.Null()], { description: 'null: the currency of the trip' }),
  place_time: Type.Union([Type.String(), Type.Null()], { description: 'HH:MM' }),
  end_time: Type.Union([Type.String(), Type.Null()], { description: 'HH:MM' }),
  duration_minutes: Type.Integer(),
  notes: NullableText(),
  image_url: NullableText(),
  google_place_id: NullableText(),
  google_ftid: NullableText(),
  osm_id: NullableText(),
  website: NullableText(),
  phone: NullableText(),
  transport_mode: TransportMode,
  created_at: Type.String({ description: 'ISO 8601, UTC' }),
  updated_at: Type.String({ description: 'ISO 8601, UTC' }),
  category: Type.Union([PlaceCategory, Type.Null()]),
  tags: Type.Array(Tag, { description: 'Of everybody on the trip, by name' })
})
export type Place = Static<typeof Place>

/** Left out stays as it is; `null` clears. */
export interface PlaceChanges {
  name?: string | undefined
  description?: string | null | undefined
  lat?: number | null | undefined
  lng?: number | null | undefined
  address?: string | null | undefined
  category_id?: number | null | undefined
  price?: number | null | undefined
  currency?: string | null | undefined
  place_time?: string | null | undefined
  end_time?: string | null | undefined
  duration_minutes?: number | undefined
  notes?: string | null | undefined
  google_place_id?: string | null | undefined
  google_ftid?: string | null | undefined
  osm_id?: string | null | undefined
  website?: string | null | undefined
  phone?: string | null | undefined
  transport_mode?: TransportMode | undefined
  /** The actor’s tags on it, all of them; those of others stay. */
  tag_ids?: number[] | undefined
}

export type NewPlace = PlaceChanges & { name: string }
