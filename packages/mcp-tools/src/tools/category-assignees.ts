import { CategoryAssignees, Person } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { People, reads, sets, TripId } from './arguments.ts'

const TripOnly = Type.Object({ tripId: TripId })
const ListOutput = Type.Object({ assignees: CategoryAssignees })
const SetInput = Type.Object({
  tripId: TripId,
  categoryName: Type.String({
    minLength: 1,
    maxLength: 100,
    description: 'Name of the category; nothing need be in it yet'
  }),
  userIds: People('Everybody who looks after it from now on; empty: nobody')
})
const SetOutput = Type.Object({ assignees: Type.Array(Person) })

export const getPackingCategoryAssignees = defineTool<typeof TripOnly, typeof ListOutput, PlannerContext>({
  name: 'get_packing_category_assignees',
  title: 'See who looks after packing categories',
  description: 'Who looks after which category of the packing list, by its name.',
  scopes: ['packing:read'],
  addon: 'packing',
  annotations: reads,
  input: TripOnly,
  output: ListOutput,
  async run({ tripId }, { actor, planner }) {
    return { assignees: await planner.packingAssignees.list(actor, tripId) }
  }
})

export const setPackingCategoryAssignees = defineTool<typeof SetInput, typeof SetOutput, PlannerContext>({
  name: 'set_packing_category_assignees',
  title: 'Set who looks after a packing category',
  description: 'Replaces the people who look after a category of the packing list. They have to be of the trip.',
  scopes: ['packing:write'],
  addon: 'packing',
  annotations: { ...sets, destructiveHint: true },
  input: SetInput,
  output: SetOutput,
  async run({ tripId, categoryName, userIds }, { actor, planner }) {
    return { assignees: await planner.packingAssignees.set(actor, tripId, categoryName, userIds) }
  }
})

export const getTodoCategoryAssignees = defineTool<typeof TripOnly, typeof ListOutput, PlannerContext>({
  name: 'get_todo_category_assignees',
  title: 'See who does the to-dos of categories',
  description: 'Who usually does the to-dos of which category, by its name.',
  scopes: ['todos:read'],
  addon: 'packing',
  annotations: reads,
  input: TripOnly,
  output: ListOutput,
  async run({ tripId }, { actor, planner }) {
    return { assignees: await planner.todoAssignees.list(actor, tripId) }
  }
})

export const setTodoCategoryAssignees = defineTool<typeof SetInput, typeof SetOutput, PlannerContext>({
  name: 'set_todo_category_assignees',
  title: 'Set who does the to-dos of a category',
  description:
    'Replaces the people who usually do the to-dos of a category; a single one gets the new to-dos of it. To-dos that are there stay with whom they are: update_todo changes those.',
  scopes: ['todos:write'],
  addon: 'packing',
  annotations: { ...sets, destructiveHint: true },
  input: SetInput,
  output: SetOutput,
  async run({ tripId, categoryName, userIds }, { actor, planner }) {
    return { assignees: await planner.todoAssignees.set(actor, tripId, categoryName, userIds) }
  }
})

export const packingAssigneeTools: Tool<PlannerContext>[] = [getPackingCategoryAssignees, setPackingCategoryAssignees]
export const todoAssigneeTools: Tool<PlannerContext>[] = [getTodoCategoryAssignees, setTodoCategoryAssignees]
