import type { SharedSection } from '../shared-section.ts'
import { sharedBookings } from './bookings.ts'
import { sharedBudget } from './budget.ts'
import { sharedChat } from './chat.ts'
import { sharedPacking } from './packing.ts'
import { sharedPlan } from './plan.ts'

/** What a public link can show, in the order of its flags. */
export const sharedSections: readonly SharedSection[] = [
  sharedPlan,
  sharedBookings,
  sharedPacking,
  sharedBudget,
  sharedChat
]
