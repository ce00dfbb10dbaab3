import type { PlannerContext } from '../context.ts'
import type { Prompt } from '../endpoint/index.ts'
import { budgetOverview } from './budget-overview.ts'
import { packingList } from './packing-list.ts'
import { tokenAuthNotice } from './token-auth-notice.ts'
import { tripSummary } from './trip-summary.ts'

export const plannerPrompts: Prompt<PlannerContext>[] = [tripSummary, budgetOverview, packingList, tokenAuthNotice]
