import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { attributions } from '../attributions.ts'
import { languageTag } from '../language.ts'
import { type Position, positionOf } from '../position.ts'
import { createCache } from '../service/cache.ts'
import type { Service } from '../service/service.ts'
import type { FoundPlace } from './found-place.schema.ts'
import { readOsmId, type OsmId } from './osm-id.ts'
import type { Geocoder, PlaceSearch } from './places.ts'

const DAY_SECONDS = 24 * 3600
const RESULTS = 10
/** Degrees around a position that is to be favoured. */
const NEIGHBOURHOOD = 0.5

const OsmPlace = Type.Object({
  osm_type: Type.Optional(Type.String()),
  osm_id: Type.Optional(Type.Union([Type.Integer(), Type.String()])),
  name: Type.Optional(Type.String()),
  display_name: Type.String(),
  lat: Type.String(),
  lon: Type.String(),
  address: Type.Optional(Type.Record(Type.String(), Type.String()))
})
type OsmPlace = Static<typeof OsmPlace>

const osmPlaces = Compile(Type.Array(OsmPlace))
const osmPlace = Compile(Type.Union([OsmPlace, Type.Object({ error: Type.Unknown() })]))

/** What gives a position its name when the place itself has none, the most telling first. */
const NAMING = ['tourism', 'amenity', 'shop', 'building', 'road'] as const

export interface Nominatim extends PlaceSearch, Geocoder {
  /** `undefined`: OpenStreetMap has no such object. */
  lookup(id: OsmId, language: string): Promise<FoundPlace | undefined>
}

/** OpenStreetMap's own search (https://nominatim.org/release-docs/latest/api/Overview/). */
export function createNominatim(service: Service): Nominatim {
  const searches = createCache<FoundPlace[]>({ secondsOf: () => DAY_SECONDS, maxEntries: 500 })
  const lookups = createCache<FoundPlace | undefined>({ secondsOf: () => DAY_SECONDS, maxEntries: 500 })
  const reversals = createCache<Awaited<ReturnType<Geocoder['reverse']>>>({
    secondsOf: () => DAY_SECONDS,
    maxEntries: 2000
  })

  async function search(text: string, language: string | undefined, near: Position | undefined) {
    const found = await service.ask({
      path: '/search',
      query: {
        q: text,
        format: 'json',
        addressdetails: 1,
        limit: RESULTS,
        'accept-language': language,
        viewbox: near && surroundings(near)
      },
      answer: osmPlaces
    })
    return (found ?? []).map(toFoundPlace)
  }

  return {
    async search(text, language, near) {
      const tag = language === undefined ? undefined : languageTag(language)
      const places = await searches.get([text.trim().toLowerCase(), tag, near], () => search(text.trim(), tag, near))
      return { places, source: 'openstreetmap', attribution: attributions.openStreetMap }
    },

    lookup(id, language) {
      const tag = languageTag(language)
      return lookups.get([id, tag], async () => {
        const ids = id.type.charAt(0).toUpperCase() + id.number
        const [found] =
          (await service.ask({
            path: '/lookup',
            query: { osm_ids: ids, format: 'json', 'accept-language': tag },
            answer: osmPlaces
          })) ?? []
        return found && toFoundPlace(found)
      })
    },

    reverse({ lat, lng }, language) {
      const tag = languageTag(language)
      return reversals.get([lat.toFixed(5), lng.toFixed(5), tag], async () => {
        const found = await service.ask({
          path: '/reverse',
          query: { lat, lon: lng, format: 'json', addressdetails: 1, zoom: 18, 'accept-language': tag },
          answer: osmPlace
        })
        if (!found || !('display_name' in found)) return undefined
        const { address = {} } = found
        const name = found.name || NAMING.map((kind) => address[kind]).find(Boolean)
        return {
          name: name ?? null,
          address: found.display_name,
          countryCode: address.country_code?.toUpperCase() ?? null,
          attribution: attributions.openStreetMap
        }
      })
    }
  }
}

function surroundings({ lat, lng }: Position): string {
  return [lng - NEIGHBOURHOOD, lat + NEIGHBOURHOOD, lng + NEIGHBOURHOOD, lat - NEIGHBOURHOOD].join(',')
}

function toFoundPlace(place: OsmPlace): FoundPlace {
  const { lat = null, lng = null } = positionOf(place.lat, place.lon) ?? {}
  const id = `${place.osm_type}:${place.osm_id}`
  return {
    google_place_id: null,
    google_ftid: null,
    osm_id: readOsmId(id) ? id : null,
    name: place.name || (place.display_name.split(',')[0] ?? place.display_name),
    address: place.display_name,
    lat,
    lng,
    rating: null,
    website: null,
    phone: null,
    types: [],
    source: 'openstreetmap'
  }
}
