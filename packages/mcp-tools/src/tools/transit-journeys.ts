import { TransitItinerary, TransitPoint } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { creates, DayId, TripId } from './arguments.ts'
import { BookingNotes, ReservationOutput, withoutGeometry } from './booking-arguments.ts'

const CreateJourneyInput = Type.Object({
  tripId: TripId,
  dayId: DayId,
  from: TransitPoint,
  to: TransitPoint,
  itinerary: TransitItinerary,
  notes: Type.Optional(BookingNotes)
})

export const createTransitJourney = defineTool<typeof CreateJourneyInput, typeof ReservationOutput, PlannerContext>({
  name: 'create_transit_journey',
  title: 'Save a public-transport connection',
  description:
    'Keeps a connection found by search_transit_routes as a confirmed booking. Pass one of its itineraries unchanged, the from and to that were searched, and the day of the local date of departure; the trip needs a day for the date of arrival too.',
  scopes: ['reservations:write'],
  annotations: creates,
  input: CreateJourneyInput,
  output: ReservationOutput,
  async run({ tripId, ...journey }, { actor, planner }) {
    return { reservation: withoutGeometry(await planner.transit.createJourney(actor, tripId, journey)) }
  }
})

export const transitJourneyTools: Tool<PlannerContext>[] = [createTransitJourney]
