import { Journey, JourneyFull, JourneyListItem, JourneyStatus, JourneyTripOption } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { Clearable, creates, destroys, Done, done, JourneyId, reads, sets, TripId } from './arguments.ts'

const NoInput = Type.Object({})
const JourneyOnly = Type.Object({ journeyId: JourneyId })
const FullOutput = Type.Object({ journey: JourneyFull })
const TripsOutput = Type.Object({ trips: Type.Array(JourneyTripOption) })

const Title = Type.String({ minLength: 1, maxLength: 200, description: 'Name of the journey' })
const Subtitle = Type.String({ maxLength: 300, description: 'Second line' })

const ListOutput = Type.Object({ journeys: Type.Array(JourneyListItem) })

export const listJourneys = defineTool<typeof NoInput, typeof ListOutput, PlannerContext>({
  name: 'list_journeys',
  title: 'List journeys',
  description:
    'Lists the journeys (travel diaries) that the person owns or contributes to, last changed first, at most 500. Call it first when no journey id is known.',
  scopes: ['journey:read'],
  addon: 'journey',
  annotations: reads,
  input: NoInput,
  output: ListOutput,
  async run(_, { actor, planner }) {
    return { journeys: await planner.journeys.list(actor) }
  }
})

export const getJourney = defineTool<typeof JourneyOnly, typeof FullOutput, PlannerContext>({
  name: 'get_journey',
  title: 'Get a whole journey',
  description:
    'A journey with its entries in order, linked trips, people and the person’s own role. Of long journeys it has the first 200 entries: list_journey_entries has them all.',
  scopes: ['journey:read'],
  addon: 'journey',
  annotations: reads,
  input: JourneyOnly,
  output: FullOutput,
  async run({ journeyId }, { actor, planner }) {
    return { journey: await planner.journeys.get(actor, journeyId) }
  }
})

export const getJourneySuggestions = defineTool<typeof NoInput, typeof TripsOutput, PlannerContext>({
  name: 'get_journey_suggestions',
  title: 'Trips worth a journey',
  description:
    'Trips that ended within the last 30 days and are in no journey the person sees, latest end first. For all trips use list_journey_available_trips.',
  scopes: ['journey:read'],
  addon: 'journey',
  annotations: reads,
  input: NoInput,
  output: TripsOutput,
  async run(_, { actor, planner }) {
    return { trips: await planner.journeys.suggestedTrips(actor) }
  }
})

export const listJourneyAvailableTrips = defineTool<typeof NoInput, typeof TripsOutput, PlannerContext>({
  name: 'list_journey_available_trips',
  title: 'Trips a journey can link',
  description: 'The trips the person could link to a journey, latest start first, at most 500.',
  scopes: ['journey:read'],
  addon: 'journey',
  annotations: reads,
  input: NoInput,
  output: TripsOutput,
  async run(_, { actor, planner }) {
    return { trips: await planner.journeys.availableTrips(actor) }
  }
})

const CreateJourneyInput = Type.Object({
  title: Title,
  subtitle: Type.Optional(Subtitle),
  trip_ids: Type.Optional(
    Type.Array(Type.Integer({ minimum: 1 }), {
      maxItems: 100,
      description: 'Trips to link, from list_journey_available_trips; the first gives its cover'
    })
  )
})
const CreateJourneyOutput = Type.Object({
  journey: JourneyFull,
  skipped_trip_ids: Type.Array(Type.Integer(), { description: 'Trips that the person cannot see: they are not linked' })
})

export const createJourney = defineTool<typeof CreateJourneyInput, typeof CreateJourneyOutput, PlannerContext>({
  name: 'create_journey',
  title: 'Start a journey',
  description:
    'Starts a journey owned by the person. Linked trips suggest an entry for each place that is on one of their days.',
  scopes: ['journey:write'],
  addon: 'journey',
  annotations: creates,
  input: CreateJourneyInput,
  output: CreateJourneyOutput,
  async run({ trip_ids: tripIds, ...given }, { actor, planner }) {
    const { journey, skippedTripIds } = await planner.journeys.create(actor, { ...given, tripIds })
    return { journey, skipped_trip_ids: skippedTripIds }
  }
})

const UpdateJourneyInput = Type.Object({
  journeyId: JourneyId,
  title: Type.Optional(Title),
  subtitle: Type.Optional(Clearable(Subtitle)),
  status: Type.Optional(JourneyStatus)
})
const JourneyOutput = Type.Object({ journey: Journey })

export const updateJourney = defineTool<typeof UpdateJourneyInput, typeof JourneyOutput, PlannerContext>({
  name: 'update_journey',
  title: 'Change a journey',
  description: 'Changes title, subtitle (null clears it) or status of a journey. For the owner.',
  scopes: ['journey:write'],
  addon: 'journey',
  annotations: sets,
  input: UpdateJourneyInput,
  output: JourneyOutput,
  async run({ journeyId, ...changes }, { actor, planner }) {
    return { journey: await planner.journeys.update(actor, journeyId, changes) }
  }
})

export const deleteJourney = defineTool<typeof JourneyOnly, typeof Done, PlannerContext>({
  name: 'delete_journey',
  title: 'Delete a journey',
  description:
    'Deletes a journey with everything written in it, for good; the person is asked first. For the owner. To put it away, use update_journey with the status archived.',
  scopes: ['journey:write'],
  addon: 'journey',
  annotations: destroys,
  confirm: async ({ journeyId }, { actor, planner }) => {
    const { title, stats } = await planner.journeys.get(actor, journeyId)
    return `Delete the journey “${title}” with its ${stats.entries} written entries, for good?`
  },
  input: JourneyOnly,
  output: Done,
  async run({ journeyId }, { actor, planner }) {
    await planner.journeys.delete(actor, journeyId)
    return done
  }
})

const TripLink = Type.Object({ journeyId: JourneyId, tripId: TripId })

export const addJourneyTrip = defineTool<typeof TripLink, typeof Done, PlannerContext>({
  name: 'add_journey_trip',
  title: 'Link a trip to a journey',
  description:
    'Links a trip that the person can see: each of its places that is on a day becomes a suggested entry and follows the plan. For owner and editors.',
  scopes: ['journey:write'],
  addon: 'journey',
  annotations: sets,
  input: TripLink,
  output: Done,
  async run({ journeyId, tripId }, { actor, planner }) {
    await planner.journeys.addTrip(actor, journeyId, tripId)
    return done
  }
})

export const removeJourneyTrip = defineTool<typeof TripLink, typeof Done, PlannerContext>({
  name: 'remove_journey_trip',
  title: 'Unlink a trip from a journey',
  description: 'Unlinks a trip: its suggestions go, written entries stay. The trip itself stays. For the owner.',
  scopes: ['journey:write'],
  addon: 'journey',
  annotations: destroys,
  input: TripLink,
  output: Done,
  async run({ journeyId, tripId }, { actor, planner }) {
    await planner.journeys.removeTrip(actor, journeyId, tripId)
    return done
  }
})

const PreferencesInput = Type.Object({
  journeyId: JourneyId,
  hide_skeletons: Type.Optional(Type.Boolean({ description: 'Leave suggestions out of the person’s view' }))
})
const PreferencesOutput = Type.Object({ hide_skeletons: Type.Boolean() })

export const updateJourneyPreferences = defineTool<typeof PreferencesInput, typeof PreferencesOutput, PlannerContext>({
  name: 'update_journey_preferences',
  title: 'Set how a journey is shown',
  description: 'Sets how the pages show a journey to this person; nobody else’s view and no answer of a tool changes.',
  scopes: ['journey:write'],
  addon: 'journey',
  annotations: sets,
  input: PreferencesInput,
  output: PreferencesOutput,
  async run({ journeyId, hide_skeletons: wanted }, { actor, planner }) {
    const { hideSkeletons } = await planner.journeys.setPreferences(actor, journeyId, { hideSkeletons: wanted })
    return { hide_skeletons: hideSkeletons }
  }
})

export const journeyTools: Tool<PlannerContext>[] = [
  listJourneys,
  getJourney,
  getJourneySuggestions,
  listJourneyAvailableTrips,
  createJourney,
  updateJourney,
  deleteJourney,
  addJourneyTrip,
  removeJourneyTrip,
  updateJourneyPreferences
]
