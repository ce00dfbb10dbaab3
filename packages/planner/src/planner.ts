import { createAddonService, type AddonService } from './addons/addon.service.ts'
import { createAirportService, type AirportService } from './airports/airport.service.ts'
import { createAssignmentService, type AssignmentService } from './assignments/assignment.service.ts'
import { createBudgetService, type BudgetService } from './budget/budget.service.ts'
import { createCategoryService, type CategoryService } from './categories/category.service.ts'
import type { Database } from './database.ts'
import { createDayNoteService, type DayNoteService } from './day-notes/day-note.service.ts'
import { createDayService, type DayService } from './days/day.service.ts'
import type { ExchangeRates } from './exchange-rates.ts'
import { createMemberService, type MemberService } from './members/member.service.ts'
import { createPlaceService, type PlaceService } from './places/place.service.ts'
import { createReservationService, type ReservationService } from './reservations/reservation.service.ts'
import { createSettlementService, type SettlementService } from './settlements/settlement.service.ts'
import { createStayService, type StayService } from './stays/stay.service.ts'
import { createTransitService, type TransitService } from './transit/transit.service.ts'
import { createTransportService, type TransportService } from './transports/transport.service.ts'
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
  stays: StayService
  reservations: ReservationService
  transports: TransportService
  transit: TransitService
  airports: AirportService
  budget: BudgetService
  settlements: SettlementService
  addons: AddonService
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
    addons: createAddonService(db)
  }
}
