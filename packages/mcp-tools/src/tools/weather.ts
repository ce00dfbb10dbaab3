import { Weather } from '@trek/outside-data'
import { InvalidInputError } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { CalendarDate, Language, Latitude, Longitude, looksOutside } from './arguments.ts'

const DayInput = Type.Object({
  lat: Latitude,
  lng: Longitude,
  date: CalendarDate('The day, at the place'),
  lang: Type.Optional(Language)
})
const WeatherOutput = Type.Object({ weather: Weather })

export const getWeather = defineTool<typeof DayInput, typeof WeatherOutput, PlannerContext>({
  name: 'get_weather',
  title: 'See the weather of a day',
  description:
    'The weather of one day: a forecast up to 16 days ahead, what was observed for the past, and further ahead what that time of the year is like (type climate): say so when you tell it. Descriptions are English, German, French or Spanish.',
  scopes: ['weather:read'],
  annotations: looksOutside,
  input: DayInput,
  output: WeatherOutput,
  async run({ lat, lng, date, lang = 'en' }, { outside }) {
    return { weather: await outside.weather.day({ lat, lng }, checkDate(date), lang) }
  }
})

export const getDetailedWeather = defineTool<typeof DayInput, typeof WeatherOutput, PlannerContext>({
  name: 'get_detailed_weather',
  title: 'See the weather hour by hour',
  description:
    'The weather of one day with its hours, sunrise and sunset, in the time of the place. More than 16 days ahead it is that of the same day in an earlier year (type climate). When the day as a whole will do, use get_weather.',
  scopes: ['weather:read'],
  annotations: looksOutside,
  input: DayInput,
  output: WeatherOutput,
  async run({ lat, lng, date, lang = 'en' }, { outside }) {
    return { weather: await outside.weather.hourly({ lat, lng }, checkDate(date), lang) }
  }
})

/** The weather is known from 1940 on, and no trip is planned further than this. */
const EARLIEST = '1940-01-01'
const LATEST = '2199-12-31'

/** @throws {InvalidInputError} `invalid_date` */
function checkDate(date: string): string {
  const time = Date.parse(date)
  const isDay = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date)
  if (!isDay || date < EARLIEST || date > LATEST)
    throw new InvalidInputError('invalid_date', `date has to be a day from ${EARLIEST} to ${LATEST}`)
  return date
}

export const weatherTools: Tool<PlannerContext>[] = [getWeather, getDetailedWeather]
