export { Activity } from './activity/activity.schema.ts'
export { ACTIVITY_DAYS, type ActivityService } from './activity/activity.service.ts'
export type { Actor } from './actor.ts'
export { ADDON_CHANGES_CHANNEL, parseAddonChange, type AddonChange } from './addons/addon-changes.ts'
export { Addon, AddonSwitch } from './addons/addon.schema.ts'
export type { AddonService } from './addons/addon.service.ts'
export { Airport } from './airports/airport.schema.ts'
export type { AirportService } from './airports/airport.service.ts'
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
export { findMissingCountries } from './atlas/missing-countries.ts'
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
export { CategoryAssignees } from './category-assignees/category-assignee.schema.ts'
export type { CategoryAssigneeService } from './category-assignees/category-assignee.service.ts'
export { MAX_MESSAGE_LENGTH, type ChatService } from './chat/chat.service.ts'
export { ChatMessage, Reaction } from './chat/message.schema.ts'
export { CollabNote, type CollabNoteChanges, type NewCollabNote } from './collab-notes/collab-note.schema.ts'
export type { CollabNoteService } from './collab-notes/collab-note.service.ts'
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
  type PlannerErrorCode,
  refusalIn,
  UnavailableError
} from './errors.ts'
export {
  parsePlannerEvent,
  type PersonalEventType,
  PLANNER_EVENTS_CHANNEL,
  type PlannerEvent,
  type PlannerEventType,
  type TripEventType
} from './events.ts'
export type { ExchangeRates } from './exchange-rates.ts'
export { createBundledHolidays } from './holidays/bundled-holidays.ts'
export { Holiday, HolidayCountry } from './holidays/holiday.schema.ts'
export type { HolidayService } from './holidays/holiday.service.ts'
export type { Holidays } from './holidays/holidays.ts'
export type { EntryPage } from './journeys/entry.row.ts'
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
export { Notification, NotificationPage } from './notifications/notification.schema.ts'
export type { NotificationPreference, NotificationService } from './notifications/notification.service.ts'
export type { NotificationChannel, NotificationEvent, NotificationParams } from './notifications/wording.ts'
export { PackingBag, type PackingBagChanges } from './packing-bags/packing-bag.schema.ts'
export type { PackingBagService } from './packing-bags/packing-bag.service.ts'
export { PackingTemplate, SavedPackingTemplate } from './packing-templates/packing-template.schema.ts'
export type { PackingTemplateService } from './packing-templates/packing-template.service.ts'
export {
  PackingItem,
  PackingList,
  type ImportedPackingItem,
  type NewPackingItem,
  type PackingItemChanges
} from './packing/packing-item.schema.ts'
export type { PackingService } from './packing/packing.service.ts'
export type { ImportedPlace, ImportedPlaces } from './places/import.ts'
export { Place, TransportMode, type NewPlace, type PlaceChanges } from './places/place.schema.ts'
export type { PlaceFilter, PlaceService } from './places/place.service.ts'
export { createPlanner, type Planner, type PlannerOptions } from './planner.ts'
export { Poll, type NewPoll } from './polls/poll.schema.ts'
export type { PollService } from './polls/poll.service.ts'
export type { ReminderRound, ReminderService } from './reminders/reminder.service.ts'
export {
  BookingStatus,
  BookingType,
  EndpointRole,
  Reservation,
  ReservationEndpoint,
  type BookingChanges,
  type BookingOptions,
  type NewReservation,
  type ReservationChanges
} from './reservations/reservation.schema.ts'
export type { ReservationService } from './reservations/reservation.service.ts'
export { Settlement, SettlementSummary, type SettlementInput } from './settlements/settlement.schema.ts'
export type { SettlementService } from './settlements/settlement.service.ts'
export { ShareFlags, ShareLink, type ShareFlagChanges } from './share-links/share-link.schema.ts'
export type { ShareLinkService } from './share-links/share-link.service.ts'
export { SharedTrip } from './share-links/shared-trip.ts'
export { Accommodation, type NewStay, type StayChanges } from './stays/stay.schema.ts'
export type { StayService } from './stays/stay.service.ts'
export { Tag, type TagChanges } from './tags/tag.schema.ts'
export type { TagService } from './tags/tag.service.ts'
export { Todo, type NewTodo, type TodoChanges } from './todos/todo.schema.ts'
export type { TodoService } from './todos/todo.service.ts'
export { isTravelable } from './transit/itinerary-rules.ts'
export {
  TransitItinerary,
  TransitLeg,
  TransitPoint,
  TransitStop,
  type NewTransitJourney
} from './transit/itinerary.schema.ts'
export type { TransitService } from './transit/transit.service.ts'
export {
  TransportType,
  type EndpointInput,
  type NewTransport,
  type TransportChanges
} from './transports/transport.schema.ts'
export type { TransportService } from './transports/transport.service.ts'
export { Trip, type NewTrip, type TripChanges } from './trips/trip.schema.ts'
export { MAX_TRIP_DAYS } from './trips/length.ts'
export type { TripService, TripSummary } from './trips/trip.service.ts'
export { Person } from './users/person.schema.ts'
export { User } from './users/user.schema.ts'
export type { UserService } from './users/user.service.ts'
export {
  CompanyHoliday,
  DayOff,
  HolidayCalendar,
  VacayCandidate,
  VacayEntry,
  VacayPerson,
  VacayPlan,
  VacayPlanData,
  VacayStat,
  VacayYearEntries,
  type HolidayCalendarChanges,
  type NewHolidayCalendar,
  type VacaySettings
} from './vacay/vacay.schema.ts'
export type { VacayService } from './vacay/vacay.service.ts'
export { MAX_AMOUNT } from './values/money.ts'
export { DEFAULT_LIMIT, MAX_LIMIT, type Page, type PageRequest } from './values/page.ts'
