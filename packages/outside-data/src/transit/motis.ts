import { type Static, Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { attributions } from '../attributions.ts'
import { Position } from '../position.ts'
import { createCache } from '../service/cache.ts'
import type { Service } from '../service/service.ts'
import type { TransitItinerary, TransitLeg, TransitPlace, TransitStop } from './transit.schema.ts'
import type { RouteQuery, Transit } from './transit.ts'

const RESULTS = 8
/** Characters of geometry in an answer: the connections that come last go without. */
const MAX_ANSWER_GEOMETRY = 100_000
/** Texts that are longer are cut: whoever keeps a connection wants them short. */
const MAX_TEXT = 300
const MAX_LABEL = 100
const CACHE = { secondsOf: () => 60, maxEntries: 200 }
/** What the service calls the points that were searched for. */
const PLACEHOLDERS: Record<string, 'from' | 'to'> = { START: 'from', END: 'to' }

const optional = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Optional(Type.Union([schema, Type.Null()]))
const OptionalText = optional(Type.String())

const Place = Type.Object({
  name: Type.String(),
  lat: Position.properties.lat,
  lon: Position.properties.lng,
  departure: OptionalText,
  arrival: OptionalText,
  scheduledDeparture: OptionalText,
  scheduledArrival: OptionalText,
  track: OptionalText,
  scheduledTrack: OptionalText
})
const Leg = Type.Object({
  mode: Type.String({ pattern: '^[A-Za-z_]{1,40}$' }),
  duration: Type.Number({ minimum: 0 }),
  distance: optional(Type.Number({ minimum: 0 })),
  headsign: OptionalText,
  routeShortName: OptionalText,
  displayName: OptionalText,
  routeColor: OptionalText,
  routeTextColor: OptionalText,
  agencyName: OptionalText,
  from: Place,
  to: Place,
  intermediateStops: optional(Type.Array(Type.Unknown())),
  legGeometry: optional(
    Type.Object({ points: Type.String(), precision: optional(Type.Integer({ minimum: 0, maximum: 10 })) })
  )
})
const Itinerary = Type.Object({
  startTime: Type.String(),
  endTime: Type.String(),
  transfers: Type.Integer({ minimum: 0 }),
  legs: Type.Array(Leg)
})

const plan = Compile(Type.Object({ itineraries: Type.Array(Type.Unknown()) }))
const itinerary = Compile(Itinerary)
const matches = Compile(
  Type.Array(
    Type.Object({
      name: Type.String(),
      lat: Type.Number(),
      lon: Type.Number(),
      type: Type.String(),
      areas: optional(Type.Array(Type.Object({ name: Type.String(), default: optional(Type.Boolean()) })))
    })
  )
)

/** MOTIS (https://github.com/motis-project/motis), as Transitous runs it. */
export function createMotis(service: Service): Transit {
  const stops = createCache<TransitPlace[]>(CACHE)
  const plans = createCache<unknown[]>(CACHE)

  return {
    async stops(text, language, near) {
      const query = {
        text: text.trim(),
        language: language?.slice(0, 5),
        place: near && `${near.lat},${near.lng}`
      }
      const results = await stops.get([query], async () => {
        const found = (await service.ask({ path: '/api/v1/geocode', query, answer: matches })) ?? []
        return found.slice(0, RESULTS).map(({ areas, lon, ...match }) => ({
          name: match.name,
          lat: match.lat,
          lng: lon,
          type: match.type,
          area: (areas?.find((area) => area.default) ?? areas?.[0])?.name ?? null
        }))
      })
      return { results, attribution: attributions.transitous }
    },

    async routes(asked) {
      const query = {
        fromPlace: `${asked.from.lat},${asked.from.lng}`,
        toPlace: `${asked.to.lat},${asked.to.lng}`,
        numItineraries: RESULTS,
        time: asked.time?.toISOString(),
        arriveBy: asked.arriveBy,
        transitModes: asked.modes?.length ? asked.modes.join(',') : undefined,
        maxTransfers: asked.maxTransfers,
        directModes: 'WALK'
      }
      const found = await plans.get([query], async () => {
        const { itineraries = [] } = (await service.ask({ path: '/api/v6/plan', query, answer: plan })) ?? {}
        return itineraries.slice(0, RESULTS)
      })
      const itineraries = found.filter((one) => itinerary.Check(one)).map((one) => toItinerary(one, asked))
      return {
        itineraries: withinLimit(itineraries),
        dropped: found.length - itineraries.length,
        attribution: attributions.transitous
      }
    }
  }
}

function withinLimit(itineraries: TransitItinerary[]): TransitItinerary[] {
  let left = MAX_ANSWER_GEOMETRY
  return itineraries.map((one) => {
    left -= one.legs.reduce((length, leg) => length + (leg.geometry?.length ?? 0), 0)
    return left >= 0 ? one : { ...one, legs: one.legs.map((leg) => ({ ...leg, geometry: null })) }
  })
}

function toItinerary(found: Static<typeof Itinerary>, asked: RouteQuery): TransitItinerary {
  const legs = found.legs.map((leg) => toLeg(leg, asked))
  return {
    startTime: found.startTime,
    endTime: found.endTime,
    duration: Math.round((Date.parse(found.endTime) - Date.parse(found.startTime)) / 1000),
    transfers: found.transfers,
    walkSeconds: legs.reduce((seconds, leg) => seconds + (leg.mode === 'WALK' ? leg.duration : 0), 0),
    legs
  }
}

function toLeg(leg: Static<typeof Leg>, asked: RouteQuery): TransitLeg {
  return {
    mode: leg.mode.toUpperCase(),
    from: toStop(leg.from, leg.from.departure, leg.from.scheduledDeparture, asked),
    to: toStop(leg.to, leg.to.arrival, leg.to.scheduledArrival, asked),
    duration: Math.round(leg.duration),
    distance: leg.distance ?? null,
    headsign: short(leg.headsign, MAX_TEXT),
    line: short(leg.routeShortName || leg.displayName, MAX_LABEL),
    lineColor: colourOf(leg.routeColor),
    lineTextColor: colourOf(leg.routeTextColor),
    agency: short(leg.agencyName, MAX_TEXT),
    intermediateStops: leg.intermediateStops?.length ?? 0,
    geometry: leg.legGeometry?.points || null,
    geometryPrecision: leg.legGeometry?.precision ?? 6
  }
}

function toStop(
  place: Static<typeof Place>,
  time: string | null | undefined,
  scheduledTime: string | null | undefined,
  asked: RouteQuery
): TransitStop {
  const point = PLACEHOLDERS[place.name]
  return {
    name: point ? asked[point].name : (short(place.name, MAX_TEXT) ?? '?'),
    lat: place.lat,
    lng: place.lon,
    time: time ?? null,
    scheduledTime: scheduledTime ?? null,
    track: short(place.track ?? place.scheduledTrack, MAX_LABEL)
  }
}

/** A text that says nothing is none. */
function short(text: string | null | undefined, length: number): string | null {
  return text?.trim().slice(0, length) || null
}

function colourOf(text: string | null | undefined): string | null {
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text ?? '')?.[1]
  return hex === undefined ? null : `#${hex.toLowerCase()}`
}
