import { OutsideError, Position, TransitItinerary, TransitMode, TransitPlace, TransitPoint } from '@trek/outside-data'
import { type Actor, InvalidInputError, isTravelable } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { type CallLimiter, defineTool, type Tool } from '../endpoint/index.ts'
import { looksOutside } from './arguments.ts'

const Attribution = Type.String({ description: 'To be shown with the data' })

const StopsInput = Type.Object({
  query: Type.String({ minLength: 2, maxLength: 200, description: 'Name of a stop or station' }),
  language: Type.Optional(
    Type.String({ pattern: '^[A-Za-z]{2}(-[A-Za-z]{2})?$', description: 'Language of the answer, such as en' })
  ),
  near: Type.Optional(Position)
})
const StopsOutput = Type.Object({ results: Type.Array(TransitPlace), attribution: Attribution })

export const searchTransitStops = defineTool<typeof StopsInput, typeof StopsOutput, PlannerContext>({
  name: 'search_transit_stops',
  title: 'Search for stops',
  description:
    'Finds public-transport stops, and addresses, by name: at most eight. What is found gives from and to of search_transit_routes.',
  scopes: ['geo:read'],
  annotations: looksOutside,
  input: StopsInput,
  output: StopsOutput,
  run({ query, language, near }, { actor, outside }) {
    takeTurn(outside.transitLimits?.stops, 'transit-stops', actor)
    return outside.transit.stops(query, language, near)
  }
})

const RoutesInput = Type.Object({
  from: TransitPoint,
  to: TransitPoint,
  time: Type.Optional(
    Type.String({
      pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:\\d{2})$',
      description: 'Departure, with the offset of the place: 2027-06-10T09:00:00+02:00. Default: now'
    })
  ),
  arriveBy: Type.Optional(Type.Boolean({ description: 'time is of arrival. Default: false' })),
  modes: Type.Optional(Type.Array(TransitMode, { maxItems: 14, description: 'Only these. Default: all' })),
  maxTransfers: Type.Optional(Type.Integer({ minimum: 0, maximum: 10, description: 'Changes at most' }))
})
const RoutesOutput = Type.Object({
  itineraries: Type.Array(TransitItinerary),
  dropped: Type.Integer({
    description: 'Connections left out because their data contradict themselves or the question'
  }),
  attribution: Attribution
})

export const searchTransitRoutes = defineTool<typeof RoutesInput, typeof RoutesOutput, PlannerContext>({
  name: 'search_transit_routes',
  title: 'Search for connections',
  description:
    'Finds public-transport connections between two points by their timetables, at most eight. Coordinates come from search_transit_stops, search_place or a place of the trip.',
  scopes: ['geo:read'],
  annotations: looksOutside,
  input: RoutesInput,
  output: RoutesOutput,
  async run({ time, ...query }, { actor, outside }) {
    const at = time === undefined ? undefined : new Date(time)
    if (at && Number.isNaN(at.getTime()))
      throw new InvalidInputError('invalid_time', 'time is no point in time: give it as 2027-06-10T09:00:00+02:00')
    takeTurn(outside.transitLimits?.routes, 'transit-routes', actor)
    const { itineraries: found, dropped, attribution } = await outside.transit.routes({ ...query, time: at })
    const itineraries = found.filter((one) => isTravelable(one, query.from, query.to))
    return { itineraries, dropped: dropped + found.length - itineraries.length, attribution }
  }
})

/** @throws {OutsideError} `rate_limited` */
function takeTurn(limiter: CallLimiter | undefined, kind: string, { userId }: Actor): void {
  const waitSeconds = limiter?.take(`${kind}:${userId}`) ?? 0
  if (waitSeconds > 0)
    throw new OutsideError('rate_limited', `Too many transit searches: try again in ${waitSeconds} seconds`)
}

export const transitTools: Tool<PlannerContext>[] = [searchTransitStops, searchTransitRoutes]
