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
export const PackingItemId = id('A packing item of the trip, from get_trip_summary')
export const BagId = id('A bag of the trip, from list_packing_bags')
export const TemplateId = id('A packing template, from list_packing_templates')
export const TodoId = id('A to-do of the trip, from list_todos')
export const CollabNoteId = id('A shared note of the trip, from get_trip_summary')
export const PollId = id('A poll of the trip, from list_collab_polls')
export const MessageId = id('A message of the trip, from list_collab_messages')
export const TagId = id('A tag of the person, from list_tags')
export const BucketItemId = id('An item of the bucket list, from trek://bucket-list')
export const JourneyId = id('A journey, from list_journeys')
export const EntryId = id('An entry of a journey, from list_journey_entries')

const DATE = '^\\d{4}-\\d{2}-\\d{2}$'
const TIME = '^([01]\\d|2[0-3]):[0-5]\\d$'

export const CalendarDate = (description: string) =>
  Type.String({ pattern: DATE, description: `${description} (YYYY-MM-DD)` })
export const ClockTime = (description: string) => Type.String({ pattern: TIME, description: `${description} (HH:MM)` })
export const Currency = Type.String({ minLength: 3, maxLength: 3, description: 'ISO 4217 code, such as EUR' })

export const Color = (description: string) =>
  Type.String({ pattern: '^#[0-9a-fA-F]{6}$', description: `${description}, as #rrggbb` })
export const CountryCode = Type.String({
  minLength: 2,
  maxLength: 2,
  description: 'ISO 3166-1 alpha-2 code, such as IT'
})

export const PageLimit = (what: string) =>
  Type.Integer({ minimum: 1, maximum: 500, description: `At most so many ${what}` })
export const PageOffset = (what: string) =>
  Type.Integer({ minimum: 0, maximum: 1_000_000, description: `Leave out so many ${what} (default 0)` })

export const Amount = (description: string) => Type.Number({ minimum: 0, maximum: MAX_AMOUNT, description })
export const PaidAmount = (description: string) =>
  Type.Number({ exclusiveMinimum: 0, maximum: MAX_AMOUNT, description })

export const People = (description: string) =>
  Type.Array(Type.Integer({ minimum: 1 }), {
    maxItems: 200,
    description: `${description} (user ids, from list_trip_members)`
  })

/** Arguments of a list that may be long; without them the first `usual` entries. */
export const paging = (usual: number) => ({
  limit: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 500, description: `How many to answer with. Default: ${usual}` })
  ),
  offset: Type.Optional(Type.Integer({ minimum: 0, description: 'How many to skip. Default: 0' }))
})

/** The arguments of a list that comes in pages, and the member of its answer that leads to the next one. */
export const pages = {
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

export const Latitude = Type.Number({ minimum: -90, maximum: 90, description: 'Latitude in degrees' })
export const Longitude = Type.Number({ minimum: -180, maximum: 180, description: 'Longitude in degrees' })
export const Language = Type.String({
  pattern: '^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
  maxLength: 35,
  description: 'Language of the answer, such as en or pt-BR'
})

/** The answer of a tool that only does something. */
export const Done = Type.Object({ success: Type.Literal(true) })
export const done = { success: true } as const

export const reads = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false }
/** Reads from somewhere else than this server. */
export const looksOutside = { ...reads, openWorldHint: true }
export const creates = { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false }
export const sets = { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false }
export const destroys = { readOnlyHint: false, destructiveHint: true, idempotentHint: true, openWorldHint: false }
