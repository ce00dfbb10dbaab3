import type { PlannerContext } from '../context.ts'
import type { Tool } from '../endpoint/index.ts'
import { assignmentTools } from './assignments.ts'
import { budgetTools } from './budget.ts'
import { connectionTools } from './connection.ts'
import { dayNoteTools } from './day-notes.ts'
import { dayTools } from './days.ts'
import { mapTools } from './maps.ts'
import { placeSearchTools } from './place-search.ts'
import { placeTools } from './places.ts'
import { settlementTools } from './settlements.ts'
import { transitTools } from './transit.ts'
import { tripTools } from './trips.ts'
import { weatherTools } from './weather.ts'

/** Every tool of TREK, by the groups a client can name (`/mcp?tools=trips,places`); without one: always there. */
export const plannerTools: Tool<PlannerContext>[] = [
  ...grouped('trips', tripTools),
  ...grouped('days', [...dayTools, ...dayNoteTools]),
  ...grouped('places', [...placeTools, ...placeSearchTools, ...assignmentTools]),
  ...grouped('budget', [...budgetTools, ...settlementTools]),
  ...grouped('geo', [...mapTools, ...transitTools]),
  ...grouped('weather', weatherTools),
  ...connectionTools
]

function grouped(group: string, tools: Tool<PlannerContext>[]): Tool<PlannerContext>[] {
  return tools.map((tool) => ({ ...tool, group }))
}
