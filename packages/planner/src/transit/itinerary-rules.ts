import { Compile } from 'typebox/compile'
import { kilometresBetween } from '../values/distance.ts'
import { TransitItinerary, type TransitLeg, type TransitPoint } from './itinerary.schema.ts'

const schema = Compile(TransitItinerary)

const TOLERANCE_MS = 60_000
const MAX_GEOMETRY = 60_000
/** A change may lead to another platform, but not to another town. */
const MAX_CHANGE_KM = 1
const MAX_ENDPOINT_KM = 0.1

interface TimedLeg extends TransitLeg {
  departure: number
  arrival: number
}

/** When a leg begins and ends, in milliseconds; live times count before scheduled ones. Unknown: not a number. */
export function timesOf({ from, to }: TransitLeg): { departure: number; arrival: number } {
  return {
    departure: Date.parse(from.time ?? from.scheduledTime ?? ''),
    arrival: Date.parse(to.time ?? to.scheduledTime ?? '')
  }
}

/** What makes an itinerary none that anybody could travel; `undefined` when nothing does. */
export function problemOf(itinerary: TransitItinerary): string | undefined {
  const [start, end] = [Date.parse(itinerary.startTime), Date.parse(itinerary.endTime)]
  if (!(end > start)) return 'endTime must lie after startTime'
  const vehicles = itinerary.legs.filter(({ mode }) => mode !== 'WALK').length
  if (vehicles === 0) return 'at least one leg must not be a walk'
  if (itinerary.transfers > vehicles - 1) return 'there are more transfers than changes of vehicle'
  const geometry = itinerary.legs.reduce((length, leg) => length + (leg.geometry?.length ?? 0), 0)
  if (geometry > MAX_GEOMETRY) return `the geometry of all legs may have ${MAX_GEOMETRY} characters`
  const legs = itinerary.legs.map((leg) => ({ ...leg, ...timesOf(leg) }))
  for (const [i, leg] of legs.entries()) {
    const problem = problemOfLeg(leg, start, end) ?? problemOfChange(legs[i - 1], leg)
    if (problem) return `leg ${i + 1}: ${problem}`
  }
  if (!isClose(legs[0]?.departure, start)) return 'the first leg must start when the itinerary does'
  if (!isClose(legs.at(-1)?.arrival, end)) return 'the last leg must end when the itinerary does'
  return undefined
}

/** Whether a found connection leads from one point to the other and could be travelled: any other cannot be kept. */
export function isTravelable(found: TransitItinerary, from: TransitPoint, to: TransitPoint): boolean {
  return schema.Check(found) && problemOf(found) === undefined && leadsFromTo(found, from, to)
}

/** Whether an itinerary leads from one point to the other. */
export function leadsFromTo({ legs }: TransitItinerary, from: TransitPoint, to: TransitPoint): boolean {
  const [first, last] = [legs[0], legs.at(-1)]
  return (
    first !== undefined &&
    last !== undefined &&
    kilometresBetween(first.from, from) <= MAX_ENDPOINT_KM &&
    kilometresBetween(last.to, to) <= MAX_ENDPOINT_KM
  )
}

function problemOfLeg({ departure, arrival, duration }: TimedLeg, start: number, end: number): string | undefined {
  if (Number.isNaN(departure) || Number.isNaN(arrival)) return 'it needs a time of departure and of arrival'
  if (arrival < departure) return 'it arrives before it departs'
  if (!isClose(arrival - departure, duration * 1000)) return 'its duration is not that of its times'
  const isInside = departure >= start - TOLERANCE_MS && arrival <= end + TOLERANCE_MS
  return isInside ? undefined : 'its times lie outside of the itinerary'
}

function problemOfChange(before: TimedLeg | undefined, leg: TimedLeg): string | undefined {
  if (!before) return undefined
  if (leg.departure < before.arrival) return 'it departs before the leg before it arrives'
  return kilometresBetween(before.to, leg.from) > MAX_CHANGE_KM
    ? 'it starts somewhere else than the leg before it ends'
    : undefined
}

function isClose(time: number | undefined, wanted: number): boolean {
  return time !== undefined && Math.abs(time - wanted) <= TOLERANCE_MS
}
