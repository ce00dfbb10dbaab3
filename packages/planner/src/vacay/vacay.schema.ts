import { Type, type Static } from 'typebox'

export const HolidayCalendar = Type.Object({
  id: Type.Integer(),
  plan_id: Type.Integer(),
  region: Type.String({ description: 'A country, such as DE, or a region of one, such as DE-BY' }),
  label: Type.Union([Type.String(), Type.Null()]),
  color: Type.String({ description: '#rrggbb' }),
  sort_order: Type.Integer()
})
export type HolidayCalendar = Static<typeof HolidayCalendar>

export const VacayPlan = Type.Object({
  id: Type.Integer(),
  owner_id: Type.Integer(),
  block_weekends: Type.Boolean(),
  weekend_days: Type.String({ description: 'Numbers of days, 0 is Sunday' }),
  week_start: Type.Integer({ description: '0 Sunday, 1 Monday' }),
  holidays_enabled: Type.Boolean({ description: 'Whether public holidays are days off' }),
  holidays_region: Type.Union([Type.String(), Type.Null()]),
  company_holidays_enabled: Type.Boolean({ description: 'Whether company holidays are days off' }),
  carry_over_enabled: Type.Boolean({ description: 'Whether unused days move to the next year' }),
  created_at: Type.Union([Type.String(), Type.Null()], { description: 'ISO 8601, UTC; null: never changed so far' }),
  holiday_calendars: Type.Array(HolidayCalendar)
})
export type VacayPlan = Static<typeof VacayPlan>

export const VacayPerson = Type.Object({
  id: Type.Integer(),
  username: Type.String(),
  email: Type.String(),
  color: Type.String({ description: '#rrggbb' })
})
export type VacayPerson = Static<typeof VacayPerson>

const invitation = {
  id: Type.Integer(),
  username: Type.String(),
  email: Type.String(),
  created_at: Type.String({ description: 'ISO 8601, UTC' })
}

export const VacayPlanData = Type.Object({
  plan: VacayPlan,
  users: Type.Array(VacayPerson, { description: 'Everybody of the plan, its owner first' }),
  pendingInvites: Type.Array(Type.Object({ ...invitation, user_id: Type.Integer() }), {
    description: 'People who were invited and have not answered'
  }),
  incomingInvites: Type.Array(Type.Object({ ...invitation, plan_id: Type.Integer() }), {
    description: 'Plans of others the caller is invited to'
  }),
  isOwner: Type.Boolean({ description: 'Whether the plan is the caller’s own' }),
  isFused: Type.Boolean({ description: 'Whether more than one person shares it' })
})
export type VacayPlanData = Static<typeof VacayPlanData>

export const VacayCandidate = Type.Object({ id: Type.Integer(), username: Type.String() })
export type VacayCandidate = Static<typeof VacayCandidate>

const person = { person_name: Type.String(), person_color: Type.String({ description: '#rrggbb' }) }

export const VacayEntry = Type.Object({
  id: Type.Integer(),
  plan_id: Type.Integer(),
  user_id: Type.Integer(),
  date: Type.String({ description: 'YYYY-MM-DD' }),
  note: Type.String(),
  ...person
})
export type VacayEntry = Static<typeof VacayEntry>

export const CompanyHoliday = Type.Object({
  id: Type.Integer(),
  plan_id: Type.Integer(),
  date: Type.String({ description: 'YYYY-MM-DD' }),
  note: Type.String()
})
export type CompanyHoliday = Static<typeof CompanyHoliday>

export const VacayYearEntries = Type.Object({
  entries: Type.Array(VacayEntry, { description: 'Days of vacation, by date' }),
  companyHolidays: Type.Array(CompanyHoliday)
})
export type VacayYearEntries = Static<typeof VacayYearEntries>

/** Why nobody works on a date. */
export const DayOff = Type.Union([
  Type.Literal('weekend'),
  Type.Literal('company_holiday'),
  Type.Literal('public_holiday')
])
export type DayOff = Static<typeof DayOff>

export const VacayStat = Type.Object({
  user_id: Type.Integer(),
  ...person,
  year: Type.Integer(),
  vacation_days: Type.Integer({ description: 'The allowance' }),
  carried_over: Type.Integer({ description: 'Unused days of earlier years' }),
  total_available: Type.Integer(),
  used: Type.Integer(),
  remaining: Type.Integer({ description: 'Negative: more is planned than there is' })
})
export type VacayStat = Static<typeof VacayStat>

/** Left out stays; `null` clears. */
export interface VacaySettings {
  block_weekends?: boolean | undefined
  weekend_days?: string | undefined
  week_start?: number | undefined
  holidays_enabled?: boolean | undefined
  holidays_region?: string | null | undefined
  company_holidays_enabled?: boolean | undefined
  carry_over_enabled?: boolean | undefined
}

export interface NewHolidayCalendar {
  region: string
  label?: string | null | undefined
  /** Default `#fecaca`. */
  color?: string | undefined
  /** Default 0. */
  sort_order?: number | undefined
}

/** Left out stays; `null` clears the label. */
export interface HolidayCalendarChanges {
  label?: string | null | undefined
  color?: string | undefined
}
