export { Activity } from './activity/activity.schema.ts'
export { ACTIVITY_DAYS, type ActivityService } from './activity/activity.service.ts'
export type { Actor } from './actor.ts'
export { ADDON_CHANGES_CHANNEL, parseAddonChange, type AddonChange } from './addons/addon-changes.ts'
export { Addon } from './addons/addon.schema.ts'
export type { AddonService } from './addons/addon.service.ts'
export { DayAssignment, Participant, VisitedPlace } from './assignments/assignment.schema.ts'
export type { AssignmentService } from './assignments/assignment.service.ts'
export {
  BudgetItem,
  BudgetMember,
  BudgetOverview,
  BudgetPayer,
  PersonalBudget,
  type BudgetItemChanges,
  type NewBudgetItem,
  type PayerInput,
  type ShareInput
} from './budget/budget-item.schema.ts'
export type { BudgetService } from './budget/budget.service.ts'
export { Category } from './categories/category.schema.ts'
export { seedCategories, type CategoryService } from './categories/category.service.ts'
export type { Database } from './database.ts'
export { DayNote } from './day-notes/day-note.schema.ts'
export type { DayNoteChanges, DayNoteService } from './day-notes/day-note.service.ts'
export { Day } from './days/day.schema.ts'
export type { DayService } from './days/day.service.ts'
export {
  ConflictError,
  ForbiddenError,
  InvalidInputError,
  NotFoundError,
  PlannerError,
  type PlannerErrorCode
} from './errors.ts'
export { parsePlannerEvent, PLANNER_EVENTS_CHANNEL, type PlannerEvent, type PlannerEventType } from './events.ts'
export type { ExchangeRates } from './exchange-rates.ts'
export { TripMember, TripOwner, TripPeople } from './members/member.schema.ts'
export type { MemberService } from './members/member.service.ts'
export { Place, TransportMode, type NewPlace, type PlaceChanges } from './places/place.schema.ts'
export type { PlaceFilter, PlaceService } from './places/place.service.ts'
export { createPlanner, type Planner, type PlannerOptions } from './planner.ts'
export { Settlement, SettlementSummary, type SettlementInput } from './settlements/settlement.schema.ts'
export type { SettlementService } from './settlements/settlement.service.ts'
export { Trip, type NewTrip, type TripChanges } from './trips/trip.schema.ts'
export { MAX_TRIP_DAYS, type TripService, type TripSummary } from './trips/trip.service.ts'
export { User } from './users/user.schema.ts'
export type { UserService } from './users/user.service.ts'
export { MAX_AMOUNT } from './values/money.ts'
export { DEFAULT_LIMIT, MAX_LIMIT, type Page, type PageRequest } from './values/page.ts'
