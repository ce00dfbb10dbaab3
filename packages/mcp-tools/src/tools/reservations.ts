import { BookingStatus, BookingType, Reservation } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import {
  AssignmentId,
  Clearable,
  ClockTime,
  creates,
  DayId,
  destroys,
  Done,
  done,
  PlaceId,
  sets,
  TripId
} from './arguments.ts'
import {
  BookingNotes,
  BookingTitle,
  BookingUrl,
  changedPrice,
  ConfirmationNumber,
  expenseLeave,
  LocalTime,
  newPrice,
  PricedReservationOutput,
  ReservationId
} from './booking-arguments.ts'

const Location = Type.String({ maxLength: 500, description: 'Where it takes place' })
const CheckInDay = Type.Integer({ minimum: 1, description: 'Day of check-in, of a hotel' })
const CheckOutDay = Type.Integer({ minimum: 1, description: 'Day of check-out, of a hotel' })

const CreateReservationInput = Type.Object({
  tripId: TripId,
  title: BookingTitle,
  type: BookingType,
  reservation_time: Type.Optional(LocalTime('When it begins')),
  location: Type.Optional(Location),
  confirmation_number: Type.Optional(ConfirmationNumber),
  notes: Type.Optional(BookingNotes),
  url: Type.Optional(BookingUrl),
  day_id: Type.Optional(DayId),
  place_id: Type.Optional(PlaceId),
  start_day_id: Type.Optional(CheckInDay),
  end_day_id: Type.Optional(CheckOutDay),
  check_in: Type.Optional(ClockTime('Check-in, of a hotel')),
  check_out: Type.Optional(ClockTime('Check-out, of a hotel')),
  assignment_id: Type.Optional(AssignmentId),
  ...newPrice
})

export const createReservation = defineTool<
  typeof CreateReservationInput,
  typeof PricedReservationOutput,
  PlannerContext
>({
  name: 'create_reservation',
  title: 'Add a booking',
  description:
    'Adds a pending booking of a hotel, restaurant, event, tour or activity. Without day_id it goes to the day of its date. A hotel with place_id, start_day_id and end_day_id gets its stay too. For flights, trains, cars and cruises use create_transport; for a hotel that is booked already, create_accommodation.',
  scopes: ['reservations:write'],
  annotations: creates,
  input: CreateReservationInput,
  output: PricedReservationOutput,
  async run({ tripId, ...booking }, context) {
    const { options, remark } = await expenseLeave(booking.price, context)
    const { actor, planner } = context
    return { reservation: await planner.reservations.create(actor, tripId, booking, options), ...remark }
  }
})

const UpdateReservationInput = Type.Object({
  tripId: TripId,
  reservationId: ReservationId,
  title: Type.Optional(BookingTitle),
  type: Type.Optional(BookingType),
  reservation_time: Type.Optional(Clearable(LocalTime('When it begins'))),
  location: Type.Optional(Clearable(Location)),
  confirmation_number: Type.Optional(Clearable(ConfirmationNumber)),
  notes: Type.Optional(Clearable(BookingNotes)),
  url: Type.Optional(Clearable(BookingUrl)),
  status: Type.Optional(BookingStatus),
  place_id: Type.Optional(Clearable(PlaceId)),
  assignment_id: Type.Optional(Clearable(AssignmentId)),
  ...changedPrice
})

export const updateReservation = defineTool<
  typeof UpdateReservationInput,
  typeof PricedReservationOutput,
  PlannerContext
>({
  name: 'update_reservation',
  title: 'Change a booking',
  description:
    'Changes the given fields of a booking, such as its status; null clears a field. A new date moves it to that day. The days of a hotel are changed with link_hotel_accommodation, times and endpoints of transport with update_transport.',
  scopes: ['reservations:write'],
  annotations: sets,
  input: UpdateReservationInput,
  output: PricedReservationOutput,
  async run({ tripId, reservationId, ...changes }, context) {
    const { options, remark } = await expenseLeave(changes.price, context)
    const { actor, planner } = context
    return { reservation: await planner.reservations.update(actor, tripId, reservationId, changes, options), ...remark }
  }
})

const ReservationOnly = Type.Object({ tripId: TripId, reservationId: ReservationId })

export const deleteReservation = defineTool<typeof ReservationOnly, typeof Done, PlannerContext>({
  name: 'delete_reservation',
  title: 'Delete a booking',
  description:
    'Deletes a booking of any kind with its expense and, of a hotel, its stay: warn the person first. To keep it as cancelled, use update_reservation.',
  scopes: ['reservations:write'],
  annotations: destroys,
  input: ReservationOnly,
  output: Done,
  async run({ tripId, reservationId }, { actor, planner }) {
    await planner.reservations.delete(actor, tripId, reservationId)
    return done
  }
})

const ReorderInput = Type.Object({
  tripId: TripId,
  positions: Type.Array(
    Type.Object(
      {
        id: ReservationId,
        day_plan_position: Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Position, from 0' })
      },
      { additionalProperties: false }
    ),
    { maxItems: 500, description: 'Where each booking stands' }
  ),
  dayId: Type.Optional(
    Type.Integer({ minimum: 1, description: 'The day these positions are for. Default: for every day without its own' })
  )
})

export const reorderReservations = defineTool<typeof ReorderInput, typeof Done, PlannerContext>({
  name: 'reorder_reservations',
  title: 'Order bookings',
  description:
    'Sets where bookings stand among what is on their day. Bookings of several days can have a position on each: give dayId. All of them or, when one is not of the trip, none.',
  scopes: ['reservations:write'],
  annotations: sets,
  input: ReorderInput,
  output: Done,
  async run({ tripId, positions, dayId }, { actor, planner }) {
    await planner.reservations.reorder(actor, tripId, positions, dayId)
    return done
  }
})

const LinkHotelInput = Type.Object({
  tripId: TripId,
  reservationId: ReservationId,
  place_id: PlaceId,
  start_day_id: CheckInDay,
  end_day_id: CheckOutDay,
  check_in: Type.Optional(ClockTime('Check-in; left out: as it is')),
  check_out: Type.Optional(ClockTime('Check-out; left out: as it is'))
})
const LinkHotelOutput = Type.Object({
  reservation: Reservation,
  accommodation_id: Type.Union([Type.Integer(), Type.Null()], { description: 'The stay' })
})

export const linkHotelAccommodation = defineTool<typeof LinkHotelInput, typeof LinkHotelOutput, PlannerContext>({
  name: 'link_hotel_accommodation',
  title: 'Give a hotel booking its stay',
  description:
    'Says where and on which days a hotel booking is: makes its stay, or changes the one it has. Only for bookings of type hotel.',
  scopes: ['reservations:write'],
  annotations: sets,
  input: LinkHotelInput,
  output: LinkHotelOutput,
  async run({ tripId, reservationId, ...stay }, { actor, planner }) {
    const reservation = await planner.reservations.linkHotel(actor, tripId, reservationId, stay)
    return { reservation, accommodation_id: reservation.accommodation_id }
  }
})

export const reservationTools: Tool<PlannerContext>[] = [
  createReservation,
  updateReservation,
  deleteReservation,
  reorderReservations,
  linkHotelAccommodation
]
