import { Accommodation, BudgetOverview, Reservation, Trip, TripMember, TripOwner, TripPeople } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { ITINERARY_VIEW } from '../views/index.ts'
import {
  CalendarDate,
  Clearable,
  creates,
  Currency,
  destroys,
  Done,
  done,
  NextCursor,
  pages,
  reads,
  sets,
  TripId
} from './arguments.ts'
import { withoutGeometry } from './booking-arguments.ts'
import { CollabSummary, readCollabSummary } from './collab-summary.ts'
import { ListSections, listSections } from './list-sections.ts'
import { fitSummary, Omission, SummaryDay } from './summary-size.ts'

/** Trips made by an assistant are at most this long, in days. */
const MAX_DAYS = 90

const TripOutput = Type.Object({ trip: Trip })
/** Without the right to read trips only their names are told. */
const TripName = Type.Pick(Trip, ['id', 'title'])
const TripOnly = Type.Object({ tripId: TripId })

const CreateTripInput = Type.Object({
  title: Type.String({ minLength: 1, maxLength: 200, description: 'Name of the trip' }),
  description: Type.Optional(Type.String({ maxLength: 2000, description: 'Longer text' })),
  start_date: Type.Optional(CalendarDate('First day; give both dates or neither')),
  end_date: Type.Optional(CalendarDate('Last day')),
  currency: Type.Optional(Currency)
})

export const createTrip = defineTool<typeof CreateTripInput, typeof TripOutput, PlannerContext>({
  name: 'create_trip',
  title: 'Create a trip',
  description: `Makes a trip with a day for each date (at most ${MAX_DAYS}), or with seven undated days when no dates are given. Both dates or neither. To repeat a trip, use copy_trip.`,
  scopes: ['trips:write'],
  annotations: creates,
  input: CreateTripInput,
  output: TripOutput,
  async run(trip, { actor, planner }) {
    return { trip: await planner.trips.create(actor, trip, { maxDays: MAX_DAYS }) }
  }
})

const UpdateTripInput = Type.Object({
  tripId: TripId,
  title: Type.Optional(Type.String({ minLength: 1, maxLength: 200, description: 'New name' })),
  description: Type.Optional(Clearable(Type.String({ maxLength: 2000, description: 'Longer text, null clears it' }))),
  start_date: Type.Optional(Clearable(CalendarDate('First day; null for both dates makes the trip undated'))),
  end_date: Type.Optional(Clearable(CalendarDate('Last day'))),
  date_shift_mode: Type.Optional(
    Type.Union([Type.Literal('keep_bookings'), Type.Literal('shift_all')], {
      description:
        'With new dates: bookings and stays keep their dates and go to the days that have these now (keep_bookings, the default), or keep their days and get the new dates of these (shift_all)'
    })
  ),
  currency: Type.Optional(Currency),
  is_archived: Type.Optional(Type.Boolean({ description: 'true hides the trip from default lists' })),
  cover_image: Type.Optional(
    Clearable(Type.String({ maxLength: 500, description: 'Path of an uploaded cover, null removes it' }))
  )
})

export const updateTrip = defineTool<typeof UpdateTripInput, typeof TripOutput, PlannerContext>({
  name: 'update_trip',
  title: 'Change a trip',
  description:
    'Changes the given fields of a trip. New dates move the days with what is on them, in order; when there are fewer dates than days, the last days go with their visits, notes and stays, so ask first; bookings stay. When the whole trip is postponed, use date_shift_mode shift_all. A new currency changes no amount: what was in the old one stays in it.',
  scopes: ['trips:write'],
  annotations: { ...sets, destructiveHint: true },
  input: UpdateTripInput,
  output: TripOutput,
  async run({ tripId, ...changes }, { actor, planner }) {
    return { trip: await planner.trips.update(actor, tripId, changes) }
  }
})

const DeleteTripOutput = Type.Object({ success: Type.Literal(true), tripId: Type.Integer() })

export const deleteTrip = defineTool<typeof TripOnly, typeof DeleteTripOutput, PlannerContext>({
  name: 'delete_trip',
  title: 'Delete a trip',
  description:
    'Removes a trip and everything in it for good; the person is asked first. To hide a trip, use update_trip with is_archived.',
  scopes: ['trips:delete'],
  annotations: destroys,
  confirm: async ({ tripId }, { actor, planner }) => {
    const { title } = await planner.trips.get(actor, tripId)
    return `Delete the trip “${title}” and everything in it, for good?`
  },
  input: TripOnly,
  output: DeleteTripOutput,
  async run({ tripId }, { actor, planner }) {
    await planner.trips.delete(actor, tripId)
    return { ...done, tripId }
  }
})

const ListTripsInput = Type.Object({
  include_archived: Type.Optional(Type.Boolean({ description: 'Also list archived trips' })),
  ...pages
})
const ListTripsOutput = Type.Object({ trips: Type.Array(Type.Union([Trip, TripName])), next_cursor: NextCursor })

export const listTrips = defineTool<typeof ListTripsInput, typeof ListTripsOutput, PlannerContext>({
  name: 'list_trips',
  title: 'List trips',
  description:
    'Lists the trips the person owns or belongs to, newest first, in pages. Call it first when no trip id is known.',
  scopes: [],
  annotations: reads,
  input: ListTripsInput,
  output: ListTripsOutput,
  async run({ include_archived: includeArchived, ...page }, { actor, planner, scopes }) {
    const { items: trips, nextCursor } = await planner.trips.page(actor, { includeArchived, ...page })
    return {
      trips: scopes.has('trips:read') ? trips : trips.map(({ id, title }) => ({ id, title })),
      next_cursor: nextCursor
    }
  }
})

const SummaryOutput = Type.Object({
  trip: Type.Union([Trip, TripName]),
  members: Type.Optional(Type.Object({ owner: TripOwner, collaborators: Type.Array(TripMember) })),
  days: Type.Optional(Type.Array(SummaryDay)),
  accommodations: Type.Optional(Type.Array(Accommodation)),
  reservations: Type.Optional(Type.Array(Reservation, { description: 'Bookings and transport, by time' })),
  budget: Type.Optional(BudgetOverview),
  ...ListSections,
  ...CollabSummary.properties,
  omitted: Type.Optional(
    Type.Array(Omission, { description: 'What is left out of a very large trip, and where to find it' })
  )
})

export const getTripSummary = defineTool<typeof TripOnly, typeof SummaryOutput, PlannerContext>({
  name: 'get_trip_summary',
  title: 'Get a whole trip',
  description:
    'Everything about a trip that this connection may read: the trip, its people, its days with visits in order and notes, its stays, bookings and expenses, its packing list and to-dos, its shared notes, and how many polls and chat messages it has. Call it once before planning or changing. Of a very large trip details are left out: omitted names them and says where they are.',
  scopes: [],
  annotations: reads,
  view: ITINERARY_VIEW,
  input: TripOnly,
  output: SummaryOutput,
  async run({ tripId }, context) {
    const { actor, planner, scopes } = context
    const showsBookings = scopes.has('reservations:read')
    const showsStays = showsBookings || scopes.has('trips:read')
    const stays = showsStays && { accommodations: await planner.stays.list(actor, tripId) }
    const bookings = showsBookings && {
      reservations: (await planner.reservations.list(actor, tripId)).map(withoutGeometry)
    }
    const showsBudget = scopes.has('budget:read') && (await planner.addons.isEnabled('budget'))
    const budget = showsBudget && { budget: await planner.budget.overview(actor, tripId) }
    const lists = await listSections(context, tripId)
    const collab = await readCollabSummary(tripId, context)
    if (!scopes.has('trips:read')) {
      const { id, title } = await planner.trips.get(actor, tripId)
      return fitSummary({ trip: { id, title }, ...stays, ...bookings, ...budget, ...lists, ...collab })
    }
    const { trip, people, days } = await planner.trips.summary(actor, tripId)
    return fitSummary({
      trip,
      members: { owner: people.owner, collaborators: people.members },
      days: days.map(({ notes_items: notes, ...day }) => ({ ...day, notes })),
      ...stays,
      ...bookings,
      ...budget,
      ...lists,
      ...collab
    })
  }
})

export const listTripMembers = defineTool<typeof TripOnly, typeof TripPeople, PlannerContext>({
  name: 'list_trip_members',
  title: 'List the people of a trip',
  description: 'Owner and members of a trip with their user ids, which other tools take.',
  scopes: ['trips:read'],
  annotations: reads,
  input: TripOnly,
  output: TripPeople,
  run: ({ tripId }, { actor, planner }) => planner.members.list(actor, tripId)
})

const AddMemberInput = Type.Object({
  tripId: TripId,
  identifier: Type.String({
    minLength: 1,
    maxLength: 320,
    description: 'User name or e-mail address of an existing account'
  })
})
const AddMemberOutput = Type.Object({ member: TripMember })

export const addTripMember = defineTool<typeof AddMemberInput, typeof AddMemberOutput, PlannerContext>({
  name: 'add_trip_member',
  title: 'Add a person to a trip',
  description:
    'Gives an existing account access to the trip, by exact user name or e-mail address, and tells that person. For the owner.',
  scopes: ['trips:write'],
  annotations: sets,
  input: AddMemberInput,
  output: AddMemberOutput,
  async run({ tripId, identifier }, { actor, planner }) {
    return { member: await planner.members.add(actor, tripId, identifier) }
  }
})

const RemoveMemberInput = Type.Object({
  tripId: TripId,
  memberId: Type.Integer({ minimum: 1, description: 'User id of the person, from list_trip_members' })
})

export const removeTripMember = defineTool<typeof RemoveMemberInput, typeof Done, PlannerContext>({
  name: 'remove_trip_member',
  title: 'Remove a person from a trip',
  description:
    'Takes a member off the trip; they lose access at once. The owner cannot be removed. Succeeds if the person was no member.',
  scopes: ['trips:write'],
  annotations: destroys,
  confirm: async ({ tripId, memberId }, { actor, planner }) => {
    const { title } = await planner.trips.get(actor, tripId)
    const { members } = await planner.members.list(actor, tripId)
    const name = members.find(({ id }) => id === memberId)?.username ?? `the person ${memberId}`
    return `Remove ${name} from the trip “${title}”? They lose access at once.`
  },
  input: RemoveMemberInput,
  output: Done,
  async run({ tripId, memberId }, { actor, planner }) {
    await planner.members.remove(actor, tripId, memberId)
    return done
  }
})

const CopyTripInput = Type.Object({
  tripId: TripId,
  title: Type.Optional(
    Type.String({ minLength: 1, maxLength: 200, description: 'Name of the copy; default: the same name' })
  )
})

export const copyTrip = defineTool<typeof CopyTripInput, typeof TripOutput, PlannerContext>({
  name: 'copy_trip',
  title: 'Copy a trip',
  description:
    'Copies a trip with its days, places, visits, day notes, stays, bookings, expenses, packing list and to-dos into a new one that the person owns; nothing is packed or done there. Not copied: people, who shares or paid an expense, shared notes, polls, chat, the public link.',
  scopes: ['trips:write'],
  annotations: creates,
  input: CopyTripInput,
  output: TripOutput,
  async run({ tripId, title }, { actor, planner }) {
    return { trip: await planner.trips.copy(actor, tripId, title) }
  }
})

const ExportOutput = Type.Object({
  ics: Type.String({ description: 'iCalendar text (RFC 5545)' }),
  filename: Type.String()
})

export const exportTripIcs = defineTool<typeof TripOnly, typeof ExportOutput, PlannerContext>({
  name: 'export_trip_ics',
  title: 'Export a trip as a calendar',
  description:
    'The trip as iCalendar text, for a calendar program: the trip, its days, visits that have a time, stays and bookings, each in the time zone of where it is. Booking codes are in it when this connection may read bookings.',
  scopes: ['trips:read'],
  annotations: reads,
  input: TripOnly,
  output: ExportOutput,
  run: ({ tripId }, { actor, planner, scopes }) =>
    planner.trips.exportCalendar(actor, tripId, { withCodes: scopes.has('reservations:read') })
})

export const tripTools: Tool<PlannerContext>[] = [
  createTrip,
  updateTrip,
  deleteTrip,
  listTrips,
  getTripSummary,
  listTripMembers,
  addTripMember,
  removeTripMember,
  copyTrip,
  exportTripIcs
]
