import t from 'tap'
import { type Answering, outsideAt, startService } from '../support/service.ts'

const ROME = { lat: 41.8902, lng: 12.4922 }
const now = () => new Date('2027-06-10T12:00:00Z')

/** Both services: the days and hours asked for, or 23 days around today. */
const answer: Answering = ({ query }) => {
  const start = query.start_date ?? '2027-06-03'
  const count = query.end_date ? (Date.parse(query.end_date) - Date.parse(start)) / 86_400_000 + 1 : 23
  const time = Array.from({ length: count }, (_, day) =>
    new Date(Date.parse(start) + day * 86_400_000).toISOString().slice(0, 10)
  )
  const hours = Array.from({ length: 24 }, (_, hour) => `${start}T${String(hour).padStart(2, '0')}:00`)
  return {
    daily: {
      time,
      temperature_2m_max: time.map((_, day) => 20 + day),
      temperature_2m_min: time.map((_, day) => 10 + day),
      ...(query.past_days && { weathercode: time.map((_, day) => [0, 2, 61][day % 3] ?? 0) }),
      precipitation_sum: time.map(() => 6),
      sunrise: [`${start}T05:34`],
      sunset: [`${start}T20:45`],
      precipitation_probability_max: [40],
      windspeed_10m_max: [12.4]
    },
    ...(query.hourly && {
      hourly: {
        time: hours,
        temperature_2m: hours.map((_, hour) => (hour === 3 ? null : hour + 0.4)),
        precipitation: hours.map(() => 0.2),
        precipitation_probability: hours.map(() => 10),
        weathercode: hours.map((_, hour) => (hour === 12 ? 95 : 3)),
        windspeed_10m: hours.map(() => 7.6),
        relativehumidity_2m: hours.map(() => 55)
      }
    })
  }
}

t.test('days ahead are one question, whatever the day and the language', async (t) => {
  const { url, asked } = await startService(t, answer)
  const { weather } = outsideAt(url, { now })
  t.same(await weather.day(ROME, '2027-06-11', 'en'), {
    temp: 23,
    temp_max: 28,
    temp_min: 18,
    main: 'Rain',
    description: 'Rain',
    type: 'forecast',
    attribution: 'Weather data by Open-Meteo.com (CC BY 4.0)'
  })
  t.match(await weather.day(ROME, '2027-06-12', 'de'), { main: 'Clear', description: 'Klarer Himmel' })
  t.match(await weather.day(ROME, '2027-06-12', 'fr-CA'), { description: 'Ciel dégagé' })
  t.match(await weather.day(ROME, '2027-06-12', 'ja'), { description: 'Clear sky' })
  t.match(await weather.day(ROME, '2027-06-09', 'es'), { type: 'observed', description: 'Cielo despejado' })
  t.equal(asked.length, 1)
  t.match(asked[0], {
    path: '/v1/forecast',
    query: { latitude: '41.89', longitude: '12.49', timezone: 'auto', past_days: '7', forecast_days: '16' }
  })
})

t.test('a day long ago is looked up in the archive', async (t) => {
  const { url, asked } = await startService(t, answer)
  const found = await outsideAt(url, { now }).weather.day(ROME, '2026-01-15', 'en')
  t.match(found, { type: 'observed', temp: 15, main: 'Rain' })
  t.match(asked, [{ path: '/v1/archive', query: { start_date: '2026-01-15', end_date: '2026-01-15' } }])
})

t.test('a day far ahead is what its season was like, over five days', async (t) => {
  const { url, asked } = await startService(t, answer)
  const { weather } = outsideAt(url, { now })
  t.match(await weather.day(ROME, '2027-09-01', 'en'), { type: 'climate', temp: 17, temp_max: 22, temp_min: 12 })
  t.match(await weather.day(ROME, '2028-02-29', 'en'), { type: 'climate' })
  t.match(
    asked.map(({ query }) => [query.start_date, query.end_date]),
    [
      ['2026-08-30', '2026-09-03'],
      ['2027-02-26', '2027-03-02']
    ]
  )
})

t.test('the hours are those of the place', async (t) => {
  const { url, asked } = await startService(t, answer)
  const found = await outsideAt(url, { now }).weather.hourly(ROME, '2027-06-12', 'en')
  t.match(found, {
    type: 'forecast',
    sunrise: '05:34',
    sunset: '20:45',
    precipitation_sum: 6,
    precipitation_probability_max: 40,
    wind_max: 12
  })
  t.equal(found.hourly?.length, 23, 'an hour without a value is left out')
  t.same(
    found.hourly?.find(({ hour }) => hour === 12),
    {
      hour: 12,
      temp: 12,
      precipitation: 0.2,
      precipitation_probability: 10,
      main: 'Thunderstorm',
      wind: 8,
      humidity: 55
    }
  )
  t.match(asked[0]?.query, { start_date: '2027-06-12', end_date: '2027-06-12', hourly: /precipitation_probability/ })
})

t.test('hours of the past come from the archive, hours far ahead from the year before', async (t) => {
  const { url, asked } = await startService(t, answer)
  const { weather } = outsideAt(url, { now })
  t.match(await weather.hourly(ROME, '2027-05-01', 'en'), { type: 'observed' })
  t.match(await weather.hourly(ROME, '2027-12-24', 'en'), { type: 'climate' })
  t.match(
    asked.map(({ path, query }) => [path, query.start_date, query.end_date]),
    [
      ['/v1/archive', '2027-05-01', '2027-05-01'],
      ['/v1/archive', '2026-12-24', '2026-12-24']
    ]
  )
  t.notMatch(asked[0]?.query.hourly, 'probability', 'the past has none')
})

t.test('at the edge of the forecast the season has to do', async (t) => {
  const { url, asked } = await startService(t, (one, reply, count) =>
    one.path === '/v1/forecast'
      ? reply.code(400).send({ error: true, reason: 'out of range' })
      : answer(one, reply, count)
  )
  t.match(await outsideAt(url, { now }).weather.day(ROME, '2027-06-26', 'en'), { type: 'climate' })
  t.same(
    asked.map(({ path }) => path),
    ['/v1/forecast', '/v1/archive']
  )
})

t.test('a day nobody knows anything of', async (t) => {
  const { url } = await startService(t, () => ({ daily: { time: ['1930-01-01'], temperature_2m_max: [null] } }))
  t.same(await outsideAt(url, { now }).weather.day(ROME, '1930-01-01', 'de'), {
    description: 'Über diesen Tag ist nichts bekannt',
    type: 'forecast',
    error: 'no_forecast',
    attribution: 'Weather data by Open-Meteo.com (CC BY 4.0)'
  })
})
