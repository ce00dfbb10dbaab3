import { Type, type Static } from 'typebox'

export const Airport = Type.Object({
  iata: Type.String(),
  icao: Type.Union([Type.String(), Type.Null()]),
  name: Type.String(),
  city: Type.String({ description: 'The city it is named after or serves' }),
  country: Type.String({ description: 'ISO 3166-1 alpha-2' }),
  lat: Type.Number(),
  lng: Type.Number(),
  tz: Type.String({ description: 'IANA time zone' })
})
export type Airport = Static<typeof Airport>
