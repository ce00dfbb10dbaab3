import { distanceBetween, type Position } from '../position.ts'
import type { TransitItinerary, TransitLeg, TransitStop } from './transit.schema.ts'

const MAX_LEGS = 20
const MAX_GEOMETRY = 60_000
const TOLERANCE_SECONDS = 60
const ENDPOINT_METRES = 100
const GAP_METRES = 1000

/** Characters of geometry in a connection. */
export function geometrySize({ legs }: TransitItinerary): number {
  return legs.reduce((length, leg) => length + (leg.geometry?.length ?? 0), 0)
}

/** Whether a connection agrees with itself and leads from one point to the other: only then can it be booked. */
export function isConsistent(itinerary: TransitItinerary, from: Position, to: Position): boolean {
  const { legs, transfers } = itinerary
  const [first, last] = [legs[0], legs.at(-1)]
  if (!first || !last || legs.length > MAX_LEGS) return false
  const rides = legs.filter(({ mode }) => mode !== 'WALK').length
  const [start, end] = [Date.parse(itinerary.startTime), Date.parse(itinerary.endTime)]
  return (
    end > start &&
    rides > 0 &&
    transfers <= rides - 1 &&
    geometrySize(itinerary) <= MAX_GEOMETRY &&
    legs.every((leg) => isLegConsistent(leg, start, end)) &&
    legs.every((leg, at) => isFollowing(legs[at - 1], leg)) &&
    isClose(timeOf(first.from), start) &&
    isClose(timeOf(last.to), end) &&
    distanceBetween(first.from, from) <= ENDPOINT_METRES &&
    distanceBetween(last.to, to) <= ENDPOINT_METRES
  )
}

function isLegConsistent(leg: TransitLeg, start: number, end: number): boolean {
  const [departure, arrival] = [timeOf(leg.from), timeOf(leg.to)]
  return (
    arrival >= departure && departure >= start && arrival <= end && isClose(departure + leg.duration * 1000, arrival)
  )
}

function isFollowing(previous: TransitLeg | undefined, leg: TransitLeg): boolean {
  if (!previous) return true
  return timeOf(leg.from) >= timeOf(previous.to) && distanceBetween(previous.to, leg.from) <= GAP_METRES
}

/** Not a number where neither time is known: no comparison with it holds. */
function timeOf({ time, scheduledTime }: TransitStop): number {
  return Date.parse(time ?? scheduledTime ?? '')
}

function isClose(a: number, b: number): boolean {
  return Math.abs(a - b) <= TOLERANCE_SECONDS * 1000
}
