import type { Position } from '../position.ts'
import type { FoundPlaces, PlaceDetails } from './found-place.schema.ts'

/** Real places by what people call them. */
export interface PlaceSearch {
  /**
   * At most ten, the best first.
   *
   * @param language a tag such as `de`. Default: the service's.
   * @param near what is close to it comes first; absent: anywhere.
   * @throws {OutsideError} `upstream_failed`, `rate_limited`
   */
  search(text: string, language?: string, near?: Position): Promise<FoundPlaces>
}

/** More about a place that was found. */
export interface PlaceDetailsSource {
  /**
   * @param id as a search gave it: `node:1`, `way:1` or `relation:1` of OpenStreetMap, else Google's.
   * @throws {OutsideError} `place_not_found`, `upstream_failed`, `rate_limited`
   */
  details(id: string, language: string): Promise<PlaceDetails>
}

export interface Address {
  name: string | null
  address: string | null
  /** ISO 3166-1, two capital letters. */
  countryCode: string | null
  /** To be shown with the data. */
  attribution: string
}

/** What is at a position. */
export interface Geocoder {
  /**
   * `undefined`: nothing is known there.
   *
   * @throws {OutsideError} `upstream_failed`, `rate_limited`
   */
  reverse(position: Position, language: string): Promise<Address | undefined>
}
