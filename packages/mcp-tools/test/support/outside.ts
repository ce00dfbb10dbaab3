import {
  type FoundPlace,
  type ListedPlace,
  OutsideError,
  type PlaceDetails,
  type TransitItinerary,
  type TransitStop,
  type Weather
} from '@trek/outside-data'
import type { Outside } from '../../src/index.ts'

export interface TestOutside extends Outside {
  /** What was asked, in order: the method and what it was given. */
  asked: unknown[][]
  /** The places of every list. */
  listed: ListedPlace[]
  /** From now on nobody outside answers. */
  fail(): void
}

const ATTRIBUTION = '© somebody'

const found: FoundPlace = {
  google_place_id: null,
  google_ftid: null,
  osm_id: 'way:1834818',
  name: 'Colosseo',
  address: 'Piazza del Colosseo, Roma',
  lat: 41.89,
  lng: 12.49,
  rating: null,
  website: null,
  phone: null,
  types: [],
  source: 'openstreetmap'
}
const { types: _types, ...known } = found
const details: PlaceDetails = {
  ...known,
  rating_count: null,
  opening_hours: ['Monday: 08:30-19:00'],
  open_now: true,
  google_maps_url: null,
  osm_url: 'https://www.openstreetmap.org/way/1834818',
  summary: null,
  attribution: ATTRIBUTION
}
const weather: Weather = {
  temp: 23,
  temp_max: 28,
  temp_min: 18,
  main: 'Clear',
  description: 'Clear sky',
  type: 'forecast',
  attribution: ATTRIBUTION
}
const stop = (name: string, lat: number, lng: number, time: string): TransitStop => ({
  name,
  lat,
  lng,
  time,
  scheduledTime: time,
  track: null
})
const itinerary: TransitItinerary = {
  startTime: '2027-06-10T08:00:00Z',
  endTime: '2027-06-10T08:20:00Z',
  duration: 1200,
  transfers: 0,
  walkSeconds: 0,
  legs: [
    {
      mode: 'SUBWAY',
      from: stop('Termini', 41.9, 12.5, '2027-06-10T08:00:00Z'),
      to: stop('Colosseo', 41.89, 12.49, '2027-06-10T08:20:00Z'),
      duration: 1200,
      distance: null,
      headsign: 'Laurentina',
      line: 'B',
      lineColor: '#005fae',
      lineTextColor: null,
      agency: 'ATAC',
      intermediateStops: 1,
      geometry: null,
      geometryPrecision: 6
    }
  ]
}

const backwards = { ...itinerary, endTime: '2027-06-10T07:00:00Z' }

/** A world of its own: one place, one day, one train that goes and one that ends before it starts. */
export function testOutside(): TestOutside {
  const asked: unknown[][] = []
  const listed: ListedPlace[] = [
    { name: 'Forum', lat: 41.892, lng: 12.485, notes: 'early', address: null, google_ftid: '0x1:0x2' },
    { name: 'colosseum', lat: 41.89, lng: 12.49, notes: null, address: null, google_ftid: null }
  ]
  let isGone = false
  const answers =
    <Given extends unknown[], Answer>(method: string, answer: (...given: Given) => Answer) =>
    async (...given: Given): Promise<Answer> => {
      asked.push([method, ...given])
      if (isGone) throw new OutsideError('upstream_failed', 'Nobody answers: try again later')
      return answer(...given)
    }
  return {
    asked,
    listed,
    fail() {
      isGone = true
    },
    placeSearch: {
      search: answers('search', () => ({ places: [found], source: 'openstreetmap', attribution: ATTRIBUTION }))
    },
    placeDetails: {
      details: answers('details', (id: string) => {
        if (id === 'node:9') throw new OutsideError('place_not_found', 'No place has this id')
        return details
      })
    },
    geocoder: {
      reverse: answers('reverse', ({ lat }) =>
        lat === 0 ? undefined : { name: 'Colosseo', address: 'Roma', countryCode: 'IT', attribution: ATTRIBUTION }
      )
    },
    links: {
      resolve: answers('resolve', () => ({
        lat: 41.89,
        lng: 12.49,
        name: 'Colosseo',
        address: 'Roma',
        google_ftid: null,
        attribution: ATTRIBUTION
      })),
      importList: answers('importList', () => ({ name: 'Rome', places: listed }))
    },
    transit: {
      stops: answers('stops', () => ({
        results: [{ name: 'Termini', lat: 41.9, lng: 12.5, type: 'STOP', area: 'Roma' }],
        attribution: ATTRIBUTION
      })),
      routes: answers('routes', () => ({ itineraries: [itinerary, backwards], dropped: 1, attribution: ATTRIBUTION }))
    },
    weather: {
      day: answers('day', () => weather),
      hourly: answers('hourly', () => ({
        ...weather,
        sunrise: '05:34',
        hourly: [{ hour: 9, temp: 21, precipitation: 0, main: 'Clear' as const, wind: 8, humidity: 55 }]
      }))
    },
    rates: { of: async () => undefined }
  }
}
