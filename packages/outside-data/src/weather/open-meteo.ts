import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { attributions } from '../attributions.ts'
import type { Position } from '../position.ts'
import { type Cache, createCache } from '../service/cache.ts'
import type { Service } from '../service/service.ts'
import { addDays, daysBetween, latestOccurrence } from './calendar.ts'
import { describeSky, guessSky, skyOf, type SkyState } from './sky.ts'
import type { Weather, WeatherHour } from './weather.schema.ts'
import type { WeatherSource } from './weather.ts'

/** Days from today, in the forecast whatever the zone of the place; a day or two more may be. */
const SURELY_FORECAST_DAYS = 14
const FORECAST_DAYS = 16
/** The forecast service keeps the last days, which the archive does not have yet. */
const RECENT_DAYS = 7
/** Days around a date whose average says what the season is like. */
const AROUND = 2

const Values = Type.Optional(Type.Array(Type.Union([Type.Number(), Type.Null()])))
const Times = Type.Array(Type.String())
const OptionalTimes = Type.Optional(Type.Array(Type.Union([Type.String(), Type.Null()])))
const Daily = Type.Object({
  time: Times,
  temperature_2m_max: Values,
  temperature_2m_min: Values,
  weathercode: Values,
  precipitation_sum: Values,
  precipitation_probability_max: Values,
  windspeed_10m_max: Values,
  sunrise: OptionalTimes,
  sunset: OptionalTimes
})
const Hourly = Type.Object({
  time: Times,
  temperature_2m: Values,
  precipitation_probability: Values,
  precipitation: Values,
  weathercode: Values,
  windspeed_10m: Values,
  relativehumidity_2m: Values
})
const Answer = Type.Object({ daily: Daily, hourly: Type.Optional(Hourly) })
type Answer = Static<typeof Answer>
type Column = Static<typeof Values>

const answer = Compile(Answer)

const DAILY = 'temperature_2m_max,temperature_2m_min,weathercode,precipitation_sum'
const FULL_DAILY = `${DAILY},sunrise,sunset,windspeed_10m_max`
const HOURLY = 'temperature_2m,precipitation,weathercode,windspeed_10m,relativehumidity_2m'

type Period = { from: string; to: string; type: Weather['type']; isArchive: boolean }

/** Open-Meteo (https://open-meteo.com/en/docs): forecasts, and an archive of what was. */
export function createOpenMeteo(forecast: Service, archive: Service, now: () => Date): WeatherSource {
  const forecasts = createCache<Answer | undefined>({ secondsOf: () => 3600, maxEntries: 1000 })
  const archives = createCache<Answer | undefined>({ secondsOf: () => 24 * 3600, maxEntries: 1000 })

  function ask({ lat, lng }: Position, period: Period, isDetailed: boolean): Promise<Answer | undefined> {
    const [service, cache]: [Service, Cache<Answer | undefined>] = period.isArchive
      ? [archive, archives]
      : [forecast, forecasts]
    const probabilities = isDetailed && !period.isArchive
    const query = {
      // Some 1 km: finer than the models are, and people at one place share an answer.
      latitude: lat.toFixed(2),
      longitude: lng.toFixed(2),
      timezone: 'auto',
      daily: isDetailed ? FULL_DAILY + (probabilities ? ',precipitation_probability_max' : '') : DAILY,
      hourly: isDetailed ? HOURLY + (probabilities ? ',precipitation_probability' : '') : undefined,
      // The days ahead are asked for at once: who plans a trip asks for several.
      ...(isDetailed || period.isArchive
        ? { start_date: period.from, end_date: period.to }
        : { past_days: RECENT_DAYS, forecast_days: FORECAST_DAYS })
    }
    const path = period.isArchive ? '/v1/archive' : '/v1/forecast'
    // It answers 400 to days it does not have.
    return cache.get([query], () => service.ask({ path, query, answer, absentStatuses: [400] }))
  }

  /** Where the day may be found, the best first. */
  function periodsFor(date: string, around: number): Period[] {
    const today = now().toISOString().slice(0, 10)
    const ahead = daysBetween(today, date)
    const type = ahead < 0 ? 'observed' : 'forecast'
    if (ahead < -RECENT_DAYS) return [{ from: date, to: date, type, isArchive: true }]
    const middle = latestOccurrence(date, around, addDays(today, -RECENT_DAYS))
    const season: Period = {
      from: addDays(middle, -around),
      to: addDays(middle, around),
      type: 'climate',
      isArchive: true
    }
    const prediction: Period = { from: date, to: date, type, isArchive: false }
    if (ahead <= SURELY_FORECAST_DAYS) return [prediction]
    return ahead <= FORECAST_DAYS ? [prediction, season] : [season]
  }

  async function find(
    position: Position,
    date: string,
    language: string,
    { around, isDetailed }: { around: number; isDetailed: boolean }
  ): Promise<Weather> {
    for (const period of periodsFor(date, around)) {
      const found = await ask(position, period, isDetailed)
      const weather = found && read(found, period, language)
      if (weather) return weather
    }
    return {
      description: describeSky('unknown', language),
      type: 'forecast',
      error: 'no_forecast',
      attribution: attributions.openMeteo
    }
  }

  return {
    day: (position, date, language) => find(position, date, language, { around: AROUND, isDetailed: false }),
    hourly: (position, date, language) => find(position, date, language, { around: 0, isDetailed: true })
  }
}

/** The average of a period; `undefined` when nothing is known of it. */
function read({ daily, hourly }: Answer, { from, to, type }: Period, language: string): Weather | undefined {
  const days = daily.time.flatMap((date, at) => (date >= from && date <= to ? [at] : []))
  const max = average(daily.temperature_2m_max, days)
  const min = average(daily.temperature_2m_min, days)
  if (max === undefined || min === undefined) return undefined
  const temp = (max + min) / 2
  const rain = average(daily.precipitation_sum, days)
  const [only = -1] = days.length === 1 ? days : []
  const sky = skyAt(daily.weathercode?.[only], rain, temp)
  const [wind, likelihood] = [daily.windspeed_10m_max?.[only], daily.precipitation_probability_max?.[only]]
  const [sunrise, sunset] = [daily.sunrise?.[only], daily.sunset?.[only]]
  return {
    temp: Math.round(temp),
    temp_max: Math.round(max),
    temp_min: Math.round(min),
    main: sky.main,
    description: describeSky(sky.word, language),
    type,
    ...(sunrise != null && { sunrise: clockOf(sunrise) }),
    ...(sunset != null && { sunset: clockOf(sunset) }),
    ...(hourly && rain !== undefined && { precipitation_sum: Math.round(rain * 10) / 10 }),
    ...(likelihood != null && { precipitation_probability_max: Math.round(likelihood) }),
    ...(wind != null && { wind_max: Math.round(wind) }),
    ...(hourly && { hourly: readHours(hourly, from) }),
    attribution: attributions.openMeteo
  }
}

function readHours(hourly: Static<typeof Hourly>, date: string): WeatherHour[] {
  return hourly.time.flatMap((time, at) => {
    const temp = hourly.temperature_2m?.[at]
    if (!time.startsWith(date) || temp == null) return []
    const precipitation = hourly.precipitation?.[at] ?? 0
    const likelihood = hourly.precipitation_probability?.[at]
    return [
      {
        // In the place's own time already: reading it as a date would shift it to ours.
        hour: Number(time.slice(11, 13)),
        temp: Math.round(temp),
        precipitation,
        ...(likelihood != null && { precipitation_probability: Math.round(likelihood) }),
        main: skyAt(hourly.weathercode?.[at], precipitation, temp).main,
        wind: Math.round(hourly.windspeed_10m?.[at] ?? 0),
        humidity: Math.round(hourly.relativehumidity_2m?.[at] ?? 0)
      }
    ]
  })
}

function skyAt(code: number | null | undefined, rain: number | undefined, temperature: number): SkyState {
  return code == null ? guessSky(rain ?? 0, temperature) : skyOf(code)
}

function clockOf(time: string): string {
  return time.slice(11, 16)
}

function average(column: Column | undefined, rows: number[]): number | undefined {
  const values = rows.map((at) => column?.[at]).filter((value) => value != null)
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
}
