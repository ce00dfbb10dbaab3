import { Type, type Static } from 'typebox'

const NullableText = (description?: string) =>
  Type.Union([Type.String(), Type.Null()], description === undefined ? {} : { description })
const NullableNumber = () => Type.Union([Type.Number(), Type.Null()])

export const ProsCons = Type.Object({ pros: Type.Array(Type.String()), cons: Type.Array(Type.String()) })
export type ProsCons = Static<typeof ProsCons>

/** There is no photo store: the lists are for clients that expect some. */
export const NoPhotos = Type.Array(Type.Object({}), { maxItems: 0, description: 'Always empty' })

/** The part of an entry that is for readers, wherever they are. */
const told = {
  id: Type.Integer(),
  title: NullableText(),
  story: NullableText('Markdown'),
  entry_date: Type.String({ description: 'YYYY-MM-DD' }),
  entry_time: NullableText('HH:MM'),
  location_name: NullableText(),
  mood: NullableText(),
  weather: NullableText(),
  tags: Type.Array(Type.String()),
  pros_cons: Type.Union([ProsCons, Type.Null()])
}

export const JourneyEntry = Type.Object({
  ...told,
  journey_id: Type.Integer(),
  source_trip_id: Type.Union([Type.Integer(), Type.Null()]),
  source_place_id: Type.Union([Type.Integer(), Type.Null()]),
  source_trip_name: NullableText(),
  author_id: Type.Integer(),
  type: Type.Union([Type.Literal('entry'), Type.Literal('skeleton')], {
    description: 'skeleton: a suggestion from a trip, which writing a story makes an entry'
  }),
  location_lat: NullableNumber(),
  location_lng: NullableNumber(),
  visibility: Type.String(),
  sort_order: Type.Integer({ description: 'Position among the entries of its date' }),
  created_at: Type.String({ description: 'ISO 8601, UTC' }),
  updated_at: Type.String({ description: 'ISO 8601, UTC' }),
  photos: NoPhotos
})
export type JourneyEntry = Static<typeof JourneyEntry>

export const SharedEntry = Type.Object({
  ...told,
  location_lat: Type.Optional(NullableNumber()),
  location_lng: Type.Optional(NullableNumber())
})
export type SharedEntry = Static<typeof SharedEntry>

export const MapPin = Type.Object({
  entry_date: Type.String({ description: 'YYYY-MM-DD' }),
  location_name: NullableText(),
  location_lat: Type.Number(),
  location_lng: Type.Number()
})
export type MapPin = Static<typeof MapPin>

/** Left out stays; `null`, and for texts also an empty one, clears. */
export interface EntryChanges {
  title?: string | null | undefined
  story?: string | null | undefined
  entry_date?: string | undefined
  entry_time?: string | null | undefined
  location_name?: string | null | undefined
  location_lat?: number | null | undefined
  location_lng?: number | null | undefined
  mood?: string | null | undefined
  weather?: string | null | undefined
  tags?: string[] | undefined
  pros_cons?: ProsCons | null | undefined
}

export type NewEntry = EntryChanges & {
  entry_date: string
  /** Position among the entries of the date, from 0; those behind move back. Absent: the last. */
  sort_order?: number | undefined
}
