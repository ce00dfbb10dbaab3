import { Settlement, SettlementSummary } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { BUDGET_VIEW } from '../views/index.ts'
import { creates, destroys, Done, done, PaidAmount, reads, SettlementId, sets, TripId } from './arguments.ts'

const TripOnly = Type.Object({ tripId: TripId })
const SettlementOutput = Type.Object({ settlement: Settlement })

const SummaryInput = Type.Object({
  tripId: TripId,
  base: Type.Optional(
    Type.String({
      minLength: 3,
      maxLength: 3,
      description: 'Currency to show figures in, such as EUR. Default: the trip’s'
    })
  )
})
const SummaryOutput = Type.Object({ summary: SettlementSummary })

export const getSettlementSummary = defineTool<typeof SummaryInput, typeof SummaryOutput, PlannerContext>({
  name: 'get_settlement_summary',
  title: 'See who owes whom',
  description:
    'What each person is owed (positive) or owes (negative), the fewest payments that would settle it, and the payments made so far. Figures are in the answer’s currency, which is the trip’s when no rate to the one asked for is known.',
  scopes: ['budget:read'],
  addon: 'budget',
  // Exchange rates may come from outside.
  annotations: { ...reads, openWorldHint: true },
  view: BUDGET_VIEW,
  input: SummaryInput,
  output: SummaryOutput,
  async run({ tripId, base }, { actor, planner }) {
    return { summary: await planner.settlements.summary(actor, tripId, { base }) }
  }
})

const ListOutput = Type.Object({ settlements: Type.Array(Settlement) })

export const listSettlements = defineTool<typeof TripOnly, typeof ListOutput, PlannerContext>({
  name: 'list_settlements',
  title: 'List payments between people',
  description: 'Payments recorded so far, newest first. For what is still owed, use get_settlement_summary.',
  scopes: ['budget:read'],
  addon: 'budget',
  annotations: reads,
  input: TripOnly,
  output: ListOutput,
  async run({ tripId }, { actor, planner }) {
    return { settlements: await planner.settlements.list(actor, tripId) }
  }
})

const payment = {
  from_user_id: Type.Integer({ minimum: 1, description: 'User id of who paid' }),
  to_user_id: Type.Integer({ minimum: 1, description: 'User id of who received it' }),
  amount: PaidAmount('How much, in the currency of the trip')
}
const CreateInput = Type.Object({ tripId: TripId, ...payment })

export const createSettlement = defineTool<typeof CreateInput, typeof SettlementOutput, PlannerContext>({
  name: 'create_settlement',
  title: 'Record a payment between people',
  description:
    'Records that one person paid another back, which changes balances. It moves no money. What to pay is in the flows of get_settlement_summary; money spent on the trip itself is create_budget_item.',
  scopes: ['budget:write'],
  addon: 'budget',
  annotations: creates,
  input: CreateInput,
  output: SettlementOutput,
  async run({ tripId, ...made }, { actor, planner }) {
    return { settlement: await planner.settlements.create(actor, tripId, made) }
  }
})

const UpdateInput = Type.Object({ tripId: TripId, settlementId: SettlementId, ...payment })

export const updateSettlement = defineTool<typeof UpdateInput, typeof SettlementOutput, PlannerContext>({
  name: 'update_settlement',
  title: 'Correct a recorded payment',
  description: 'Writes a recorded payment anew: give all of it. The amount is in the trip’s currency afterwards.',
  scopes: ['budget:write'],
  addon: 'budget',
  annotations: sets,
  input: UpdateInput,
  output: SettlementOutput,
  async run({ tripId, settlementId, ...made }, { actor, planner }) {
    return { settlement: await planner.settlements.update(actor, tripId, settlementId, made) }
  }
})

const SettlementOnly = Type.Object({ tripId: TripId, settlementId: SettlementId })

export const deleteSettlement = defineTool<typeof SettlementOnly, typeof Done, PlannerContext>({
  name: 'delete_settlement',
  title: 'Delete a recorded payment',
  description: 'Removes a recorded payment, so that the debt is open again. Confirm with the person first.',
  scopes: ['budget:write'],
  addon: 'budget',
  annotations: destroys,
  input: SettlementOnly,
  output: Done,
  async run({ tripId, settlementId }, { actor, planner }) {
    await planner.settlements.delete(actor, tripId, settlementId)
    return done
  }
})

export const settlementTools: Tool<PlannerContext>[] = [
  getSettlementSummary,
  listSettlements,
  createSettlement,
  updateSettlement,
  deleteSettlement
]
