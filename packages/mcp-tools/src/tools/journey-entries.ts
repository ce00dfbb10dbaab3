import { JourneyEntry, ProsCons } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import {
  CalendarDate,
  Clearable,
  ClockTime,
  creates,
  destroys,
  Done,
  done,
  EntryId,
  JourneyId,
  PageLimit,
  PageOffset,
  reads,
  sets
} from './arguments.ts'

const DEFAULT_ENTRIES = 200

const EntryOutput = Type.Object({ entry: JourneyEntry })

const words = (values: string[]) => Type.Union(values.map((value) => Type.Literal(value)))
const written = {
  title: Type.String({ maxLength: 300, description: 'Short name' }),
  story: Type.String({ maxLength: 50_000, description: 'What there is to tell, in Markdown' }),
  entry_time: ClockTime('Time of day'),
  location_name: Type.String({ maxLength: 300, description: 'Where it was' }),
  location_lat: Type.Number({ minimum: -90, maximum: 90, description: 'Latitude in degrees' }),
  location_lng: Type.Number({ minimum: -180, maximum: 180, description: 'Longitude in degrees' }),
  mood: words(['amazing', 'good', 'neutral', 'tired', 'rough']),
  weather: words(['sunny', 'partly', 'cloudy', 'rainy', 'stormy', 'snowy', 'hot', 'cold']),
  tags: Type.Array(Type.String({ minLength: 1, maxLength: 50 }), { maxItems: 50, description: 'Free words' }),
  pros_cons: ProsCons
}

const ListEntriesInput = Type.Object({
  journeyId: JourneyId,
  limit: Type.Optional(PageLimit(`entries (default ${DEFAULT_ENTRIES})`)),
  offset: Type.Optional(PageOffset('entries'))
})
const EntriesOutput = Type.Object({
  entries: Type.Array(JourneyEntry),
  total: Type.Integer({ description: 'How many entries the journey has in all' })
})

export const listJourneyEntries = defineTool<typeof ListEntriesInput, typeof EntriesOutput, PlannerContext>({
  name: 'list_journey_entries',
  title: 'List the entries of a journey',
  description: 'Entries by date and in their order there, suggestions (type skeleton) included.',
  scopes: ['journey:read'],
  addon: 'journey',
  annotations: reads,
  input: ListEntriesInput,
  output: EntriesOutput,
  run: ({ journeyId, limit = DEFAULT_ENTRIES, offset = 0 }, { actor, planner }) =>
    planner.journeyEntries.list(actor, journeyId, { limit, offset })
})

const CreateEntryInput = Type.Object({
  journeyId: JourneyId,
  entry_date: CalendarDate('Day it tells about'),
  title: Type.Optional(written.title),
  story: Type.Optional(written.story),
  entry_time: Type.Optional(written.entry_time),
  location_name: Type.Optional(written.location_name),
  location_lat: Type.Optional(written.location_lat),
  location_lng: Type.Optional(written.location_lng),
  mood: Type.Optional(written.mood),
  weather: Type.Optional(written.weather),
  tags: Type.Optional(written.tags),
  pros_cons: Type.Optional(written.pros_cons),
  sort_order: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Position on its date, from 0. Default: the last' })
  )
})

export const createJourneyEntry = defineTool<typeof CreateEntryInput, typeof EntryOutput, PlannerContext>({
  name: 'create_journey_entry',
  title: 'Write an entry',
  description:
    'Writes an entry into a journey. For a place that is suggested there already (type skeleton), use update_journey_entry with a story instead. For owner and editors.',
  scopes: ['journey:write'],
  addon: 'journey',
  annotations: creates,
  input: CreateEntryInput,
  output: EntryOutput,
  async run({ journeyId, ...entry }, { actor, planner }) {
    return { entry: await planner.journeyEntries.create(actor, journeyId, entry) }
  }
})

const UpdateEntryInput = Type.Object({
  entryId: EntryId,
  entry_date: Type.Optional(CalendarDate('Day it tells about')),
  title: Type.Optional(Clearable(written.title)),
  story: Type.Optional(Clearable(written.story)),
  entry_time: Type.Optional(Clearable(written.entry_time)),
  location_name: Type.Optional(Clearable(written.location_name)),
  location_lat: Type.Optional(Clearable(written.location_lat)),
  location_lng: Type.Optional(Clearable(written.location_lng)),
  mood: Type.Optional(Clearable(written.mood)),
  weather: Type.Optional(Clearable(written.weather)),
  tags: Type.Optional(written.tags),
  pros_cons: Type.Optional(Clearable(written.pros_cons))
})

export const updateJourneyEntry = defineTool<typeof UpdateEntryInput, typeof EntryOutput, PlannerContext>({
  name: 'update_journey_entry',
  title: 'Change an entry',
  description:
    'Changes the given fields of an entry; null clears one. A story makes a suggestion an entry. An entry that comes from a place of a trip is where that place is. For owner and editors.',
  scopes: ['journey:write'],
  addon: 'journey',
  annotations: sets,
  input: UpdateEntryInput,
  output: EntryOutput,
  async run({ entryId, ...changes }, { actor, planner }) {
    return { entry: await planner.journeyEntries.update(actor, entryId, changes) }
  }
})

const EntryOnly = Type.Object({ entryId: EntryId })

export const deleteJourneyEntry = defineTool<typeof EntryOnly, typeof Done, PlannerContext>({
  name: 'delete_journey_entry',
  title: 'Delete an entry',
  description:
    'Deletes what was written in an entry, so confirm with the person first. One that came from a place of a trip becomes a suggestion again; deleting the suggestion as well keeps the place out of the journey. For owner and editors.',
  scopes: ['journey:write'],
  addon: 'journey',
  annotations: { ...destroys, idempotentHint: false },
  input: EntryOnly,
  output: Done,
  async run({ entryId }, { actor, planner }) {
    await planner.journeyEntries.delete(actor, entryId)
    return done
  }
})

const ReorderInput = Type.Object({
  journeyId: JourneyId,
  orderedIds: Type.Array(Type.Integer({ minimum: 1 }), {
    maxItems: 1000,
    description: 'Entries of one date in the wanted order, from list_journey_entries'
  })
})

export const reorderJourneyEntries = defineTool<typeof ReorderInput, typeof Done, PlannerContext>({
  name: 'reorder_journey_entries',
  title: 'Order entries',
  description:
    'Puts entries of a date in this order. Dates come first: to move an entry to another date, use update_journey_entry. For owner and editors.',
  scopes: ['journey:write'],
  addon: 'journey',
  annotations: sets,
  input: ReorderInput,
  output: Done,
  async run({ journeyId, orderedIds }, { actor, planner }) {
    await planner.journeyEntries.reorder(actor, journeyId, orderedIds)
    return done
  }
})

export const journeyEntryTools: Tool<PlannerContext>[] = [
  listJourneyEntries,
  createJourneyEntry,
  updateJourneyEntry,
  deleteJourneyEntry,
  reorderJourneyEntries
]
