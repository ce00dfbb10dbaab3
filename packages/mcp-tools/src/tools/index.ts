import type { PlannerContext } from '../context.ts'
import type { Tool } from '../endpoint/index.ts'
import { activityTools } from './activity.ts'
import { assignmentTools } from './assignments.ts'
import { budgetTools } from './budget.ts'
import { connectionTools } from './connection.ts'
import { dayNoteTools } from './day-notes.ts'
import { dayTools } from './days.ts'
import { placeTools } from './places.ts'
import { settlementTools } from './settlements.ts'
import { tripTools } from './trips.ts'

/** Every tool of TREK, by the groups a client can name (`/mcp?tools=trips,places`); without one: always there. */
export const plannerTools: Tool<PlannerContext>[] = [
  ...grouped('trips', [...tripTools, ...activityTools]),
  ...grouped('days', [...dayTools, ...dayNoteTools]),
  ...grouped('places', [...placeTools, ...assignmentTools]),
  ...grouped('budget', [...budgetTools, ...settlementTools]),
  ...connectionTools
]

function grouped(group: string, tools: Tool<PlannerContext>[]): Tool<PlannerContext>[] {
  return tools.map((tool) => ({ ...tool, group }))
}
