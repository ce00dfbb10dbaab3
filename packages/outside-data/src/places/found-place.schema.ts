import { type Static, Type } from 'typebox'

const Nullable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

export const PlaceSource = Type.Union([Type.Literal('openstreetmap'), Type.Literal('google')])
export type PlaceSource = Static<typeof PlaceSource>

/** A place as a search finds it. */
export const FoundPlace = Type.Object({
  google_place_id: Nullable(Type.String()),
  google_ftid: Nullable(Type.String()),
  osm_id: Nullable(Type.String({ description: 'type:id' })),
  name: Type.String(),
  address: Type.String(),
  lat: Nullable(Type.Number()),
  lng: Nullable(Type.Number()),
  rating: Nullable(Type.Number()),
  website: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  types: Type.Array(Type.String(), { description: 'Kinds of place, from Google only' }),
  source: PlaceSource
})
export type FoundPlace = Static<typeof FoundPlace>

export const FoundPlaces = Type.Object({
  places: Type.Array(FoundPlace),
  source: PlaceSource,
  attribution: Type.String({ description: 'To be shown with the data' })
})
export type FoundPlaces = Static<typeof FoundPlaces>

/** What is known of one place. */
export const PlaceDetails = Type.Object({
  google_place_id: Nullable(Type.String()),
  google_ftid: Nullable(Type.String()),
  osm_id: Nullable(Type.String({ description: 'type:id' })),
  name: Type.String(),
  address: Type.String(),
  lat: Nullable(Type.Number()),
  lng: Nullable(Type.Number()),
  rating: Nullable(Type.Number()),
  rating_count: Nullable(Type.Integer()),
  website: Nullable(Type.String()),
  phone: Nullable(Type.String()),
  opening_hours: Nullable(Type.Array(Type.String(), { description: 'Seven lines, from Monday' })),
  open_now: Nullable(Type.Boolean({ description: 'At the place, when this was looked up' })),
  google_maps_url: Nullable(Type.String()),
  osm_url: Nullable(Type.String()),
  summary: Nullable(Type.String()),
  source: PlaceSource,
  attribution: Type.String({ description: 'To be shown with the data' })
})
export type PlaceDetails = Static<typeof PlaceDetails>
