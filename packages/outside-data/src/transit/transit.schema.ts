import { type Static, Type } from 'typebox'
import { Position } from '../position.ts'

const Nullable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

const Colour = () => Nullable(Type.String({ description: '#rgb or #rrggbb' }))

export const TransitPlace = Type.Object({
  name: Type.String(),
  lat: Type.Number(),
  lng: Type.Number(),
  type: Type.String({ description: 'STOP, ADDRESS or PLACE' }),
  area: Nullable(Type.String({ description: 'Town or region' }))
})
export type TransitPlace = Static<typeof TransitPlace>

export const TransitStop = Type.Object({
  name: Type.String(),
  lat: Type.Number(),
  lng: Type.Number(),
  time: Nullable(Type.String({ description: 'ISO 8601, live' })),
  scheduledTime: Nullable(Type.String({ description: 'ISO 8601, of the timetable' })),
  track: Nullable(Type.String())
})
export type TransitStop = Static<typeof TransitStop>

export const TransitLeg = Type.Object({
  mode: Type.String({ description: 'WALK, BUS, TRAM, SUBWAY, …' }),
  from: TransitStop,
  to: TransitStop,
  duration: Type.Integer({ description: 'seconds' }),
  distance: Nullable(Type.Number({ description: 'metres' })),
  headsign: Nullable(Type.String()),
  line: Nullable(Type.String()),
  lineColor: Colour(),
  lineTextColor: Colour(),
  agency: Nullable(Type.String()),
  intermediateStops: Type.Integer(),
  geometry: Nullable(Type.String({ description: 'encoded polyline' })),
  geometryPrecision: Type.Integer({ description: 'decimals of the polyline' })
})
export type TransitLeg = Static<typeof TransitLeg>

export const TransitItinerary = Type.Object({
  startTime: Type.String({ description: 'ISO 8601' }),
  endTime: Type.String({ description: 'ISO 8601' }),
  duration: Type.Integer({ description: 'seconds' }),
  transfers: Type.Integer(),
  walkSeconds: Type.Integer(),
  legs: Type.Array(TransitLeg)
})
export type TransitItinerary = Static<typeof TransitItinerary>

const modes = [
  'TRANSIT',
  'BUS',
  'COACH',
  'TRAM',
  'SUBWAY',
  'RAIL',
  'FERRY',
  'FUNICULAR',
  'AERIAL_LIFT',
  'HIGHSPEED_RAIL',
  'LONG_DISTANCE',
  'NIGHT_RAIL',
  'REGIONAL_RAIL',
  'SUBURBAN'
] as const

/** The kinds of vehicle a search can be limited to. */
export const TransitMode = Type.Union(modes.map((mode) => Type.Literal(mode)))
export type TransitMode = (typeof modes)[number]

/** Where a journey begins or ends. */
export const TransitPoint = Type.Object({
  ...Position.properties,
  name: Type.String({ minLength: 1, maxLength: 300, description: 'What the point is called' })
})
export type TransitPoint = Static<typeof TransitPoint>
