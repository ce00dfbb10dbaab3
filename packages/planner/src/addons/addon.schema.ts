import { Type, type Static } from 'typebox'

/** An addon, or a part of one that has a switch of its own. */
export const AddonSwitch = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Type.String(),
  enabled: Type.Boolean()
})
export type AddonSwitch = Static<typeof AddonSwitch>

export const Addon = Type.Object({ ...AddonSwitch.properties, features: Type.Array(AddonSwitch) })
export type Addon = Static<typeof Addon>
