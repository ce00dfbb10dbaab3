import type { PlannerContext } from '../context.ts'
import { defineResource, type Resource } from '../endpoint/index.ts'
import { TripParameters } from './parameters.ts'

export const budgetResources: Resource<PlannerContext>[] = [
  defineResource<typeof TripParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}/budget',
    name: 'trip-budget',
    title: 'Expenses of a trip',
    description: 'Expenses by category, with who shares and who paid them',
    scopes: ['budget:read'],
    addon: 'budget',
    parameters: TripParameters,
    read: ({ tripId }, { actor, planner }) => planner.budget.list(actor, Number(tripId))
  }),
  defineResource<typeof TripParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}/budget/per-person',
    name: 'trip-budget-per-person',
    title: 'Costs of a trip by person',
    description: 'What falls to each person, in the currency of the trip',
    scopes: ['budget:read'],
    addon: 'budget',
    parameters: TripParameters,
    read: ({ tripId }, { actor, planner }) => planner.budget.perPerson(actor, Number(tripId))
  }),
  defineResource<typeof TripParameters, PlannerContext>({
    uri: 'trek://trips/{tripId}/budget/settlement',
    name: 'trip-budget-settlement',
    title: 'Who owes whom on a trip',
    description: 'Balances, payments that would settle them, and payments made, in the currency of the trip',
    scopes: ['budget:read'],
    addon: 'budget',
    parameters: TripParameters,
    read: ({ tripId }, { actor, planner }) => planner.settlements.summary(actor, Number(tripId))
  })
]
