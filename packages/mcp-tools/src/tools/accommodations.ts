import { Accommodation, Place } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { Amount, Clearable, ClockTime, creates, Currency, destroys, PlaceId, sets, TripId } from './arguments.ts'

const AccommodationId = Type.Integer({ minimum: 1, description: 'A stay of the trip, from get_trip_summary' })
const CheckInDay = Type.Integer({ minimum: 1, description: 'Day of check-in, from get_trip_summary' })
const CheckOutDay = Type.Integer({ minimum: 1, description: 'Day of check-out, the same or a later one' })
const CheckIn = ClockTime('Earliest check-in')
const CheckInEnd = ClockTime('Latest check-in')
const CheckOut = ClockTime('Check-out')
const Confirmation = Type.String({ maxLength: 100, description: 'Booking code' })
const Notes = Type.String({ maxLength: 1000, description: 'Free text about the stay' })

const StayOutput = Type.Object({ accommodation: Accommodation })

const CreateStayInput = Type.Object({
  tripId: TripId,
  place_id: PlaceId,
  start_day_id: CheckInDay,
  end_day_id: CheckOutDay,
  check_in: Type.Optional(CheckIn),
  check_in_end: Type.Optional(CheckInEnd),
  check_out: Type.Optional(CheckOut),
  confirmation: Type.Optional(Confirmation),
  notes: Type.Optional(Notes)
})

export const createAccommodation = defineTool<typeof CreateStayInput, typeof StayOutput, PlannerContext>({
  name: 'create_accommodation',
  title: 'Add a stay',
  description:
    'Adds a stay at a place of the trip, from one day to another, with its confirmed hotel booking: do not add that one too. When the place is not in the trip yet, use create_place_accommodation.',
  scopes: ['trips:write'],
  annotations: creates,
  input: CreateStayInput,
  output: StayOutput,
  async run({ tripId, ...stay }, { actor, planner }) {
    return { accommodation: await planner.stays.create(actor, tripId, stay) }
  }
})

const text = (maxLength: number, description: string) => Type.Optional(Type.String({ maxLength, description }))

const CreatePlaceStayInput = Type.Object({
  tripId: TripId,
  name: Type.String({ minLength: 1, maxLength: 200, description: 'Name of the place' }),
  description: text(2000, 'Longer text'),
  lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90, description: 'Latitude in degrees' })),
  lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180, description: 'Longitude in degrees' })),
  address: text(500, 'Postal address'),
  category_id: Type.Optional(Type.Integer({ minimum: 1, description: 'Category, from list_categories' })),
  google_place_id: text(300, 'Google place id'),
  google_ftid: text(100, 'Google Maps feature id, 0x..:0x..'),
  osm_id: text(100, 'OpenStreetMap type:id'),
  place_notes: text(2000, 'Notes kept on the place'),
  website: text(500, 'Web address'),
  phone: text(50, 'Phone number'),
  start_day_id: CheckInDay,
  end_day_id: CheckOutDay,
  check_in: Type.Optional(CheckIn),
  check_in_end: Type.Optional(CheckInEnd),
  check_out: Type.Optional(CheckOut),
  confirmation: Type.Optional(Confirmation),
  accommodation_notes: Type.Optional(Notes),
  price: Type.Optional(Amount('Cost shown on the place; makes no expense')),
  currency: Type.Optional(Currency)
})
const PlaceStayOutput = Type.Object({ place: Place, accommodation: Accommodation })

export const createPlaceAccommodation = defineTool<typeof CreatePlaceStayInput, typeof PlaceStayOutput, PlannerContext>(
  {
    name: 'create_place_accommodation',
    title: 'Add a place and a stay there',
    description:
      'Makes a place and a stay there with its confirmed hotel booking, all or nothing. For a place that the trip has already, use create_accommodation.',
    scopes: ['trips:write'],
    annotations: creates,
    input: CreatePlaceStayInput,
    output: PlaceStayOutput,
    run({ tripId, ...given }, { actor, planner }) {
      const { start_day_id, end_day_id, check_in, check_in_end, check_out, confirmation, ...rest } = given
      const { accommodation_notes: notes, place_notes: placeNotes, ...place } = rest
      const stay = { start_day_id, end_day_id, check_in, check_in_end, check_out, confirmation, notes }
      return planner.stays.createWithPlace(actor, tripId, { ...place, notes: placeNotes }, stay)
    }
  }
)

const UpdateStayInput = Type.Object({
  tripId: TripId,
  accommodationId: AccommodationId,
  place_id: Type.Optional(PlaceId),
  start_day_id: Type.Optional(CheckInDay),
  end_day_id: Type.Optional(CheckOutDay),
  check_in: Type.Optional(Clearable(CheckIn)),
  check_in_end: Type.Optional(Clearable(CheckInEnd)),
  check_out: Type.Optional(Clearable(CheckOut)),
  confirmation: Type.Optional(Clearable(Confirmation)),
  notes: Type.Optional(Clearable(Notes))
})

export const updateAccommodation = defineTool<typeof UpdateStayInput, typeof StayOutput, PlannerContext>({
  name: 'update_accommodation',
  title: 'Change a stay',
  description:
    'Changes the given fields of a stay; null clears a field. Its hotel booking follows with place, day, times and code.',
  scopes: ['trips:write'],
  annotations: sets,
  input: UpdateStayInput,
  output: StayOutput,
  async run({ tripId, accommodationId, ...changes }, { actor, planner }) {
    return { accommodation: await planner.stays.update(actor, tripId, accommodationId, changes) }
  }
})

const StayOnly = Type.Object({ tripId: TripId, accommodationId: AccommodationId })
const DeleteStayOutput = Type.Object({
  success: Type.Literal(true),
  linkedReservationId: Type.Union([Type.Integer(), Type.Null()], { description: 'The booking that went with it' })
})

export const deleteAccommodation = defineTool<typeof StayOnly, typeof DeleteStayOutput, PlannerContext>({
  name: 'delete_accommodation',
  title: 'Delete a stay',
  description:
    'Deletes a stay with its hotel booking and the expense of that: warn the person first. The place stays in the trip.',
  scopes: ['trips:write'],
  annotations: destroys,
  input: StayOnly,
  output: DeleteStayOutput,
  async run({ tripId, accommodationId }, { actor, planner }) {
    return { success: true, linkedReservationId: await planner.stays.delete(actor, tripId, accommodationId) }
  }
})

export const accommodationTools: Tool<PlannerContext>[] = [
  createAccommodation,
  createPlaceAccommodation,
  updateAccommodation,
  deleteAccommodation
]
