export type { Actor } from './actor.ts'
export { ADDON_CHANGES_CHANNEL, parseAddonChange, type AddonChange } from './addons/addon-changes.ts'
export { Addon } from './addons/addon.schema.ts'
export type { AddonService } from './addons/addon.service.ts'
export { DayAssignment, Participant, VisitedPlace } from './assignments/assignment.schema.ts'
export type { AssignmentService } from './assignments/assignment.service.ts'
export {
  AtlasCountry,
  AtlasPlace,
  AtlasStats,
  AtlasTrip,
  CountryPlaces,
  VisitedCountry,
  VisitedRegion
} from './atlas/atlas.schema.ts'
export type { AtlasService } from './atlas/atlas.service.ts'
export { BucketItem, type BucketItemChanges, type NewBucketItem } from './bucket-list/bucket-item.schema.ts'
export type { BucketListService } from './bucket-list/bucket-list.service.ts'
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
export type { Page } from './journeys/entry.row.ts'
export type { ContributorRole, JourneyContributorService } from './journeys/journey-contributor.service.ts'
export {
  JourneyEntry,
  MapPin,
  ProsCons,
  SharedEntry,
  type EntryChanges,
  type NewEntry
} from './journeys/journey-entry.schema.ts'
export type { JourneyEntryService } from './journeys/journey-entry.service.ts'
export type { JourneyShareLinkService } from './journeys/journey-share-link.service.ts'
export {
  Journey,
  JourneyContributor,
  JourneyFull,
  JourneyListItem,
  JourneyRole,
  JourneyShareLink,
  JourneyStatus,
  JourneyTrip,
  JourneyTripOption,
  SharedJourney
} from './journeys/journey.schema.ts'
export type { JourneyService } from './journeys/journey.service.ts'
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
