import type { Position } from '../position.ts'
import type { TransitItinerary, TransitMode, TransitPlace, TransitPoint } from './transit.schema.ts'

export interface RouteQuery {
  from: TransitPoint
  to: TransitPoint
  /** Of departure. Default: now. */
  time?: Date | undefined
  /** Whether `time` is of arrival. Default false. */
  arriveBy?: boolean | undefined
  /** Default: every kind of public transport. */
  modes?: TransitMode[] | undefined
  maxTransfers?: number | undefined
}

export interface FoundStops {
  results: TransitPlace[]
  /** To be shown with the data. */
  attribution: string
}

export interface FoundRoutes {
  itineraries: TransitItinerary[]
  /** How many more there were that nobody can read. Those that are there may still contradict themselves. */
  dropped: number
  /** To be shown with the data. */
  attribution: string
}

/** Public transport by its timetables. Both methods throw {OutsideError} `upstream_failed` and `rate_limited`. */
export interface Transit {
  /** At most eight, the best first. */
  stops(text: string, language?: string, near?: Position): Promise<FoundStops>
  /** At most eight. */
  routes(query: RouteQuery): Promise<FoundRoutes>
}
