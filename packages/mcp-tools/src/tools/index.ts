import type { PlannerContext } from '../context.ts'
import type { Tool } from '../endpoint/index.ts'
import { assignmentTools } from './assignments.ts'
import { budgetTools } from './budget.ts'
import { connectionTools } from './connection.ts'
import { dayNoteTools } from './day-notes.ts'
import { dayTools } from './days.ts'
import { placeTools } from './places.ts'
import { settlementTools } from './settlements.ts'
import { tripTools } from './trips.ts'

/** Every tool of TREK, a group a file. */
export const plannerTools: Tool<PlannerContext>[] = [
  ...tripTools,
  ...dayTools,
  ...placeTools,
  ...assignmentTools,
  ...dayNoteTools,
  ...budgetTools,
  ...settlementTools,
  ...connectionTools
]
