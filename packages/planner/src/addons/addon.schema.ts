import { Type, type Static } from 'typebox'

export const Addon = Type.Object({
  id: Type.String(),
  name: Type.String(),
  description: Type.String(),
  enabled: Type.Boolean()
})
export type Addon = Static<typeof Addon>
