import type { Position } from '../position.ts'
import type { Weather } from './weather.schema.ts'

/** Both methods throw {OutsideError} `upstream_failed` and `rate_limited`. */
export interface WeatherSource {
  /**
   * A day as a whole: what is forecast, what was observed, or (type `climate`) what that time of the year is like.
   *
   * @param date an ISO calendar day of the place.
   * @param language of the description; English where it is none we speak.
   */
  day(position: Position, date: string, language: string): Promise<Weather>
  /** The same hour by hour, in hours of the place. */
  hourly(position: Position, date: string, language: string): Promise<Weather>
}
