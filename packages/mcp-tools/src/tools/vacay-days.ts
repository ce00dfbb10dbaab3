import { DayOff, VacayStat, VacayYearEntries } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { CalendarDate, creates, destroys, Done, done, reads, sets } from './arguments.ts'
import { NoInput, VacayYear, YearInput } from './vacay-arguments.ts'

const YearsOutput = Type.Object({ years: Type.Array(Type.Integer()) })

export const listVacayYears = defineTool<typeof NoInput, typeof YearsOutput, PlannerContext>({
  name: 'list_vacay_years',
  title: 'List the years of the vacation plan',
  description: 'The years the plan is kept for. Unused days move from each to the next.',
  scopes: ['vacay:read'],
  addon: 'vacay',
  annotations: reads,
  input: NoInput,
  output: YearsOutput,
  async run(_, { actor, planner }) {
    return { years: await planner.vacay.years.list(actor) }
  }
})

export const addVacayYear = defineTool<typeof YearInput, typeof YearsOutput, PlannerContext>({
  name: 'add_vacay_year',
  title: 'Add a year to the vacation plan',
  description:
    'Adds a year, in which everybody of the plan has 30 days and what is left of the years before. A year that is there already stays as it is.',
  scopes: ['vacay:write'],
  addon: 'vacay',
  annotations: sets,
  input: YearInput,
  output: YearsOutput,
  async run({ year }, { actor, planner }) {
    return { years: await planner.vacay.years.add(actor, year) }
  }
})

export const deleteVacayYear = defineTool<typeof YearInput, typeof YearsOutput, PlannerContext>({
  name: 'delete_vacay_year',
  title: 'Delete a year of the vacation plan',
  description:
    'Removes a year with the vacation days and allowances of everybody in the plan and its company holidays, for good; the person is asked first. Later years get what the years before it leave over.',
  scopes: ['vacay:write'],
  addon: 'vacay',
  annotations: destroys,
  confirm: async ({ year }, { actor, planner }) => {
    const { users } = await planner.vacay.plan.get(actor)
    return `Delete all of ${year} from the vacation plan, with the days of ${users.map(({ username }) => username).join(', ')}?`
  },
  input: YearInput,
  output: YearsOutput,
  async run({ year }, { actor, planner }) {
    return { years: await planner.vacay.years.delete(actor, year) }
  }
})

const EntriesOutput = Type.Object({ entries: VacayYearEntries })

export const getVacayEntries = defineTool<typeof YearInput, typeof EntriesOutput, PlannerContext>({
  name: 'get_vacay_entries',
  title: 'See the vacation days of a year',
  description:
    'The vacation days of everybody in the plan and the company holidays of a year, by date. Public holidays are in the resource trek://vacay/holidays/{year}, or list_holidays.',
  scopes: ['vacay:read'],
  addon: 'vacay',
  annotations: reads,
  input: YearInput,
  output: EntriesOutput,
  async run({ year }, { actor, planner }) {
    return { entries: await planner.vacay.days.list(actor, year) }
  }
})

const Toggled = Type.Union([Type.Literal('added'), Type.Literal('removed')])
const ToggleEntryInput = Type.Object({ date: CalendarDate('The day') })
const ToggleEntryOutput = Type.Object({
  action: Toggled,
  day_off: Type.Union([DayOff, Type.Null()], {
    description: 'Why nobody of the plan works that day anyway; null: they do'
  })
})

export const toggleVacayEntry = defineTool<typeof ToggleEntryInput, typeof ToggleEntryOutput, PlannerContext>({
  name: 'toggle_vacay_entry',
  title: 'Take or give back a day of vacation',
  description:
    'Adds the day to the person’s vacation, or removes it if it is there: see get_vacay_entries first. It counts against the allowance even where nobody works: when day_off says so, toggle it back unless the person wants it.',
  scopes: ['vacay:write'],
  addon: 'vacay',
  annotations: creates,
  input: ToggleEntryInput,
  output: ToggleEntryOutput,
  run: ({ date }, { actor, planner }) => planner.vacay.days.toggle(actor, date)
})

const ToggleHolidayInput = Type.Object({
  date: CalendarDate('The day'),
  note: Type.Optional(Type.String({ maxLength: 200, description: 'What the day is, such as "Christmas Eve"' }))
})
const ToggleHolidayOutput = Type.Object({ action: Toggled })

export const toggleCompanyHoliday = defineTool<typeof ToggleHolidayInput, typeof ToggleHolidayOutput, PlannerContext>({
  name: 'toggle_company_holiday',
  title: 'Add or remove a company holiday',
  description:
    'Adds a day off for everybody of the plan, or removes it if it is there: see get_vacay_entries first. Adding removes everybody’s vacation on that day, for good.',
  scopes: ['vacay:write'],
  addon: 'vacay',
  annotations: { ...destroys, idempotentHint: false },
  input: ToggleHolidayInput,
  output: ToggleHolidayOutput,
  async run({ date, note }, { actor, planner }) {
    return { action: await planner.vacay.days.toggleCompanyHoliday(actor, date, note) }
  }
})

const StatsOutput = Type.Object({ stats: Type.Array(VacayStat) })

export const getVacayStats = defineTool<typeof YearInput, typeof StatsOutput, PlannerContext>({
  name: 'get_vacay_stats',
  title: 'See how much vacation is left',
  description:
    'For everybody of the plan: the allowance of a year, what earlier years left over, days used and remaining.',
  scopes: ['vacay:read'],
  addon: 'vacay',
  annotations: reads,
  input: YearInput,
  output: StatsOutput,
  async run({ year }, { actor, planner }) {
    return { stats: await planner.vacay.years.stats(actor, year) }
  }
})

const AllowanceInput = Type.Object({
  year: VacayYear,
  vacationDays: Type.Integer({ minimum: 0, maximum: 366, description: 'Days without those of earlier years' })
})

export const updateVacayStats = defineTool<typeof AllowanceInput, typeof Done, PlannerContext>({
  name: 'update_vacay_stats',
  title: 'Set one’s allowance of vacation',
  description: 'Sets how many days the person has in a year: their own only, others set theirs.',
  scopes: ['vacay:write'],
  addon: 'vacay',
  annotations: sets,
  input: AllowanceInput,
  output: Done,
  async run({ year, vacationDays }, { actor, planner }) {
    await planner.vacay.years.setAllowance(actor, year, vacationDays)
    return done
  }
})

export const vacayDayTools: Tool<PlannerContext>[] = [
  listVacayYears,
  addVacayYear,
  deleteVacayYear,
  getVacayEntries,
  toggleVacayEntry,
  toggleCompanyHoliday,
  getVacayStats,
  updateVacayStats
]
