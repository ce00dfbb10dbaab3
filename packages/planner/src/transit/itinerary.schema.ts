import { Type, type Static } from 'typebox'

const Nullable = <T extends ReturnType<typeof Type.String | typeof Type.Number>>(schema: T) =>
  Type.Union([schema, Type.Null()])
const Moment = () => Type.String({ format: 'date-time', maxLength: 40, description: 'ISO 8601 with offset' })
const Colour = () => Nullable(Type.String({ pattern: '^#[0-9a-fA-F]{3}([0-9a-fA-F]{3})?$' }))

/** A named point on Earth, in degrees. */
export const TransitPoint = Type.Object({
  lat: Type.Number({ minimum: -90, maximum: 90 }),
  lng: Type.Number({ minimum: -180, maximum: 180 }),
  name: Type.String({ minLength: 1, maxLength: 300 })
})
export type TransitPoint = Static<typeof TransitPoint>

/** Where a leg begins or ends. */
export const TransitStop = Type.Object({
  ...TransitPoint.properties,
  time: Nullable(Moment()),
  scheduledTime: Nullable(Moment()),
  track: Nullable(Type.String({ maxLength: 100 }))
})
export type TransitStop = Static<typeof TransitStop>

/** One vehicle or one walk. Durations are seconds, distances metres. */
export const TransitLeg = Type.Object({
  mode: Type.String({ minLength: 1, maxLength: 40, pattern: '^[A-Z_]+$', description: 'WALK, BUS, RAIL and so on' }),
  from: TransitStop,
  to: TransitStop,
  duration: Type.Number({ minimum: 0 }),
  distance: Nullable(Type.Number({ minimum: 0 })),
  headsign: Nullable(Type.String({ maxLength: 300 })),
  line: Nullable(Type.String({ maxLength: 100 })),
  lineColor: Colour(),
  lineTextColor: Colour(),
  agency: Nullable(Type.String({ maxLength: 300 })),
  intermediateStops: Type.Integer({ minimum: 0 }),
  geometry: Nullable(Type.String({ maxLength: 60_000, description: 'Encoded polyline' })),
  geometryPrecision: Type.Integer({ minimum: 0, maximum: 10 })
})
export type TransitLeg = Static<typeof TransitLeg>

/** A connection by public transport. */
export const TransitItinerary = Type.Object({
  startTime: Moment(),
  endTime: Moment(),
  duration: Type.Number({ minimum: 0 }),
  transfers: Type.Integer({ minimum: 0 }),
  walkSeconds: Type.Number({ minimum: 0 }),
  legs: Type.Array(TransitLeg, { minItems: 1, maxItems: 20 })
})
export type TransitItinerary = Static<typeof TransitItinerary>

/** A found connection, to be kept on a day. */
export interface NewTransitJourney {
  dayId: number
  from: TransitPoint
  to: TransitPoint
  itinerary: TransitItinerary
  notes?: string | null | undefined
}
