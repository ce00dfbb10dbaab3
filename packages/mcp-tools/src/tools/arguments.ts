import { DEFAULT_LIMIT, MAX_AMOUNT, MAX_LIMIT } from '@trek/planner'
import { Type } from 'typebox'

const id = (description: string) => Type.Integer({ minimum: 1, description })

export const TripId = id('The trip, from list_trips')
export const DayId = id('A day of the trip, from get_trip_summary')
export const PlaceId = id('A place of the trip, from list_places')
export const AssignmentId = id('A visit: a place on a day, from get_trip_summary')
export const NoteId = id('A note of the day, from get_trip_summary')
export const BudgetItemId = id('An expense of the trip, from get_trip_summary')
export const ActivityId = id('Something that happened in the trip, from list_activity')
export const SettlementId = id('A recorded payment of the trip, from list_settlements')

const DATE = '^\\d{4}-\\d{2}-\\d{2}$'
const TIME = '^([01]\\d|2[0-3]):[0-5]\\d$'

export const CalendarDate = (description: string) =>
  Type.String({ pattern: DATE, description: `${description} (YYYY-MM-DD)` })
export const ClockTime = (description: string) => Type.String({ pattern: TIME, description: `${description} (HH:MM)` })
export const Currency = Type.String({ minLength: 3, maxLength: 3, description: 'ISO 4217 code, such as EUR' })

export const Amount = (description: string) => Type.Number({ minimum: 0, maximum: MAX_AMOUNT, description })
export const PaidAmount = (description: string) =>
  Type.Number({ exclusiveMinimum: 0, maximum: MAX_AMOUNT, description })

export const People = (description: string) =>
  Type.Array(Type.Integer({ minimum: 1 }), {
    maxItems: 200,
    description: `${description} (user ids, from list_trip_members)`
  })

/** The arguments of a list that comes in pages, and the member of its answer that leads to the next one. */
export const paging = {
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: MAX_LIMIT, description: `At most so many; default ${DEFAULT_LIMIT}` })
  ),
  cursor: Type.Optional(
    Type.String({ maxLength: 100, description: 'The next_cursor of the page before; left out: the first page' })
  )
}
export const NextCursor = Type.Union([Type.String(), Type.Null()], {
  description: 'Gets the next page as cursor; null: this is the last one'
})

/** An argument whose `null` clears the value. */
export const Clearable = <Schema extends Parameters<typeof Type.Union>[0][number]>(schema: Schema) =>
  Type.Union([schema, Type.Null()])

/** The answer of a tool that only does something. */
export const Done = Type.Object({ success: Type.Literal(true) })
export const done = { success: true } as const

export const reads = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }
export const creates = { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false }
export const sets = { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false }
export const destroys = { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false }
