import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { attributions } from '../attributions.ts'
import { languageTag } from '../language.ts'
import { type Position, positionOf } from '../position.ts'
import { createCache } from '../service/cache.ts'
import type { Service } from '../service/service.ts'
import type { FoundPlace, PlaceDetails } from './found-place.schema.ts'
import type { PlaceSearch } from './places.ts'

const RESULTS = 10
/** Metres around a position that is to be favoured. */
const NEIGHBOURHOOD = 20_000

const GooglePlace = Type.Object({
  id: Type.String(),
  displayName: Type.Optional(Type.Object({ text: Type.String() })),
  formattedAddress: Type.Optional(Type.String()),
  location: Type.Optional(Type.Object({ latitude: Type.Number(), longitude: Type.Number() })),
  rating: Type.Optional(Type.Number()),
  userRatingCount: Type.Optional(Type.Integer()),
  websiteUri: Type.Optional(Type.String()),
  nationalPhoneNumber: Type.Optional(Type.String()),
  types: Type.Optional(Type.Array(Type.String())),
  googleMapsUri: Type.Optional(Type.String()),
  regularOpeningHours: Type.Optional(
    Type.Object({
      openNow: Type.Optional(Type.Boolean()),
      weekdayDescriptions: Type.Optional(Type.Array(Type.String()))
    })
  )
})
type GooglePlace = Static<typeof GooglePlace>

const googlePlace = Compile(GooglePlace)
const googlePlaces = Compile(Type.Object({ places: Type.Optional(Type.Array(GooglePlace)) }))

const LISTED = [
  'id',
  'displayName',
  'formattedAddress',
  'location',
  'rating',
  'websiteUri',
  'nationalPhoneNumber',
  'googleMapsUri'
]
const SEARCH_MASK = [...LISTED, 'types'].map((field) => `places.${field}`).join(',')
const DETAILS_MASK = [...LISTED, 'userRatingCount', 'regularOpeningHours'].join(',')

export interface GooglePlaces extends PlaceSearch {
  /** `undefined`: Google knows no such place. */
  details(id: string, language: string): Promise<PlaceDetails | undefined>
}

/** Google Places (New), with an operator's key in the headers of the service. */
export function createGooglePlaces(service: Service): GooglePlaces {
  const searches = createCache<FoundPlace[]>({ secondsOf: () => 3600, maxEntries: 500 })
  // Whether it is open now is among them, so they do not keep for long.
  const known = createCache<PlaceDetails | undefined>({ secondsOf: () => 900, maxEntries: 1000 })

  async function search(text: string, language: string | undefined, near: Position | undefined) {
    const body = {
      textQuery: text,
      pageSize: RESULTS,
      languageCode: language,
      locationBias: near && {
        circle: { center: { latitude: near.lat, longitude: near.lng }, radius: NEIGHBOURHOOD }
      }
    }
    const found = await service.ask({
      path: '/v1/places:searchText',
      headers: { 'x-goog-fieldmask': SEARCH_MASK },
      body: { type: 'application/json', text: JSON.stringify(body) },
      answer: googlePlaces
    })
    return (found?.places ?? []).map(toFoundPlace)
  }

  return {
    async search(text, language, near) {
      const tag = language === undefined ? undefined : languageTag(language)
      const places = await searches.get([text.trim(), tag, near], () => search(text.trim(), tag, near))
      return { places, source: 'google', attribution: attributions.google }
    },

    details(id, language) {
      const tag = languageTag(language)
      return known.get([id, tag], async () => {
        const found = await service.ask({
          path: `/v1/places/${encodeURIComponent(id)}`,
          query: { languageCode: tag },
          headers: { 'x-goog-fieldmask': DETAILS_MASK },
          answer: googlePlace,
          absentStatuses: [400, 404]
        })
        return found && toDetails(found)
      })
    }
  }
}

function toFoundPlace(place: GooglePlace): FoundPlace {
  const { lat = null, lng = null } = positionOf(place.location?.latitude, place.location?.longitude) ?? {}
  return {
    google_place_id: place.id,
    google_ftid: featureId(place.googleMapsUri),
    osm_id: null,
    name: place.displayName?.text ?? place.formattedAddress ?? place.id,
    address: place.formattedAddress ?? '',
    lat,
    lng,
    rating: place.rating ?? null,
    website: place.websiteUri ?? null,
    phone: place.nationalPhoneNumber ?? null,
    types: place.types ?? [],
    source: 'google'
  }
}

function toDetails(place: GooglePlace): PlaceDetails {
  const { types: _types, ...found } = toFoundPlace(place)
  return {
    ...found,
    rating_count: place.userRatingCount ?? null,
    opening_hours: place.regularOpeningHours?.weekdayDescriptions ?? null,
    open_now: place.regularOpeningHours?.openNow ?? null,
    google_maps_url: place.googleMapsUri ?? null,
    osm_url: null,
    summary: null,
    attribution: attributions.google
  }
}

function featureId(mapsUri: string | undefined): string | null {
  if (mapsUri === undefined || !URL.canParse(mapsUri)) return null
  const id = new URL(mapsUri).searchParams.get('ftid')
  return id !== null && /^0x[0-9a-f]+:0x[0-9a-f]+$/.test(id) ? id : null
}
