import { Type, type Static } from 'typebox'

export const PackingItem = Type.Object({
  id: Type.Integer(),
  trip_id: Type.Integer(),
  name: Type.String(),
  checked: Type.Boolean({ description: 'Whether it is packed' }),
  category: Type.Union([Type.String(), Type.Null()]),
  sort_order: Type.Integer({ description: 'Position, from 0, in the list as the caller sees it' }),
  quantity: Type.Integer(),
  weight_grams: Type.Union([Type.Integer(), Type.Null()], { description: 'Of one piece' }),
  bag_id: Type.Union([Type.Integer(), Type.Null()]),
  is_private: Type.Boolean({ description: 'Only its owner and the recipients see it' }),
  owner_id: Type.Union([Type.Integer(), Type.Null()], { description: 'Who brings it' }),
  owner_username: Type.Union([Type.String(), Type.Null()]),
  recipients: Type.Array(Type.Object({ user_id: Type.Integer(), username: Type.String() }), {
    description: 'Who sees it beside its owner, when it is private'
  }),
  created_at: Type.String({ description: 'ISO 8601, UTC' }),
  updated_at: Type.String({ description: 'ISO 8601, UTC' })
})
export type PackingItem = Static<typeof PackingItem>

/** A packing list as its reader sees it, with how much of it is packed. */
export const PackingList = Type.Object({
  items: Type.Array(PackingItem),
  total: Type.Integer({ description: 'Number of items' }),
  checked: Type.Integer({ description: 'How many of them are packed' })
})
export type PackingList = Static<typeof PackingList>

/** Left out stays as it is; `null` clears. */
export interface PackingItemChanges {
  name?: string | undefined
  category?: string | null | undefined
  /** 1 to 999. */
  quantity?: number | undefined
  /** Of one piece, in whole grams. */
  weight_grams?: number | null | undefined
  bag_id?: number | null | undefined
  /** For the owner to say. An item that becomes common loses its recipients. */
  is_private?: boolean | undefined
  /** Who sees a private item beside its owner; replaces those there are. For the owner to say. */
  recipient_ids?: number[] | undefined
}

/** `category` left out: General. */
export type NewPackingItem = PackingItemChanges & { name: string }

/** A line of a list that is brought in as a whole. */
export interface ImportedPackingItem {
  /** A line without a name is left out. */
  name: string
  /** Default: Other. */
  category?: string | undefined
  quantity?: number | undefined
  weight_grams?: number | undefined
  /** Name of a bag; one that the trip does not have is made. */
  bag?: string | undefined
  checked?: boolean | undefined
}
