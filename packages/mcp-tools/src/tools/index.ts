import type { PlannerContext } from '../context.ts'
import type { Tool } from '../endpoint/index.ts'
import { assignmentTools } from './assignments.ts'
import { atlasTools } from './atlas.ts'
import { budgetTools } from './budget.ts'
import { connectionTools } from './connection.ts'
import { dayNoteTools } from './day-notes.ts'
import { dayTools } from './days.ts'
import { journeyEntryTools } from './journey-entries.ts'
import { journeySharingTools } from './journey-sharing.ts'
import { journeyTools } from './journeys.ts'
import { placeTools } from './places.ts'
import { settlementTools } from './settlements.ts'
import { tripTools } from './trips.ts'

/** Every tool of TREK, by the groups a client can name (`/mcp?tools=trips,places`); without one: always there. */
export const plannerTools: Tool<PlannerContext>[] = [
  ...grouped('trips', tripTools),
  ...grouped('days', [...dayTools, ...dayNoteTools]),
  ...grouped('places', [...placeTools, ...assignmentTools]),
  ...grouped('budget', [...budgetTools, ...settlementTools]),
  ...grouped('atlas', atlasTools),
  ...grouped('journeys', [...journeyTools, ...journeyEntryTools, ...journeySharingTools]),
  ...connectionTools
]

function grouped(group: string, tools: Tool<PlannerContext>[]): Tool<PlannerContext>[] {
  return tools.map((tool) => ({ ...tool, group }))
}
