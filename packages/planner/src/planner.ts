import { createAssignmentService, type AssignmentService } from './assignments/assignment.service.ts'
import { createCategoryService, type CategoryService } from './categories/category.service.ts'
import type { Database } from './database.ts'
import { createDayNoteService, type DayNoteService } from './day-notes/day-note.service.ts'
import { createDayService, type DayService } from './days/day.service.ts'
import { createMemberService, type MemberService } from './members/member.service.ts'
import { createPlaceService, type PlaceService } from './places/place.service.ts'
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
}

/**
 * The trip planner on a Drizzle database that holds the tables of `@trek/planner/tables`. Every write is one transaction
 * that asks permission, changes, and tells (`PLANNER_EVENTS_CHANNEL`) on commit.
 */
export function createPlanner(db: Database): Planner {
  return {
    users: createUserService(db),
    trips: createTripService(db),
    members: createMemberService(db),
    days: createDayService(db),
    places: createPlaceService(db),
    categories: createCategoryService(db),
    assignments: createAssignmentService(db),
    dayNotes: createDayNoteService(db)
  }
}
