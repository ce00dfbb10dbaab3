import { BudgetItem, BudgetMember } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import {
  Amount,
  BudgetItemId,
  CalendarDate,
  Clearable,
  creates,
  Currency,
  destroys,
  Done,
  done,
  People,
  sets,
  TripId
} from './arguments.ts'

const ItemOutput = Type.Object({ item: BudgetItem })
const ItemOnly = Type.Object({ tripId: TripId, itemId: BudgetItemId })

const Name = Type.String({ minLength: 1, maxLength: 200, description: 'What the money is for' })
const Category = Type.String({
  maxLength: 100,
  description: 'Group of expenses, free text; use one that is there already. Default: other',
  examples: ['Accommodation', 'Food', 'Transport']
})
const Note = Type.String({ maxLength: 500, description: 'Free text' })
const Payers = Type.Array(
  Type.Object(
    { user_id: Type.Integer({ minimum: 1, description: 'From list_trip_members' }), amount: Amount('What they paid') },
    { additionalProperties: false }
  ),
  { maxItems: 200, description: 'Who paid how much, in the currency of the expense; the total becomes the sum' }
)

const CreateItemInput = Type.Object({
  tripId: TripId,
  name: Name,
  category: Type.Optional(Category),
  total_price: Amount('Whole amount; the payers’ sum counts instead where there are payers'),
  currency: Type.Optional(Clearable(Currency)),
  member_ids: Type.Optional(People('Who shares it. Default: everybody on the trip. Empty: nobody, only planned')),
  payers: Type.Optional(Payers),
  expense_date: Type.Optional(Clearable(CalendarDate('Day it was spent'))),
  note: Type.Optional(Note)
})

export const createBudgetItem = defineTool<typeof CreateItemInput, typeof ItemOutput, PlannerContext>({
  name: 'create_budget_item',
  title: 'Add an expense',
  description:
    'Adds an expense, shared evenly among people, with who paid. It counts in balances once somebody has paid. Without a currency the amount is in the trip’s; in another one, give it as it was paid and do not convert. To record that one person paid another back, use create_settlement.',
  scopes: ['budget:write'],
  addon: 'budget',
  annotations: creates,
  input: CreateItemInput,
  output: ItemOutput,
  async run({ tripId, ...item }, { actor, planner }) {
    return { item: await planner.budget.create(actor, tripId, item) }
  }
})

const CreateWithMembersInput = Type.Object({
  tripId: TripId,
  name: Name,
  category: Type.Optional(Category),
  total_price: Amount('Whole amount, in the currency of the trip'),
  note: Type.Optional(Note),
  userIds: Type.Optional(People('Who shares it. Default: everybody on the trip. Empty: nobody, only planned'))
})

export const createBudgetItemWithMembers = defineTool<typeof CreateWithMembersInput, typeof ItemOutput, PlannerContext>(
  {
    name: 'create_budget_item_with_members',
    title: 'Add an expense and its split',
    description:
      'Adds an expense in the trip’s currency together with the people who share it. Prefer create_budget_item, which also takes payers, currency and date.',
    scopes: ['budget:write'],
    addon: 'budget',
    annotations: creates,
    input: CreateWithMembersInput,
    output: ItemOutput,
    async run({ tripId, userIds, ...item }, { actor, planner }) {
      return { item: await planner.budget.create(actor, tripId, { ...item, member_ids: userIds }) }
    }
  }
)

const count = (description: string) =>
  Type.Optional(Clearable(Type.Integer({ minimum: 1, maximum: 10_000, description })))

const UpdateItemInput = Type.Object({
  tripId: TripId,
  itemId: BudgetItemId,
  name: Type.Optional(Name),
  category: Type.Optional(Category),
  total_price: Type.Optional(Amount('New amount; the same people have paid it, in proportion')),
  currency: Type.Optional(Clearable(Currency)),
  member_ids: Type.Optional(People('Everybody who shares it from now on; empty: nobody')),
  payers: Type.Optional(Payers),
  persons: count('Head count for figures per person; null clears it. With member_ids it is their number'),
  days: count('Day count for figures per day; null clears it'),
  note: Type.Optional(Clearable(Note)),
  expense_date: Type.Optional(Clearable(CalendarDate('Day it was spent, null clears it')))
})

export const updateBudgetItem = defineTool<typeof UpdateItemInput, typeof ItemOutput, PlannerContext>({
  name: 'update_budget_item',
  title: 'Change an expense',
  description:
    'Changes the given fields of an expense. member_ids replaces the whole split, payers replaces all payers and sets the total to their sum. A new currency corrects the old one, amounts are not converted; null means the trip’s. To change only the split, use set_budget_item_members.',
  scopes: ['budget:write'],
  addon: 'budget',
  annotations: { ...sets, destructiveHint: true },
  input: UpdateItemInput,
  output: ItemOutput,
  async run({ tripId, itemId, ...changes }, { actor, planner }) {
    return { item: await planner.budget.update(actor, tripId, itemId, changes) }
  }
})

export const deleteBudgetItem = defineTool<typeof ItemOnly, typeof Done, PlannerContext>({
  name: 'delete_budget_item',
  title: 'Delete an expense',
  description: 'Removes an expense with its split and payers, which changes balances. Confirm with the person first.',
  scopes: ['budget:write'],
  addon: 'budget',
  annotations: destroys,
  input: ItemOnly,
  output: Done,
  async run({ tripId, itemId }, { actor, planner }) {
    await planner.budget.delete(actor, tripId, itemId)
    return done
  }
})

const SetMembersInput = Type.Object({
  tripId: TripId,
  itemId: BudgetItemId,
  userIds: People('Everybody who shares it from now on; empty: nobody, then it is only planned')
})

export const setBudgetItemMembers = defineTool<typeof SetMembersInput, typeof ItemOutput, PlannerContext>({
  name: 'set_budget_item_members',
  title: 'Set who shares an expense',
  description:
    'Replaces the people who share an expense evenly; shares of their own are dropped. Those who stay keep their paid mark.',
  scopes: ['budget:write'],
  addon: 'budget',
  annotations: { ...sets, destructiveHint: true },
  input: SetMembersInput,
  output: ItemOutput,
  async run({ tripId, itemId, userIds }, { actor, planner }) {
    const shares = userIds.map((userId) => ({ user_id: userId }))
    return { item: await planner.budget.setMembers(actor, tripId, itemId, shares) }
  }
})

const SetPaidInput = Type.Object({
  tripId: TripId,
  itemId: BudgetItemId,
  memberId: Type.Integer({ minimum: 1, description: 'User id of somebody who shares the expense' }),
  paid: Type.Boolean({ description: 'Whether they have paid their share' })
})
const MemberOutput = Type.Object({ member: BudgetMember })

export const toggleBudgetMemberPaid = defineTool<typeof SetPaidInput, typeof MemberOutput, PlannerContext>({
  name: 'toggle_budget_member_paid',
  title: 'Mark a share as paid',
  description:
    'Marks whether a person has paid their share of an expense. Only a mark: to change balances, record the payment with create_settlement.',
  scopes: ['budget:write'],
  addon: 'budget',
  annotations: sets,
  input: SetPaidInput,
  output: MemberOutput,
  async run({ tripId, itemId, memberId, paid }, { actor, planner }) {
    return { member: await planner.budget.setPaid(actor, tripId, itemId, memberId, paid) }
  }
})

export const budgetTools: Tool<PlannerContext>[] = [
  createBudgetItem,
  deleteBudgetItem,
  updateBudgetItem,
  createBudgetItemWithMembers,
  setBudgetItemMembers,
  toggleBudgetMemberPaid
]
