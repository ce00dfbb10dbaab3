import { createActivityService, type ActivityService } from './activity/activity.service.ts'
import { createAddonService, type AddonService } from './addons/addon.service.ts'
import { createAssignmentService, type AssignmentService } from './assignments/assignment.service.ts'
import { createBudgetService, type BudgetService } from './budget/budget.service.ts'
import { createCategoryService, type CategoryService } from './categories/category.service.ts'
import type { Database } from './database.ts'
import { createDayNoteService, type DayNoteService } from './day-notes/day-note.service.ts'
import { createDayService, type DayService } from './days/day.service.ts'
import type { ExchangeRates } from './exchange-rates.ts'
import { createMemberService, type MemberService } from './members/member.service.ts'
import { createPlaceService, type PlaceService } from './places/place.service.ts'
import { createSettlementService, type SettlementService } from './settlements/settlement.service.ts'
import { createTripService, type TripService } from './trips/trip.service.ts'
import { createUserService, type UserService } from './users/user.service.ts'

export interface Planner {
  users: UserService
  trips: TripService
  members: MemberService
  days: DayService
  places: PlaceService
  categories: CategoryService
  assignments: AssignmentService
  dayNotes: DayNoteService
  budget: BudgetService
  settlements: SettlementService
  addons: AddonService
  activity: ActivityService
}

export interface PlannerOptions {
  /** Absent: amounts in other currencies than the trip's are counted one to one, and answers say so. */
  exchangeRates?: ExchangeRates
}

/**
 * The trip planner on a Drizzle database that holds the tables of `@trek/planner/tables`. Every write is one transaction
 * that asks permission, changes, and tells (`PLANNER_EVENTS_CHANNEL`) on commit.
 */
export function createPlanner(db: Database, { exchangeRates }: PlannerOptions = {}): Planner {
  return {
    users: createUserService(db),
    trips: createTripService(db, exchangeRates),
    members: createMemberService(db),
    days: createDayService(db),
    places: createPlaceService(db),
    categories: createCategoryService(db),
    assignments: createAssignmentService(db),
    dayNotes: createDayNoteService(db),
    budget: createBudgetService(db, exchangeRates),
    settlements: createSettlementService(db, exchangeRates),
    addons: createAddonService(db),
    activity: createActivityService(db)
  }
}
