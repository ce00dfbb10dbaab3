import { type BudgetOverview, Day, DayAssignment, VisitedPlace } from '@trek/planner'
import { Type, type Static } from 'typebox'
import { MAX_RESULT_LENGTH } from '../endpoint/index.ts'

/** A visit of which only the order and the name are told. */
const BriefVisit = Type.Object({
  ...Type.Pick(DayAssignment, ['id', 'day_id', 'place_id', 'order_index']).properties,
  place: Type.Pick(VisitedPlace, ['id', 'name', 'place_time', 'end_time'])
})

export const SummaryDay = Type.Object({
  ...Type.Omit(Day, ['assignments', 'notes_items']).properties,
  assignments: Type.Array(Type.Union([DayAssignment, BriefVisit]), { description: 'Visits in order' }),
  notes: Day.properties.notes_items
})
type SummaryDay = Static<typeof SummaryDay>

export const Omission = Type.Object({
  what: Type.String({ description: 'What is left out' }),
  see: Type.String({ description: 'The tool or resource that has it' })
})
type Omission = Static<typeof Omission>

/** As far as its size can be helped. */
interface Summary {
  trip: { id: number }
  days?: SummaryDay[]
  budget?: BudgetOverview
}

interface Cut {
  what: string
  see: (tripId: number) => string
  /** Whether there is something to leave out. */
  applies: (summary: Summary) => boolean
  apply: (summary: Summary) => Pick<Summary, 'days' | 'budget'>
}

/** What a summary can do without, what is missed least first. */
const cuts: Cut[] = [
  {
    what: 'the single expenses; their number and totals are there',
    see: (tripId) => `the resource trek://trips/${tripId}/budget`,
    applies: ({ budget }) => budget !== undefined && budget.items.length > 0,
    apply: ({ budget }) => (budget ? { budget: { ...budget, items: [] } } : {})
  },
  {
    what: 'the details of visits and their places; ids, order, names and times are there',
    see: (tripId) => `list_places for places, the resource trek://trips/${tripId}/days for visits`,
    applies: hasVisits,
    apply: ({ days = [] }) => ({
      days: days.map((day) => ({ ...day, assignments: day.assignments.map(toBrief) }))
    })
  },
  {
    what: 'visits and notes; the days themselves are there',
    see: (tripId) =>
      `list_places with assignment "assigned" for places, the resource trek://trips/${tripId}/days for both`,
    applies: ({ days = [] }) => days.some(({ assignments, notes }) => assignments.length + notes.length > 0),
    apply: ({ days = [] }) => ({ days: days.map((day) => ({ ...day, assignments: [], notes: [] })) })
  }
]

/** Room for `omitted` itself. */
const FITTING_LENGTH = MAX_RESULT_LENGTH - 2048

/** The summary, without as much of it as a result cannot hold; `omitted` says what that is and where to find it. */
export function fitSummary<Whole extends Summary>(whole: Whole): Whole & { omitted?: Omission[] } {
  let summary = whole
  const omitted: Omission[] = []
  for (const { what, see, applies, apply } of cuts) {
    if (JSON.stringify(summary).length <= FITTING_LENGTH) break
    if (!applies(summary)) continue
    summary = { ...summary, ...apply(summary) }
    omitted.push({ what, see: see(whole.trip.id) })
  }
  return omitted.length > 0 ? { ...summary, omitted } : summary
}

function hasVisits({ days = [] }: Summary): boolean {
  return days.some(({ assignments }) => assignments.length > 0)
}

function toBrief({ id, day_id, place_id, order_index, place }: SummaryDay['assignments'][number]) {
  const { id: placeId, name, place_time, end_time } = place
  return { id, day_id, place_id, order_index, place: { id: placeId, name, place_time, end_time } }
}
