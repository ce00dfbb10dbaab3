import { Holiday, HolidayCalendar, HolidayCountry } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { Clearable, creates, destroys, Done, done, reads, sets } from './arguments.ts'
import { HolidayRegion, NoInput, VacayYear } from './vacay-arguments.ts'

const CalendarId = Type.Integer({ minimum: 1, description: 'A holiday calendar of the plan, from get_vacay_plan' })
const label = Clearable(Type.String({ maxLength: 100, description: 'What it is called' }))
const color = Type.String({ pattern: '^#[0-9a-fA-F]{6}$', description: 'Colour as #rrggbb' })
const CalendarOutput = Type.Object({ calendar: HolidayCalendar })

const AddInput = Type.Object({
  region: HolidayRegion,
  label: Type.Optional(label),
  color: Type.Optional(color),
  sortOrder: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 1000, description: 'Position among the calendars. Default: 0' })
  )
})

export const addHolidayCalendar = defineTool<typeof AddInput, typeof CalendarOutput, PlannerContext>({
  name: 'add_holiday_calendar',
  title: 'Add public holidays to the vacation plan',
  description:
    'Adds the public holidays of a country or region to the plan. They count while holidays_enabled is on (update_vacay_plan); then vacation days on their dates are removed.',
  scopes: ['vacay:write'],
  addon: 'vacay',
  annotations: { ...creates, destructiveHint: true },
  input: AddInput,
  output: CalendarOutput,
  async run({ sortOrder, ...calendar }, { actor, planner }) {
    return { calendar: await planner.vacay.calendars.add(actor, { ...calendar, sort_order: sortOrder }) }
  }
})

const UpdateInput = Type.Object({
  calendarId: CalendarId,
  label: Type.Optional(label),
  color: Type.Optional(color)
})

export const updateHolidayCalendar = defineTool<typeof UpdateInput, typeof CalendarOutput, PlannerContext>({
  name: 'update_holiday_calendar',
  title: 'Change a holiday calendar',
  description:
    'Changes label or colour of a holiday calendar; null clears the label. For another region, add a calendar and delete this one.',
  scopes: ['vacay:write'],
  addon: 'vacay',
  annotations: sets,
  input: UpdateInput,
  output: CalendarOutput,
  async run({ calendarId, ...changes }, { actor, planner }) {
    return { calendar: await planner.vacay.calendars.update(actor, calendarId, changes) }
  }
})

const CalendarOnly = Type.Object({ calendarId: CalendarId })

export const deleteHolidayCalendar = defineTool<typeof CalendarOnly, typeof Done, PlannerContext>({
  name: 'delete_holiday_calendar',
  title: 'Delete a holiday calendar',
  description: 'Removes a holiday calendar from the plan; its dates are working days again.',
  scopes: ['vacay:write'],
  addon: 'vacay',
  annotations: destroys,
  input: CalendarOnly,
  output: Done,
  async run({ calendarId }, { actor, planner }) {
    await planner.vacay.calendars.delete(actor, calendarId)
    return done
  }
})

// The operator may have public holidays asked from outside.
const looksUp = { ...reads, openWorldHint: true }
const CountriesOutput = Type.Object({ countries: Type.Array(HolidayCountry) })

export const listHolidayCountries = defineTool<typeof NoInput, typeof CountriesOutput, PlannerContext>({
  name: 'list_holiday_countries',
  title: 'List countries with public holidays',
  description: 'The countries whose public holidays list_holidays and add_holiday_calendar know, with their codes.',
  scopes: ['vacay:read'],
  addon: 'vacay',
  annotations: looksUp,
  input: NoInput,
  output: CountriesOutput,
  async run(_, { planner }) {
    return { countries: await planner.holidays.countries() }
  }
})

const HolidaysInput = Type.Object({ country: HolidayRegion, year: VacayYear })
const HolidaysOutput = Type.Object({ holidays: Type.Array(Holiday) })

export const listHolidays = defineTool<typeof HolidaysInput, typeof HolidaysOutput, PlannerContext>({
  name: 'list_holidays',
  title: 'List public holidays',
  description:
    'Public holidays of a year by date: for a country, such as DE, with the regions (counties) that have each; for a region, such as DE-BY, those it has. Islamic dates may be a day off.',
  scopes: ['vacay:read'],
  addon: 'vacay',
  annotations: looksUp,
  input: HolidaysInput,
  output: HolidaysOutput,
  async run({ country, year }, { planner }) {
    return { holidays: await planner.holidays.list(country, year) }
  }
})

export const holidayTools: Tool<PlannerContext>[] = [
  addHolidayCalendar,
  updateHolidayCalendar,
  deleteHolidayCalendar,
  listHolidayCountries,
  listHolidays
]
