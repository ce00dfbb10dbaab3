import t, { type Test } from 'tap'
import { type Answering, outsideAt, startService } from '../support/service.ts'

/** A Thursday at 18:30 in Rome. */
const NOW = new Date('2027-06-10T16:30:00Z')
const CAFE = { osm_type: 'node', osm_id: 7, name: 'Caffè', display_name: 'Caffè, Roma', lat: '41.9', lon: '12.5' }

function openStreetMap(t: Test, tags: Record<string, string>, places: unknown[] = [CAFE]) {
  const answer: Answering = ({ path }) => (path === '/lookup' ? places : { elements: [{ tags }] })
  return startService(t, answer)
}

t.test('a place of OpenStreetMap, with what mappers noted of it', async (t) => {
  const { url, asked } = await openStreetMap(t, {
    'contact:website': 'https://caffe.example',
    phone: '+39 06 1',
    opening_hours: 'Mo-Fr 08:00-18:00; Th 08:00-13:00,17:00-20:00; PH off',
    description: 'Good ice'
  })
  const details = await outsideAt(url, { now: () => NOW }).placeDetails.details('node:7', 'it')
  t.match(details, {
    osm_id: 'node:7',
    name: 'Caffè',
    lat: 41.9,
    website: 'https://caffe.example',
    phone: '+39 06 1',
    open_now: true,
    osm_url: 'https://www.openstreetmap.org/node/7',
    summary: 'Good ice',
    source: 'openstreetmap',
    attribution: /OpenStreetMap contributors/
  })
  t.same(details.opening_hours, [
    'Monday: 08:00-18:00',
    'Tuesday: 08:00-18:00',
    'Wednesday: 08:00-18:00',
    'Thursday: 08:00-13:00, 17:00-20:00',
    'Friday: 08:00-18:00',
    'Saturday: Closed',
    'Sunday: Closed'
  ])
  const sent = Object.fromEntries(asked.map(({ path, query, body }) => [path, { query, body }]))
  t.match(sent['/lookup']?.query, { osm_ids: 'N7', format: 'json', 'accept-language': 'it' })
  t.same(sent['/api/interpreter']?.body, { data: '[out:json][timeout:5];node(7);out tags;' })
})

t.test('nothing noted is nothing claimed', async (t) => {
  const { url } = await openStreetMap(t, {})
  t.match(await outsideAt(url).placeDetails.details('relation:7', 'en'), {
    website: null,
    phone: null,
    opening_hours: null,
    open_now: null,
    summary: null
  })
})

t.test('the second interpreter is asked when the first stumbles', async (t) => {
  const broken = await startService(t, (_, reply) => reply.code(504).send())
  const { url } = await openStreetMap(t, { phone: '1' })
  const { placeDetails } = outsideAt(url, {
    addresses: { nominatim: url, overpass: [broken.url, `${url}/api/interpreter`] }
  })
  t.match(await placeDetails.details('node:7', 'en'), { phone: '1' })
  t.equal(broken.asked.length, 1)
})

t.test('an id that nobody has, and one of Google without a key', async (t) => {
  const { url, asked } = await openStreetMap(t, {}, [])
  const { placeDetails } = outsideAt(url)
  await t.rejects(placeDetails.details('node:8', 'en'), { code: 'place_not_found' })
  await t.rejects(placeDetails.details('ChIJ', 'en'), { code: 'place_not_found', message: /no key for Google/ })
  t.equal(asked.length, 2)
})

t.test('with a key, Google is searched and asked', async (t) => {
  const place = {
    id: 'ChIJ/1',
    displayName: { text: 'Colosseum' },
    formattedAddress: 'Piazza del Colosseo, 1',
    location: { latitude: 41.89, longitude: 12.49 },
    rating: 4.8,
    userRatingCount: 90,
    websiteUri: 'https://colosseo.it',
    nationalPhoneNumber: '06 1',
    types: ['museum'],
    googleMapsUri: 'https://maps.google.com/?cid=1&ftid=0x1a:0x2b',
    regularOpeningHours: { openNow: true, weekdayDescriptions: ['Monday: 8:30'] }
  }
  const { url, asked } = await startService(t, ({ path }, reply) => {
    if (path === '/v1/places:searchText') return { places: [place, { id: 'ChIJ2' }] }
    return path === '/v1/places/ChIJ%2F1' ? place : reply.code(400).send({ error: { message: 'secret' } })
  })
  const { placeSearch, placeDetails } = outsideAt(url, { googleKey: 'k', publicUrl: 'https://trips.example' })
  const found = await placeSearch.search('Colosseum', 'en', { lat: 41.9, lng: 12.5 })
  t.match(found, {
    source: 'google',
    attribution: /Google/,
    places: [
      { google_place_id: 'ChIJ/1', google_ftid: '0x1a:0x2b', osm_id: null, name: 'Colosseum', types: ['museum'] },
      { google_place_id: 'ChIJ2', name: 'ChIJ2', lat: null, rating: null }
    ]
  })
  t.match(asked[0], {
    method: 'POST',
    headers: {
      'x-goog-api-key': 'k',
      'x-goog-fieldmask': /places\.id,places\.displayName/,
      referer: 'https://trips.example'
    },
    body: {
      textQuery: 'Colosseum',
      languageCode: 'en',
      locationBias: { circle: { center: { latitude: 41.9, longitude: 12.5 }, radius: 20000 } }
    }
  })
  t.match(await placeDetails.details('ChIJ/1', 'de'), {
    google_place_id: 'ChIJ/1',
    rating_count: 90,
    opening_hours: ['Monday: 8:30'],
    open_now: true,
    google_maps_url: place.googleMapsUri,
    source: 'google'
  })
  t.equal(asked[1]?.query.languageCode, 'de')
  await t.rejects(placeDetails.details('nonsense', 'de'), {
    code: 'place_not_found',
    message: /take ids from search_place/
  })
})
