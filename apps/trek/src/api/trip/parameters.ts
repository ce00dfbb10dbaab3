import { Type } from 'typebox'

const Id = Type.Integer({ minimum: 1 })

export const TripParams = Type.Object({ id: Id })
/** Something in a trip. */
export const ThingParams = Type.Object({ id: Id, thingId: Id })
/** A box that is ticked, or not. */
export const CheckBody = Type.Object({ checked: Type.Boolean() }, { additionalProperties: false })
