import { Type, type Static } from 'typebox'

const NullableText = () => Type.Union([Type.String(), Type.Null()])

const person = {
  user_id: Type.Integer(),
  username: Type.String(),
  avatar: NullableText(),
  avatar_url: NullableText()
}

export const BudgetMember = Type.Object({
  ...person,
  paid: Type.Boolean({ description: 'Marked as paid; balances do not depend on it' }),
  amount: Type.Union([Type.Number(), Type.Null()], { description: 'A share of their own; null: an equal one' })
})
export type BudgetMember = Static<typeof BudgetMember>

export const BudgetPayer = Type.Object({
  ...person,
  amount: Type.Number({ description: 'What they paid, in the currency of the expense' })
})
export type BudgetPayer = Static<typeof BudgetPayer>

export const BudgetItem = Type.Object({
  id: Type.Integer(),
  trip_id: Type.Integer(),
  category: Type.String(),
  name: Type.String(),
  total_price: Type.Number({ description: 'In the currency of the expense' }),
  currency: Type.Union([Type.String(), Type.Null()], { description: 'null: the currency of the trip' }),
  exchange_rate: Type.Union([Type.Number(), Type.Null()], {
    description: 'Units of this currency for one of the trip’s, as it was that day; null: not frozen'
  }),
  persons: Type.Union([Type.Integer(), Type.Null()], { description: 'Head count for figures per person' }),
  days: Type.Union([Type.Integer(), Type.Null()], { description: 'Day count for figures per day' }),
  note: NullableText(),
  sort_order: Type.Integer(),
  expense_date: Type.Union([Type.String(), Type.Null()], { description: 'YYYY-MM-DD' }),
  reservation_id: Type.Union([Type.Integer(), Type.Null()], { description: 'The booking whose price it is' }),
  created_at: Type.String({ description: 'ISO 8601, UTC' }),
  members: Type.Array(BudgetMember, { description: 'Who shares it; nobody: it counts in no balance' }),
  payers: Type.Array(BudgetPayer, { description: 'Who paid; nobody: it counts in no balance' })
})
export type BudgetItem = Static<typeof BudgetItem>

const Unconverted = () =>
  Type.Array(Type.String(), {
    description: 'Currencies whose rate nobody knows: their amounts were counted one to one, so say so'
  })

export const BudgetOverview = Type.Object({
  items: Type.Array(BudgetItem),
  item_count: Type.Integer(),
  total: Type.Number({ description: 'All expenses, in the currency of the trip' }),
  currency: Type.String({ description: 'The currency of the trip' }),
  categories: Type.Array(Type.Object({ category: Type.String(), total: Type.Number() }), {
    description: 'Their totals in the currency of the trip, the largest first'
  }),
  unconverted_currencies: Unconverted()
})
export type BudgetOverview = Static<typeof BudgetOverview>

/** What falls to one person, in the currency of the trip. */
export const PersonalBudget = Type.Object({
  ...person,
  total_assigned: Type.Number({ description: 'Their shares of all expenses' }),
  total_paid: Type.Number({ description: 'Their shares that are marked as paid' }),
  items_count: Type.Integer()
})
export type PersonalBudget = Static<typeof PersonalBudget>

export interface PayerInput {
  user_id: number
  /** In the currency of the expense; nobody pays nothing, so zero is left out. */
  amount: number
}

/** Left out stays as it is; `null` clears. */
export interface BudgetItemChanges {
  name?: string | undefined
  category?: string | undefined
  total_price?: number | undefined
  currency?: string | null | undefined
  /** Who shares it; replaces the split. Empty: nobody. */
  member_ids?: number[] | undefined
  /** Who paid; replaces the payers and makes the total their sum. */
  payers?: PayerInput[] | undefined
  persons?: number | null | undefined
  days?: number | null | undefined
  note?: string | null | undefined
  expense_date?: string | null | undefined
}

/** `member_ids` left out: everybody on the trip shares it. */
export type NewBudgetItem = BudgetItemChanges & { name: string; total_price: number }

/** A person of a split. When some have amounts, these add up to the total and the others owe nothing. */
export interface ShareInput {
  user_id: number
  amount?: number | null | undefined
}
