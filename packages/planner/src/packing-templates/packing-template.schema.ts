import { Type, type Static } from 'typebox'

export const PackingTemplate = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  item_count: Type.Integer()
})
export type PackingTemplate = Static<typeof PackingTemplate>

export const SavedPackingTemplate = Type.Object({
  id: Type.Integer(),
  name: Type.String(),
  categoryCount: Type.Integer(),
  itemCount: Type.Integer()
})
export type SavedPackingTemplate = Static<typeof SavedPackingTemplate>
