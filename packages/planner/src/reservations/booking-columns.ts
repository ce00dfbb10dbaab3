import { checkLocalTime } from '../values/local-time.ts'
import { MAX_AMOUNT } from '../values/money.ts'
import { checkNumber } from '../values/number.ts'
import { present } from '../values/present.ts'
import { checkText } from '../values/text.ts'
import type { BookingChanges } from './reservation.schema.ts'

/** The columns that changes set, whatever is booked; each value checked. */
export function toColumns(changes: BookingChanges) {
  return present({
    title: changes.title === undefined ? undefined : checkText(changes.title, 'title'),
    status: changes.status,
    reservationTime: checkTime(changes.reservation_time, 'reservation_time'),
    confirmationNumber: changes.confirmation_number,
    notes: changes.notes,
    url: changes.url
  })
}

/** Left out and `null` stay what they are. */
export function checkTime(time: string | null | undefined, argument: string): string | null | undefined {
  return time == null ? time : checkLocalTime(time, argument)
}

/** Metadata with a price in place of the one it has; zero and `null` are no price. @throws {InvalidInputError} `invalid_value` */
export function withPrice(
  metadata: Record<string, unknown> | null,
  price: number | null | undefined
): Record<string, unknown> | null {
  if (price === undefined) return metadata
  checkNumber(price, 'price', 0, MAX_AMOUNT)
  const { price: _old, ...rest } = metadata ?? {}
  if (price !== null && price > 0) return { ...rest, price: String(price) }
  return Object.keys(rest).length === 0 ? null : rest
}
