import { type Static, Type } from 'typebox'

/** Degrees. */
export const Position = Type.Object({
  lat: Type.Number({ minimum: -90, maximum: 90, description: 'Latitude in degrees' }),
  lng: Type.Number({ minimum: -180, maximum: 180, description: 'Longitude in degrees' })
})
export type Position = Static<typeof Position>

/** The position two numbers name, if there is one. */
export function positionOf(lat: unknown, lng: unknown): Position | undefined {
  const [latitude, longitude] = [Number(lat), Number(lng)]
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  const isGiven = [lat, lng].every((value) => typeof value === 'number' || (typeof value === 'string' && value !== ''))
  return isGiven && isOnEarth ? { lat: latitude, lng: longitude } : undefined
}
