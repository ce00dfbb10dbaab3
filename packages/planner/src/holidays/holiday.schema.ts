import { Type, type Static } from 'typebox'

export const HolidayCountry = Type.Object({
  countryCode: Type.String({ description: 'ISO 3166-1 alpha-2' }),
  name: Type.String()
})
export type HolidayCountry = Static<typeof HolidayCountry>

export const Holiday = Type.Object({
  date: Type.String({ description: 'YYYY-MM-DD' }),
  localName: Type.String({ description: 'In a language of the country' }),
  name: Type.String({ description: 'In English' }),
  countryCode: Type.String(),
  fixed: Type.Boolean({ description: 'Whether it is on the same date every year' }),
  global: Type.Boolean({ description: 'Whether it is one in every region of the country' }),
  counties: Type.Union([Type.Array(Type.String()), Type.Null()], {
    description: 'The regions that have it (ISO 3166-2, such as DE-BY); null: all of them'
  }),
  launchYear: Type.Union([Type.Integer(), Type.Null()]),
  types: Type.Array(Type.String())
})
export type Holiday = Static<typeof Holiday>
