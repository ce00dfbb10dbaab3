import { BookingStatus, EndpointRole, TransportType } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { CalendarDate, Clearable, ClockTime, creates, destroys, Done, done, sets, TripId } from './arguments.ts'
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

const DepartureDay = Type.Integer({ minimum: 1, description: 'Day of departure. Default: that of reservation_time' })
const ArrivalDay = Type.Integer({ minimum: 1, description: 'Day of arrival. Default: that of reservation_end_time' })
const Metadata = Type.Record(Type.String({ maxLength: 100 }), Type.String({ maxLength: 1000 }), {
  maxProperties: 50,
  description: 'Details as text',
  examples: [
    { airline: 'LH', flight_number: 'LH1234', seat: '12A' },
    { train_number: 'ICE 72', platform: '7' }
  ]
})
const Endpoints = Type.Array(
  Type.Object(
    {
      role: EndpointRole,
      sequence: Type.Integer({ minimum: 0, description: 'Order along the way, from 0' }),
      name: Type.String({ minLength: 1, maxLength: 300 }),
      code: Type.Optional(
        Type.String({
          maxLength: 10,
          description: 'IATA code: fills in coordinates and time zone (see search_airports)'
        })
      ),
      lat: Type.Optional(Type.Number({ minimum: -90, maximum: 90 })),
      lng: Type.Optional(Type.Number({ minimum: -180, maximum: 180 })),
      timezone: Type.Optional(Type.String({ maxLength: 64, description: 'IANA name, such as Europe/Rome' })),
      local_time: Type.Optional(ClockTime('Time there')),
      local_date: Type.Optional(CalendarDate('Date there'))
    },
    { additionalProperties: false }
  ),
  { maxItems: 50, description: 'Where it starts, stops and ends; each needs a code or coordinates' }
)
const NeedsReview = Type.Boolean({ description: 'Marks it for somebody to look at' })

const CreateTransportInput = Type.Object({
  tripId: TripId,
  type: TransportType,
  title: BookingTitle,
  status: Type.Optional({ ...BookingStatus, description: 'Default: pending' }),
  start_day_id: Type.Optional(DepartureDay),
  end_day_id: Type.Optional(ArrivalDay),
  reservation_time: Type.Optional(LocalTime('Departure')),
  reservation_end_time: Type.Optional(LocalTime('Arrival')),
  confirmation_number: Type.Optional(ConfirmationNumber),
  notes: Type.Optional(BookingNotes),
  url: Type.Optional(BookingUrl),
  metadata: Type.Optional(Metadata),
  endpoints: Type.Optional(Endpoints),
  needs_review: Type.Optional(NeedsReview),
  ...newPrice
})

export const createTransport = defineTool<typeof CreateTransportInput, typeof PricedReservationOutput, PlannerContext>({
  name: 'create_transport',
  title: 'Add a flight, train, car or cruise',
  description:
    'Adds a transport booking. Times are local to where one is at that moment. Give endpoints in order, with role from, stop and to: airports by their IATA code alone, all else with coordinates. A found public-transport connection is create_transit_journey.',
  scopes: ['reservations:write'],
  annotations: creates,
  input: CreateTransportInput,
  output: PricedReservationOutput,
  async run({ tripId, ...transport }, context) {
    const { options, remark } = await expenseLeave(transport.price, context)
    const { actor, planner } = context
    return { reservation: await planner.transports.create(actor, tripId, transport, options), ...remark }
  }
})

const UpdateTransportInput = Type.Object({
  tripId: TripId,
  reservationId: ReservationId,
  type: Type.Optional(TransportType),
  title: Type.Optional(BookingTitle),
  status: Type.Optional(BookingStatus),
  start_day_id: Type.Optional(Clearable(DepartureDay)),
  end_day_id: Type.Optional(Clearable(ArrivalDay)),
  reservation_time: Type.Optional(Clearable(LocalTime('Departure'))),
  reservation_end_time: Type.Optional(Clearable(LocalTime('Arrival'))),
  confirmation_number: Type.Optional(Clearable(ConfirmationNumber)),
  notes: Type.Optional(Clearable(BookingNotes)),
  url: Type.Optional(Clearable(BookingUrl)),
  metadata: Type.Optional(Clearable(Metadata)),
  endpoints: Type.Optional(Endpoints),
  needs_review: Type.Optional(NeedsReview),
  ...changedPrice
})

export const updateTransport = defineTool<typeof UpdateTransportInput, typeof PricedReservationOutput, PlannerContext>({
  name: 'update_transport',
  title: 'Change a flight, train, car or cruise',
  description:
    'Changes the given fields of a transport booking; null clears a field. Endpoints and metadata are replaced as a whole, so give all of them. New times move it to their days.',
  scopes: ['reservations:write'],
  annotations: { ...sets, destructiveHint: true },
  input: UpdateTransportInput,
  output: PricedReservationOutput,
  async run({ tripId, reservationId, ...changes }, context) {
    const { options, remark } = await expenseLeave(changes.price, context)
    const { actor, planner } = context
    return { reservation: await planner.transports.update(actor, tripId, reservationId, changes, options), ...remark }
  }
})

const TransportOnly = Type.Object({ tripId: TripId, reservationId: ReservationId })

export const deleteTransport = defineTool<typeof TransportOnly, typeof Done, PlannerContext>({
  name: 'delete_transport',
  title: 'Delete a flight, train, car or cruise',
  description:
    'Deletes a transport booking with its expense: warn the person first. Other bookings are deleted with delete_reservation.',
  scopes: ['reservations:write'],
  annotations: destroys,
  input: TransportOnly,
  output: Done,
  async run({ tripId, reservationId }, { actor, planner }) {
    await planner.transports.delete(actor, tripId, reservationId)
    return done
  }
})

export const transportTools: Tool<PlannerContext>[] = [createTransport, updateTransport, deleteTransport]
