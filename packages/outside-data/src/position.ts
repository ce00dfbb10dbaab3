import { type Static, Type } from 'typebox'

/** Degrees. */
export const Position = Type.Object({
  lat: Type.Number({ minimum: -90, maximum: 90, description: 'Latitude in degrees' }),
  lng: Type.Number({ minimum: -180, maximum: 180, description: 'Longitude in degrees' })
})
export type Position = Static<typeof Position>

const EARTH_RADIUS_METRES = 6_371_000

/** Along the surface, in metres. */
export function distanceBetween(a: Position, b: Position): number {
  const radians = Math.PI / 180
  const height = Math.sin(((b.lat - a.lat) * radians) / 2) ** 2
  const width = Math.sin(((b.lng - a.lng) * radians) / 2) ** 2
  const share = height + Math.cos(a.lat * radians) * Math.cos(b.lat * radians) * width
  return 2 * EARTH_RADIUS_METRES * Math.asin(Math.min(1, Math.sqrt(share)))
}

/** The position two numbers name, if there is one. */
export function positionOf(lat: unknown, lng: unknown): Position | undefined {
  const [latitude, longitude] = [Number(lat), Number(lng)]
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  const isGiven = [lat, lng].every((value) => typeof value === 'number' || (typeof value === 'string' && value !== ''))
  return isGiven && isOnEarth ? { lat: latitude, lng: longitude } : undefined
}
