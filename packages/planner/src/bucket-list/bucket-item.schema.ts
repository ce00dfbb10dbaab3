import { Type, type Static } from 'typebox'

const NullableText = (description?: string) =>
  Type.Union([Type.String(), Type.Null()], description === undefined ? {} : { description })
const NullableNumber = () => Type.Union([Type.Number(), Type.Null()])

export const BucketItem = Type.Object({
  id: Type.Integer(),
  user_id: Type.Integer(),
  name: Type.String(),
  lat: NullableNumber(),
  lng: NullableNumber(),
  country_code: NullableText('ISO 3166-1 alpha-2'),
  notes: NullableText(),
  target_date: NullableText('YYYY-MM-DD'),
  created_at: Type.String({ description: 'ISO 8601, UTC' })
})
export type BucketItem = Static<typeof BucketItem>

/** Left out stays; `null`, and for texts also an empty one, clears. */
export interface BucketItemChanges {
  name?: string | undefined
  lat?: number | null | undefined
  lng?: number | null | undefined
  country_code?: string | null | undefined
  notes?: string | null | undefined
  target_date?: string | null | undefined
}

export type NewBucketItem = BucketItemChanges & { name: string }
