import { stat } from 'node:fs/promises'
import t from 'tap'
import { createAirportService } from '../src/airports/airport.service.ts'

const airports = createAirportService()
const codes = async (query: string, limit?: number) => (await airports.search(query, limit)).map(({ iata }) => iata)

t.test('an airport by its code, whatever the case', async (t) => {
  t.match(await airports.get('cdg'), {
    iata: 'CDG',
    icao: 'LFPG',
    name: 'Paris-Charles De Gaulle Airport',
    city: 'Paris',
    country: 'FR',
    tz: 'Europe/Paris'
  })
  const { lat, lng } = await airports.get('JFK')
  t.ok(Math.abs(lat - 40.64) < 0.01 && Math.abs(lng + 73.79) < 0.01)
  await t.rejects(airports.get('QQQ'), { code: 'airport_not_found', message: /search_airports/ })
})

t.test('a code that exists finds that airport alone', async (t) => {
  t.same(await codes('sin'), ['SIN'])
  t.same(await codes(' LHR '), ['LHR'])
})

t.test('the best match comes first: code, then city, then name', async (t) => {
  t.equal((await codes('LFPG'))[0], 'CDG', 'an ICAO code')
  t.same(await codes('EGL'), ['LCY', 'LHR'], 'the beginning of a code')
  t.same((await codes('New York')).slice(0, 2), ['JFK', 'LGA'], 'a city whose name the airports do not bear')
  t.same((await codes('paris')).slice(0, 3), ['BVA', 'CDG', 'ORY'], 'equally good ones by code')
  t.equal((await codes('heathrow'))[0], 'LHR', 'a part of the name')
  t.ok((await codes('São Paulo')).includes('GRU'), 'accents do not matter')
  t.same(await codes('nowhere at all'), [])
})

t.test('answers as many as asked for, ten by default', async (t) => {
  t.equal((await codes('a')).length, 10)
  t.equal((await codes('a', 50)).length, 50)
  await t.rejects(airports.search('  '), { code: 'invalid_value' })
})

t.test('codes that no airport has are left out of a lookup of many', async (t) => {
  t.same([...(await airports.find(['lhr', 'QQQ', 'CDG'])).keys()], ['LHR', 'CDG'])
})

t.test('the file is small, and every zone in it is one', async (t) => {
  t.ok((await stat(new URL('../assets/airports.tsv', import.meta.url))).size < 800_000)
  const zones = new Set((await airports.search('a', 5000)).map(({ tz }) => tz))
  t.ok(zones.size > 200)
  for (const timeZone of zones) t.doesNotThrow(() => new Intl.DateTimeFormat('en', { timeZone }), timeZone)
})
