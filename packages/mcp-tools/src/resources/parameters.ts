import { Type } from 'typebox'

/** An id in a URI: text there, a number elsewhere. */
export const Id = Type.String({ pattern: '^[1-9]\\d{0,8}$' })
export const NoParameters = Type.Object({})
export const TripParameters = Type.Object({ tripId: Id })
