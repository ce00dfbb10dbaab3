import type { Database } from '../database.ts'
import type { Holidays } from '../holidays/holidays.ts'
import { createVacayCalendarService, type VacayCalendarService } from './vacay-calendar.service.ts'
import { createVacayDayService, type VacayDayService } from './vacay-day.service.ts'
import { createVacayPlanService, type VacayPlanService } from './vacay-plan.service.ts'
import { createVacaySharingService, type VacaySharingService } from './vacay-sharing.service.ts'
import { createVacayYearService, type VacayYearService } from './vacay-year.service.ts'

/**
 * Vacation days of a person, or of people who share a plan. Everything acts on the plan the actor has joined, else on their
 * own; all people of a plan have the same rights. Everybody has a plan, whose id is theirs: it gets a row with the first
 * change, so reading writes nothing.
 */
export interface VacayService {
  plan: VacayPlanService
  sharing: VacaySharingService
  years: VacayYearService
  days: VacayDayService
  calendars: VacayCalendarService
}

export function createVacayService(db: Database, holidays: Holidays): VacayService {
  return {
    plan: createVacayPlanService(db, holidays),
    sharing: createVacaySharingService(db),
    years: createVacayYearService(db),
    days: createVacayDayService(db, holidays),
    calendars: createVacayCalendarService(db, holidays)
  }
}
