import { Type, type Static } from 'typebox'

const NullableText = (description?: string) =>
  Type.Union([Type.String(), Type.Null()], description === undefined ? {} : { description })
const NullableNumber = () => Type.Union([Type.Number(), Type.Null()])
const CountryCode = Type.String({ description: 'ISO 3166-1 alpha-2' })

export const VisitedCountry = Type.Object({
  country_code: CountryCode,
  created_at: Type.String({ description: 'When it was marked; ISO 8601, UTC' })
})
export type VisitedCountry = Static<typeof VisitedCountry>

export const VisitedRegion = Type.Object({
  region_code: Type.String({ description: 'ISO 3166-2' }),
  region_name: Type.String(),
  country_code: CountryCode
})
export type VisitedRegion = Static<typeof VisitedRegion>

export const AtlasCountry = Type.Object({
  code: CountryCode,
  placeCount: Type.Integer({ description: 'Places of trips there; 0: marked by hand only' }),
  tripCount: Type.Integer({ description: 'Trips with places there' }),
  firstVisit: NullableText('First day of the earliest of these trips, YYYY-MM-DD'),
  lastVisit: NullableText('First day of the latest of these trips, YYYY-MM-DD')
})
export type AtlasCountry = Static<typeof AtlasCountry>

export const AtlasStats = Type.Object({
  countries: Type.Array(AtlasCountry, { description: 'Those with most places first' }),
  stats: Type.Object({
    totalTrips: Type.Integer(),
    totalPlaces: Type.Integer(),
    totalCountries: Type.Integer(),
    totalDays: Type.Integer({ description: 'Days of trips that have dates' }),
    totalCities: Type.Integer({ description: 'As far as addresses of places name them' })
  }),
  mostVisited: Type.Union([AtlasCountry, Type.Null()], { description: 'The country with most places' }),
  continents: Type.Record(Type.String(), Type.Integer(), { description: 'Countries on each continent' }),
  lastTrip: Type.Union([
    Type.Object({
      id: Type.Integer(),
      title: Type.String(),
      start_date: Type.String(),
      end_date: Type.String(),
      countryCode: NullableText('The country with most of its places')
    }),
    Type.Null()
  ]),
  nextTrip: Type.Union([
    Type.Object({
      id: Type.Integer(),
      title: Type.String(),
      start_date: Type.String(),
      daysUntil: Type.Integer()
    }),
    Type.Null()
  ]),
  streak: Type.Integer({ description: 'Years in a row with a trip, up to the current one' }),
  firstYear: Type.Union([Type.Integer(), Type.Null()], { description: 'Year of the first trip' }),
  tripsThisYear: Type.Integer()
})
export type AtlasStats = Static<typeof AtlasStats>

export const AtlasPlace = Type.Object({
  id: Type.Integer(),
  trip_id: Type.Integer(),
  name: Type.String(),
  address: NullableText(),
  lat: NullableNumber(),
  lng: NullableNumber()
})
export type AtlasPlace = Static<typeof AtlasPlace>

export const AtlasTrip = Type.Object({
  id: Type.Integer(),
  title: Type.String(),
  start_date: NullableText('YYYY-MM-DD'),
  end_date: NullableText('YYYY-MM-DD')
})
export type AtlasTrip = Static<typeof AtlasTrip>

export const CountryPlaces = Type.Object({
  places: Type.Array(AtlasPlace, { description: 'Newest first' }),
  place_count: Type.Integer({ description: 'How many there are in all' }),
  trips: Type.Array(AtlasTrip, { description: 'Trips with places there, latest start first' }),
  manually_marked: Type.Boolean({ description: 'Whether the person marked the country by hand' })
})
export type CountryPlaces = Static<typeof CountryPlaces>
