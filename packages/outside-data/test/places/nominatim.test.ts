import t from 'tap'
import { outsideAt, startService } from '../support/service.ts'

const COLOSSEUM = {
  osm_type: 'way',
  osm_id: 1834818,
  name: 'Colosseo',
  display_name: 'Colosseo, Piazza del Colosseo, Roma, Italia',
  lat: '41.8902614',
  lon: '12.4930871',
  address: { tourism: 'Colosseo', road: 'Piazza del Colosseo', country_code: 'it' }
}

t.test('a search finds places as OpenStreetMap knows them', async (t) => {
  const unnamed = { ...COLOSSEUM, osm_type: 'house', name: '', display_name: 'Via Sacra 1, Roma', lat: '91' }
  const { url, asked } = await startService(t, () => [COLOSSEUM, unnamed])
  const found = await outsideAt(url).placeSearch.search('colosseum', 'br', { lat: 41.9, lng: 12.5 })
  t.match(found, { source: 'openstreetmap', attribution: /OpenStreetMap contributors/ })
  t.same(found.places, [
    {
      google_place_id: null,
      google_ftid: null,
      osm_id: 'way:1834818',
      name: 'Colosseo',
      address: 'Colosseo, Piazza del Colosseo, Roma, Italia',
      lat: 41.8902614,
      lng: 12.4930871,
      rating: null,
      website: null,
      phone: null,
      types: [],
      source: 'openstreetmap'
    },
    {
      ...found.places[0],
      osm_id: null,
      name: 'Via Sacra 1',
      address: 'Via Sacra 1, Roma',
      lat: null,
      lng: null
    }
  ])
  t.match(asked[0], {
    path: '/search',
    query: {
      q: 'colosseum',
      format: 'json',
      addressdetails: '1',
      limit: '10',
      'accept-language': 'pt-BR',
      viewbox: '12,42.4,13,41.4'
    }
  })
})

t.test('a position has a name and an address, or is nowhere', async (t) => {
  const { url, asked } = await startService(t, ({ query }) => {
    if (query.lat === '0') return { error: 'Unable to geocode' }
    return query.lat === '1' ? { ...COLOSSEUM, name: '' } : { ...COLOSSEUM, name: '', address: { road: 'Via Sacra' } }
  })
  const { geocoder } = outsideAt(url)
  t.same(await geocoder.reverse({ lat: 1, lng: 12.5 }, 'gr'), {
    name: 'Colosseo',
    address: 'Colosseo, Piazza del Colosseo, Roma, Italia',
    countryCode: 'IT',
    attribution: '© OpenStreetMap contributors (ODbL)'
  })
  t.match(await geocoder.reverse({ lat: 2, lng: 12.5 }, 'en'), { name: 'Via Sacra', countryCode: null })
  t.equal(await geocoder.reverse({ lat: 0, lng: 0 }, 'en'), undefined)
  t.match(asked[0], {
    path: '/reverse',
    query: { lat: '1', lon: '12.5', zoom: '18', addressdetails: '1', format: 'json', 'accept-language': 'el' }
  })
  await geocoder.reverse({ lat: 0.000001, lng: 0 }, 'en')
  t.equal(asked.length, 3, 'a metre away is the same place')
})
