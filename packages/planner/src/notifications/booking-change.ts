import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { notify } from './notify.ts'

/** Said as it stands: "anna added the booking". */
const words = { created: 'added', updated: 'changed', deleted: 'deleted' } as const

/** Tells the others on a trip that a booking was made, changed or deleted. */
export function notifyOfBooking(
  tx: Database,
  actor: Actor,
  change: keyof typeof words,
  { tripId, title }: { tripId: number; title: string }
): Promise<void> {
  return notify(tx, actor, { event: 'booking_change', tripId, params: { booking: title, change: words[change] } })
}
