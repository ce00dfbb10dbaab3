import { createActivityService, type ActivityService } from './activity/activity.service.ts'
import { createAddonService, type AddonService } from './addons/addon.service.ts'
import { createAirportService, type AirportService } from './airports/airport.service.ts'
import { createAssignmentService, type AssignmentService } from './assignments/assignment.service.ts'
import { createAtlasService, type AtlasService } from './atlas/atlas.service.ts'
import { createBucketListService, type BucketListService } from './bucket-list/bucket-list.service.ts'
import { createBudgetService, type BudgetService } from './budget/budget.service.ts'
import { createCategoryService, type CategoryService } from './categories/category.service.ts'
import {
  createCategoryAssigneeService,
  type CategoryAssigneeService
} from './category-assignees/category-assignee.service.ts'
import { packingCategoryAssignees, todoCategoryAssignees } from './category-assignees/category-assignee.table.ts'
import { createChatService, type ChatService } from './chat/chat.service.ts'
import { createCollabNoteService, type CollabNoteService } from './collab-notes/collab-note.service.ts'
import type { Database } from './database.ts'
import { createDayNoteService, type DayNoteService } from './day-notes/day-note.service.ts'
import { createDayService, type DayService } from './days/day.service.ts'
import type { ExchangeRates } from './exchange-rates.ts'
import { createBundledHolidays } from './holidays/bundled-holidays.ts'
import { createHolidayService, type HolidayService } from './holidays/holiday.service.ts'
import type { Holidays } from './holidays/holidays.ts'
import {
  createJourneyContributorService,
  type JourneyContributorService
} from './journeys/journey-contributor.service.ts'
import { createJourneyEntryService, type JourneyEntryService } from './journeys/journey-entry.service.ts'
import { createJourneyShareLinkService, type JourneyShareLinkService } from './journeys/journey-share-link.service.ts'
import { createJourneyService, type JourneyService } from './journeys/journey.service.ts'
import { createMemberService, type MemberService } from './members/member.service.ts'
import { createNotificationService, type NotificationService } from './notifications/notification.service.ts'
import { createPackingBagService, type PackingBagService } from './packing-bags/packing-bag.service.ts'
import {
  createPackingTemplateService,
  type PackingTemplateService
} from './packing-templates/packing-template.service.ts'
import { createPackingService, type PackingService } from './packing/packing.service.ts'
import { createPlaceService, type PlaceService } from './places/place.service.ts'
import { createPollService, type PollService } from './polls/poll.service.ts'
import { createReminderService, type ReminderService } from './reminders/reminder.service.ts'
import { createReservationService, type ReservationService } from './reservations/reservation.service.ts'
import { createSettlementService, type SettlementService } from './settlements/settlement.service.ts'
import { createShareLinkService, type ShareLinkService } from './share-links/share-link.service.ts'
import { createStayService, type StayService } from './stays/stay.service.ts'
import { createTagService, type TagService } from './tags/tag.service.ts'
import { createTodoService, type TodoService } from './todos/todo.service.ts'
import { createTransitService, type TransitService } from './transit/transit.service.ts'
import { createTransportService, type TransportService } from './transports/transport.service.ts'
import { createTripService, type TripService } from './trips/trip.service.ts'
import { createUserService, type UserService } from './users/user.service.ts'
import { createVacayService, type VacayService } from './vacay/vacay.service.ts'

export interface Planner {
  users: UserService
  trips: TripService
  members: MemberService
  days: DayService
  places: PlaceService
  categories: CategoryService
  assignments: AssignmentService
  dayNotes: DayNoteService
  stays: StayService
  reservations: ReservationService
  transports: TransportService
  transit: TransitService
  airports: AirportService
  budget: BudgetService
  settlements: SettlementService
  packing: PackingService
  packingBags: PackingBagService
  packingTemplates: PackingTemplateService
  /** Who looks after which category of the packing list. */
  packingAssignees: CategoryAssigneeService
  todos: TodoService
  /** Who usually does the to-dos of a category. */
  todoAssignees: CategoryAssigneeService
  collabNotes: CollabNoteService
  polls: PollService
  chat: ChatService
  shareLinks: ShareLinkService
  tags: TagService
  notifications: NotificationService
  reminders: ReminderService
  atlas: AtlasService
  bucketList: BucketListService
  journeys: JourneyService
  journeyEntries: JourneyEntryService
  journeyContributors: JourneyContributorService
  journeyShareLinks: JourneyShareLinkService
  addons: AddonService
  holidays: HolidayService
  vacay: VacayService
  activity: ActivityService
}

export interface PlannerOptions {
  /** Absent: amounts in other currencies than the trip's are counted one to one, and answers say so. */
  exchangeRates?: ExchangeRates
  /** Absent: public holidays are calculated here. */
  holidays?: Holidays
}

/**
 * The trip planner on a Drizzle database that holds the tables of `@trek/planner/tables`. Every write is one transaction
 * that asks permission, changes, and tells (`PLANNER_EVENTS_CHANNEL`) on commit.
 */
export function createPlanner(
  db: Database,
  { exchangeRates, holidays = createBundledHolidays() }: PlannerOptions = {}
): Planner {
  const addons = createAddonService(db)
  const airports = createAirportService()
  return {
    users: createUserService(db),
    trips: createTripService(db, exchangeRates),
    members: createMemberService(db),
    days: createDayService(db),
    places: createPlaceService(db),
    categories: createCategoryService(db),
    assignments: createAssignmentService(db),
    dayNotes: createDayNoteService(db),
    stays: createStayService(db),
    reservations: createReservationService(db),
    transports: createTransportService(db, airports),
    transit: createTransitService(db),
    airports,
    budget: createBudgetService(db, exchangeRates),
    settlements: createSettlementService(db, exchangeRates),
    packing: createPackingService(db),
    packingBags: createPackingBagService(db),
    packingTemplates: createPackingTemplateService(db),
    packingAssignees: createCategoryAssigneeService(db, packingCategoryAssignees, 'packing:assignees'),
    todos: createTodoService(db),
    todoAssignees: createCategoryAssigneeService(db, todoCategoryAssignees, 'todo:assignees'),
    collabNotes: createCollabNoteService(db),
    polls: createPollService(db),
    chat: createChatService(db),
    shareLinks: createShareLinkService(db, addons),
    tags: createTagService(db),
    notifications: createNotificationService(db),
    reminders: createReminderService(db),
    atlas: createAtlasService(db),
    bucketList: createBucketListService(db),
    journeys: createJourneyService(db),
    journeyEntries: createJourneyEntryService(db),
    journeyContributors: createJourneyContributorService(db),
    journeyShareLinks: createJourneyShareLinkService(db),
    addons,
    holidays: createHolidayService(holidays),
    vacay: createVacayService(db, holidays),
    activity: createActivityService(db)
  }
}
