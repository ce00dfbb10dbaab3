import t from 'tap'
import { outsideAt, startService } from '../support/service.ts'

const FROM = { lat: 41.9, lng: 12.5, name: 'Hotel' }
const TO = { lat: 41.89, lng: 12.49, name: 'Colosseum' }
const time = (minutes: number) => new Date(Date.UTC(2027, 5, 10, 8, minutes)).toISOString()

const stop = (name: string, { lat, lng }: { lat: number; lng: number }, times: object) => ({
  name,
  lat,
  lon: lng,
  ...times
})

function connection() {
  return {
    startTime: time(0),
    endTime: time(20),
    transfers: 0,
    legs: [
      {
        mode: 'WALK',
        duration: 300,
        distance: 350,
        from: stop('START', FROM, { departure: time(0) }),
        to: stop('Termini', { lat: 41.901, lng: 12.501 }, { arrival: time(5) }),
        legGeometry: { points: '_p~iF', precision: 7 }
      },
      {
        mode: 'SUBWAY',
        duration: 900,
        headsign: 'Laurentina',
        routeShortName: 'B',
        routeColor: '005FAE',
        routeTextColor: 'white',
        agencyName: 'ATAC',
        from: stop(
          'Termini',
          { lat: 41.901, lng: 12.501 },
          { departure: time(5), scheduledDeparture: time(4), track: '2' }
        ),
        to: stop('END', TO, { scheduledArrival: time(20) }),
        intermediateStops: [{}, {}]
      }
    ]
  }
}
type Connection = ReturnType<typeof connection>

t.test('stops by name, at most eight', async (t) => {
  const match = {
    name: 'Termini',
    lat: 41.9,
    lon: 12.5,
    type: 'STOP',
    areas: [{ name: 'Lazio' }, { name: 'Roma', default: true }]
  }
  const { url, asked } = await startService(t, () => Array.from({ length: 9 }, () => match))
  const { results, attribution } = await outsideAt(url).transit.stops(' Termini ', 'it-IT-x', { lat: 42, lng: 12 })
  t.equal(results.length, 8)
  t.same(results[0], { name: 'Termini', lat: 41.9, lng: 12.5, type: 'STOP', area: 'Roma' })
  t.match(attribution, /Transitous/)
  t.match(asked[0], { path: '/api/v1/geocode', query: { text: 'Termini', language: 'it-IT', place: '42,12' } })
})

t.test('a connection, with the names that were asked for', async (t) => {
  const { url, asked } = await startService(t, () => ({ itineraries: [connection()] }))
  const { itineraries, dropped } = await outsideAt(url).transit.routes({
    from: FROM,
    to: TO,
    time: new Date('2027-06-10T10:00:00+02:00'),
    arriveBy: true,
    modes: ['SUBWAY', 'BUS'],
    maxTransfers: 2
  })
  t.equal(dropped, 0)
  t.match(itineraries, [{ startTime: time(0), endTime: time(20), duration: 1200, transfers: 0, walkSeconds: 300 }])
  t.match(itineraries[0]?.legs, [
    { mode: 'WALK', from: { name: 'Hotel' }, line: null, geometry: '_p~iF', geometryPrecision: 7, distance: 350 },
    {
      mode: 'SUBWAY',
      from: { name: 'Termini', time: time(5), scheduledTime: time(4), track: '2' },
      to: { name: 'Colosseum', time: null, scheduledTime: time(20) },
      line: 'B',
      lineColor: '#005fae',
      lineTextColor: null,
      agency: 'ATAC',
      intermediateStops: 2,
      geometry: null,
      geometryPrecision: 6
    }
  ])
  t.match(asked[0], {
    path: '/api/v6/plan',
    query: {
      fromPlace: '41.9,12.5',
      toPlace: '41.89,12.49',
      numItineraries: '8',
      time: '2027-06-10T08:00:00.000Z',
      arriveBy: 'true',
      transitModes: 'SUBWAY,BUS',
      maxTransfers: '2',
      directModes: 'WALK'
    }
  })
})

t.test('names that are too long to be kept are cut, and a stop without one has a mark', async (t) => {
  const long = 'x'.repeat(1000)
  const wordy = connection()
  Object.assign(wordy.legs[1] ?? {}, { headsign: long, routeShortName: long, agencyName: long })
  Object.assign(wordy.legs[1]?.from ?? {}, { name: ' ', track: long })
  const { url } = await startService(t, () => ({ itineraries: [wordy] }))
  const { itineraries } = await outsideAt(url).transit.routes({ from: FROM, to: TO })
  const { headsign, line, agency, from } = itineraries[0]?.legs[1] ?? {}
  t.same([headsign?.length, line?.length, agency?.length, from?.track?.length, from?.name], [300, 100, 300, 100, '?'])
})

t.test('drawings that would fill the answer are left out, the connections are not', async (t) => {
  const drawn = connection()
  Object.assign(drawn.legs[0]?.legGeometry ?? {}, { points: 'x'.repeat(40_000) })
  const { url } = await startService(t, () => ({ itineraries: [drawn, drawn, drawn, drawn] }))
  const { itineraries } = await outsideAt(url).transit.routes({ from: FROM, to: TO })
  t.same(
    itineraries.map(({ legs }) => legs[0]?.geometry?.length),
    [40_000, 40_000, undefined, undefined]
  )
})

const unreadable: { name: string; spoil: (connection: Connection) => unknown }[] = [
  { name: 'stops nowhere on Earth', spoil: (one) => Object.assign(one.legs[1]?.to ?? {}, { lat: 95 }) },
  { name: 'does not say when it ends', spoil: (one) => Object.assign(one, { endTime: null }) },
  { name: 'leads backwards', spoil: (one) => Object.assign(one.legs[0] ?? {}, { distance: -1 }) },
  { name: 'is something else', spoil: (one) => Object.assign(one, { legs: 7 }) }
]

for (const { name, spoil } of unreadable) {
  t.test(`a connection that ${name} is only counted`, async (t) => {
    const spoilt = connection()
    spoil(spoilt)
    const { url } = await startService(t, () => ({ itineraries: [spoilt, connection()] }))
    const { itineraries, dropped } = await outsideAt(url).transit.routes({ from: FROM, to: TO })
    t.same([itineraries.length, dropped], [1, 1])
  })
}
