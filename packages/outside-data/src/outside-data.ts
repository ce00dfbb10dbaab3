import type { ConnectionOptions } from '@trek/guarded-fetch'
import type { PublicHolidays } from './holidays/holidays.ts'
import { createNager } from './holidays/nager.ts'
import { createLinkReader } from './links/link-reader.ts'
import { createLinkResolver } from './links/link-resolver.ts'
import type { LinkResolver } from './links/links.ts'
import { createGooglePlaces } from './places/google-places.ts'
import { createNominatim } from './places/nominatim.ts'
import { createOverpass } from './places/overpass.ts'
import { createPlaceDetails } from './places/place-details.ts'
import type { Geocoder, PlaceDetailsSource, PlaceSearch } from './places/places.ts'
import { createFrankfurter, type Rates } from './rates/frankfurter.ts'
import type { Outbound, ServiceFailure } from './service/outbound.ts'
import { createPacer } from './service/pacer.ts'
import { createService } from './service/service.ts'
import { createMotis } from './transit/motis.ts'
import type { Transit } from './transit/transit.ts'
import { createOpenMeteo } from './weather/open-meteo.ts'
import type { WeatherSource } from './weather/weather.ts'

/** Everything that is asked of other people's services, one interface a need. */
export interface OutsideData {
  placeSearch: PlaceSearch
  placeDetails: PlaceDetailsSource
  geocoder: Geocoder
  links: LinkResolver
  transit: Transit
  weather: WeatherSource
  rates: Rates
  /** Absent: no service for them was named. */
  holidays?: PublicHolidays
}

/** Base addresses of services, without a slash at the end. */
export interface ServiceAddresses {
  nominatim: string
  /** Interpreters; the second is asked when the first stumbles. */
  overpass: readonly string[]
  googlePlaces: string
  transit: string
  openMeteo: string
  openMeteoArchive: string
  rates: string
  /** Default: none. */
  holidays?: string
}

/** The public services. */
export const PUBLIC_SERVICES: ServiceAddresses = {
  nominatim: 'https://nominatim.openstreetmap.org',
  overpass: ['https://overpass-api.de/api/interpreter', 'https://overpass.kumi.systems/api/interpreter'],
  googlePlaces: 'https://places.googleapis.com',
  transit: 'https://api.transitous.org',
  openMeteo: 'https://api.open-meteo.com',
  openMeteoArchive: 'https://archive-api.open-meteo.com',
  rates: 'https://api.frankfurter.dev'
}

export interface OutsideDataOptions {
  /** Names the product and where to reach whoever runs it: `TREK/1.0 (https://trips.example)`. */
  userAgent: string
  /** Default true; false: nothing is asked, and everything fails at once. */
  isOn?: boolean
  /** How long a look-up may take, a second attempt included. Default 8000. */
  timeoutMilliseconds?: number
  /** Default: `PUBLIC_SERVICES`. */
  addresses?: Partial<ServiceAddresses>
  /** A key for Google Places, which is then searched instead of OpenStreetMap. */
  googleKey?: string | undefined
  /** Sent to Google as the referrer its keys can be bound to. Default: none. */
  publicUrl?: string
  /** Between two calls to Nominatim, for all people of this process. Default 1000, as its usage policy asks. */
  nominatimSpacingMilliseconds?: number
  /** How pages of map services are reached. Default: through DNS and TCP. */
  connection?: ConnectionOptions
  /** Told of every failure, for the log. Default: nobody is. */
  onFailure?: (failure: ServiceFailure) => void
  /** Default: the system's clock. */
  now?: () => Date
}

const DEFAULT_TIMEOUT_MILLISECONDS = 8000
/** What a change of somebody's waits for, such as an expense for the rate of the day, may take no longer than this. */
const IN_PASSING_MILLISECONDS = 3000

/** The real services, each behind time limits, size limits, and a cache of its own. Nothing is asked before it is needed. */
export function createOutsideData(options: OutsideDataOptions): OutsideData {
  const { userAgent, googleKey, publicUrl, connection = {}, now = () => new Date() } = options
  const addresses = { ...PUBLIC_SERVICES, ...options.addresses }
  const outbound: Outbound = {
    isOn: options.isOn ?? true,
    timeoutMilliseconds: options.timeoutMilliseconds ?? DEFAULT_TIMEOUT_MILLISECONDS,
    userAgent,
    onFailure: options.onFailure ?? (() => {})
  }
  const pacer = createPacer(options.nominatimSpacingMilliseconds ?? 1000, outbound.timeoutMilliseconds / 2)
  const service = (name: string, ...baseUrls: readonly string[]) => createService({ name, baseUrls }, outbound)
  const inPassing = {
    ...outbound,
    timeoutMilliseconds: Math.min(outbound.timeoutMilliseconds, IN_PASSING_MILLISECONDS)
  }

  const nominatim = createNominatim(
    createService({ name: 'The search of OpenStreetMap', baseUrls: [addresses.nominatim], pacer }, outbound)
  )
  const google =
    googleKey === undefined
      ? undefined
      : createGooglePlaces(
          createService(
            {
              name: 'Google Places',
              baseUrls: [addresses.googlePlaces],
              headers: { 'x-goog-api-key': googleKey, ...(publicUrl !== undefined && { referer: publicUrl }) }
            },
            outbound
          )
        )

  return {
    placeSearch: google ?? nominatim,
    placeDetails: createPlaceDetails({
      nominatim,
      overpass: createOverpass(service('The data of OpenStreetMap', ...addresses.overpass)),
      google,
      now
    }),
    geocoder: nominatim,
    links: createLinkResolver({
      createReader: () => createLinkReader(connection, outbound),
      geocoder: nominatim
    }),
    transit: createMotis(service('The transit search', addresses.transit)),
    weather: createOpenMeteo(
      service('The weather service', addresses.openMeteo),
      service('The weather archive', addresses.openMeteoArchive),
      now
    ),
    rates: createFrankfurter(
      createService({ name: 'The service for exchange rates', baseUrls: [addresses.rates] }, inPassing)
    ),
    ...(addresses.holidays !== undefined && {
      holidays: createNager(
        createService({ name: 'The service for public holidays', baseUrls: [addresses.holidays] }, inPassing),
        now
      )
    })
  }
}
