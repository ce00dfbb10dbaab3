import { Reservation } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { Amount, Clearable } from './arguments.ts'

export const ReservationId = Type.Integer({ minimum: 1, description: 'A booking of the trip, from get_trip_summary' })

export const BookingTitle = Type.String({ minLength: 1, maxLength: 200, description: 'Short name' })
export const BookingNotes = Type.String({ maxLength: 1000, description: 'Free text' })
export const BookingUrl = Type.String({ maxLength: 500, description: 'Web address of the booking' })
export const ConfirmationNumber = Type.String({ maxLength: 100, description: 'Booking code' })
export const LocalTime = (description: string) =>
  Type.String({
    maxLength: 19,
    description: `${description}: YYYY-MM-DDTHH:MM as clocks show it there, without zone or offset; or only a date or a time`
  })

/** What a new booking costs. */
export const newPrice = {
  price: Type.Optional(Amount('Cost in the currency of the trip; makes an expense that nobody shares yet')),
  budget_category: Type.Optional(
    Type.String({ maxLength: 100, description: 'Category of that expense. Default: the type of the booking' })
  )
}
/** What a booking costs from now on. */
export const changedPrice = {
  ...newPrice,
  price: Type.Optional(Clearable(Amount('New cost, and that of its expense; null or 0 removes both')))
}

export const ReservationOutput = Type.Object({ reservation: Reservation })
/** Of tools that take a price. */
export const PricedReservationOutput = Type.Object({
  reservation: Reservation,
  note: Type.Optional(Type.String({ description: 'Why the price is not among the expenses: tell the person' }))
})

/**
 * Whether a price may become an expense here, and what to say in the answer when it may not: the budget may be switched
 * off, and a connection that may change bookings need not be one that may change costs.
 */
export async function expenseLeave(
  price: number | null | undefined,
  { planner, scopes }: PlannerContext
): Promise<{ options: { withExpense: boolean }; remark: { note?: string } }> {
  if (price === undefined) return { options: { withExpense: false }, remark: {} }
  if (!(await planner.addons.isEnabled('budget')))
    return without('The budget is switched off here: the price is kept with the booking, its expenses did not change.')
  if (!scopes.has('budget:write')) {
    return without(
      'This connection may not change costs: the price is kept with the booking, its expenses did not change.'
    )
  }
  return { options: { withExpense: true }, remark: {} }
}

function without(note: string) {
  return { options: { withExpense: false }, remark: { note } }
}

/** A transit booking without the lines of its map, which are long and nothing to read. */
export function withoutGeometry(reservation: Reservation): Reservation {
  if (reservation.type !== 'transit' || reservation.metadata === null) return reservation
  const { transit, ...metadata } = reservation.metadata as { transit: { legs: Record<string, unknown>[] } }
  const legs = transit.legs.map(({ geometry: _geometry, geometry_precision: _precision, ...leg }) => leg)
  return { ...reservation, metadata: { ...metadata, transit: { ...transit, legs } } }
}
