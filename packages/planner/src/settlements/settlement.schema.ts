import { Type, type Static } from 'typebox'

const NullableText = () => Type.Union([Type.String(), Type.Null()])

export const Settlement = Type.Object({
  id: Type.Integer(),
  trip_id: Type.Integer(),
  from_user_id: Type.Integer({ description: 'Who paid' }),
  to_user_id: Type.Integer({ description: 'Who received it' }),
  amount: Type.Number(),
  currency: Type.Union([Type.String(), Type.Null()], { description: 'null: the currency of the trip' }),
  exchange_rate: Type.Union([Type.Number(), Type.Null()], {
    description: 'Units of this currency for one of the trip’s; null: not frozen'
  }),
  created_at: Type.String({ description: 'ISO 8601, UTC' }),
  created_by_user_id: Type.Union([Type.Integer(), Type.Null()]),
  from_username: Type.String(),
  from_avatar_url: NullableText(),
  to_username: Type.String(),
  to_avatar_url: NullableText()
})
export type Settlement = Static<typeof Settlement>

const party = { user_id: Type.Integer(), username: Type.String(), avatar_url: NullableText() }
const Party = Type.Object(party)

export const SettlementSummary = Type.Object({
  currency: Type.String({ description: 'The currency of all figures' }),
  balances: Type.Array(Type.Object({ ...party, balance: Type.Number({ description: 'Positive: is owed' }) })),
  flows: Type.Array(Type.Object({ from: Party, to: Party, amount: Type.Number() }), {
    description: 'Payments that would settle everything'
  }),
  settlements: Type.Array(Settlement, { description: 'Payments made, newest first' }),
  unconverted_currencies: Type.Array(Type.String(), {
    description: 'Currencies whose rate nobody knows: their amounts were counted one to one, so say so'
  })
})
export type SettlementSummary = Static<typeof SettlementSummary>

/** That one person paid another, in the trip's currency. */
export interface SettlementInput {
  from_user_id: number
  to_user_id: number
  amount: number
}
