export type { HolidayCountry, PublicHoliday, PublicHolidays } from './holidays/holidays.ts'
export { type LinkResolver, ListedPlace, type ListKind, type PlaceList, type ResolvedLink } from './links/links.ts'
export {
  createOutsideData,
  type OutsideData,
  type OutsideDataOptions,
  PUBLIC_SERVICES,
  type ServiceAddresses
} from './outside-data.ts'
export { OutsideError, type OutsideErrorCode } from './outside-error.ts'
export { FoundPlace, FoundPlaces, PlaceDetails, PlaceSource } from './places/found-place.schema.ts'
export type { Address, Geocoder, PlaceDetailsSource, PlaceSearch } from './places/places.ts'
export { Position } from './position.ts'
export type { Rates } from './rates/frankfurter.ts'
export type { ServiceFailure } from './service/outbound.ts'
export {
  TransitItinerary,
  TransitLeg,
  TransitMode,
  TransitPlace,
  TransitPoint,
  TransitStop
} from './transit/transit.schema.ts'
export type { FoundRoutes, FoundStops, RouteQuery, Transit } from './transit/transit.ts'
export { Sky, Weather, WeatherHour } from './weather/weather.schema.ts'
export type { WeatherSource } from './weather/weather.ts'
