import { attributions } from '../attributions.ts'
import { OutsideError } from '../outside-error.ts'
import type { PlaceDetails } from './found-place.schema.ts'
import type { GooglePlaces } from './google-places.ts'
import { localTime } from './local-time.ts'
import type { Nominatim } from './nominatim.ts'
import { describeWeek, isOpenAt, readOpeningHours } from './opening-hours.ts'
import { type OsmId, readOsmId } from './osm-id.ts'
import type { Overpass } from './overpass.ts'
import type { PlaceDetailsSource } from './places.ts'

export interface PlaceDetailsOptions {
  nominatim: Nominatim
  overpass: Overpass
  /** Absent: ids of Google cannot be looked up. */
  google?: GooglePlaces | undefined
  now: () => Date
}

/** Ids of OpenStreetMap are looked up there, all others at Google. */
export function createPlaceDetails({ nominatim, overpass, google, now }: PlaceDetailsOptions): PlaceDetailsSource {
  async function ofOpenStreetMap(id: OsmId, language: string): Promise<PlaceDetails | undefined> {
    const [place, tags] = await Promise.all([nominatim.lookup(id, language), overpass.tags(id)])
    if (!place) return undefined
    const { types: _types, ...found } = place
    const week = tags.opening_hours === undefined ? undefined : readOpeningHours(tags.opening_hours)
    const { day, minute } = localTime({ lat: found.lat ?? 0, lng: found.lng ?? 0 }, now())
    return {
      ...found,
      website: tags.website ?? tags['contact:website'] ?? null,
      phone: tags.phone ?? tags['contact:phone'] ?? null,
      rating_count: null,
      opening_hours: week ? describeWeek(week) : null,
      open_now: week && found.lat !== null ? isOpenAt(week, day, minute) : null,
      google_maps_url: null,
      osm_url: `https://www.openstreetmap.org/${id.type}/${id.number}`,
      summary: tags.description ?? null,
      attribution: attributions.openStreetMap
    }
  }

  return {
    async details(id, language) {
      const osmId = readOsmId(id)
      if (!osmId && !google)
        throw new OutsideError(
          'place_not_found',
          'This server has no key for Google Maps: give an OpenStreetMap id such as node:123, as search_place finds them'
        )
      const found = osmId ? await ofOpenStreetMap(osmId, language) : await google?.details(id, language)
      if (!found) throw new OutsideError('place_not_found', 'No place has this id: take ids from search_place')
      return found
    }
  }
}
