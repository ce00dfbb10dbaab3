import { type Static, Type } from 'typebox'

export const Sky = Type.Union([
  Type.Literal('Clear'),
  Type.Literal('Clouds'),
  Type.Literal('Fog'),
  Type.Literal('Drizzle'),
  Type.Literal('Rain'),
  Type.Literal('Snow'),
  Type.Literal('Thunderstorm')
])
export type Sky = Static<typeof Sky>

export const WeatherHour = Type.Object({
  hour: Type.Integer({ description: '0 to 23, of the place' }),
  temp: Type.Integer({ description: '°C' }),
  precipitation: Type.Number({ description: 'mm' }),
  precipitation_probability: Type.Optional(Type.Integer({ description: '%' })),
  main: Sky,
  wind: Type.Integer({ description: 'km/h' }),
  humidity: Type.Integer({ description: '%' })
})
export type WeatherHour = Static<typeof WeatherHour>

export const Weather = Type.Object({
  temp: Type.Optional(Type.Integer({ description: '°C, between the extremes of the day' })),
  temp_max: Type.Optional(Type.Integer({ description: '°C' })),
  temp_min: Type.Optional(Type.Integer({ description: '°C' })),
  main: Type.Optional(Sky),
  description: Type.String(),
  type: Type.Union([Type.Literal('forecast'), Type.Literal('climate'), Type.Literal('observed')], {
    description: 'climate: what an earlier year was like at that time, no forecast; observed: the day is over'
  }),
  error: Type.Optional(Type.Literal('no_forecast', { description: 'Nothing is known of that day' })),
  sunrise: Type.Optional(Type.String({ description: 'HH:MM of the place' })),
  sunset: Type.Optional(Type.String({ description: 'HH:MM of the place' })),
  precipitation_sum: Type.Optional(Type.Number({ description: 'mm' })),
  precipitation_probability_max: Type.Optional(Type.Integer({ description: '%' })),
  wind_max: Type.Optional(Type.Integer({ description: 'km/h' })),
  hourly: Type.Optional(Type.Array(WeatherHour)),
  attribution: Type.String({ description: 'To be shown with the data' })
})
export type Weather = Static<typeof Weather>
