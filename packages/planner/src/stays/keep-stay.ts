import { and, eq, inArray } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { days } from '../days/day.table.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { getPlace } from '../places/place.row.ts'
import { checkClockTime } from '../values/clock-time.ts'
import { present } from '../values/present.ts'
import type { Accommodation, NewStay, StayChanges } from './stay.schema.ts'
import { dayAccommodations } from './stay.table.ts'

/**
 * Keeps a new stay; its booking is the caller's to make.
 *
 * @throws {NotFoundError} `place_not_found`, `day_not_found` @throws {InvalidInputError} `invalid_range`, `invalid_time`
 */
export async function insertStay(tx: Database, tripId: number, stay: NewStay): Promise<number> {
  await checkDays(tx, tripId, stay.start_day_id, stay.end_day_id)
  await getPlace(tx, tripId, stay.place_id)
  const columns = toColumns(stay)
  const [row] = await tx
    .insert(dayAccommodations)
    .values({ ...columns, tripId, placeId: stay.place_id, startDayId: stay.start_day_id, endDayId: stay.end_day_id })
    .returning({ id: dayAccommodations.id })
  if (!row) throw new Error('the stay was not kept')
  return row.id
}

/** Changes a stay; its booking is the caller's to bring in step. Throws as `insertStay`, and `nothing_to_update`. */
export async function changeStay(
  tx: Database,
  { id, trip_id: tripId, ...stay }: Accommodation,
  changes: StayChanges
): Promise<void> {
  const columns = toColumns(changes)
  if (Object.keys(columns).length === 0)
    throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
  await checkDays(tx, tripId, changes.start_day_id ?? stay.start_day_id, changes.end_day_id ?? stay.end_day_id)
  if (changes.place_id !== undefined) await getPlace(tx, tripId, changes.place_id)
  await tx.update(dayAccommodations).set(columns).where(eq(dayAccommodations.id, id))
}

function toColumns(changes: StayChanges) {
  return present({
    placeId: changes.place_id,
    startDayId: changes.start_day_id,
    endDayId: changes.end_day_id,
    checkIn: checkTime(changes.check_in, 'check_in'),
    checkInEnd: checkTime(changes.check_in_end, 'check_in_end'),
    checkOut: checkTime(changes.check_out, 'check_out'),
    confirmation: changes.confirmation,
    notes: changes.notes
  })
}

function checkTime(time: string | null | undefined, argument: string): string | null | undefined {
  return time == null ? time : checkClockTime(time, argument)
}

async function checkDays(tx: Database, tripId: number, startDayId: number, endDayId: number): Promise<void> {
  const rows = await tx
    .select({ id: days.id, number: days.dayNumber })
    .from(days)
    .where(and(eq(days.tripId, tripId), inArray(days.id, [startDayId, endDayId])))
  const [start, end] = [startDayId, endDayId].map((dayId) => rows.find(({ id }) => id === dayId))
  if (!start || !end) throw new NotFoundError('day_not_found', 'Day not found')
  if (end.number < start.number)
    throw new InvalidInputError('invalid_range', 'The day of check-out lies before the day of check-in')
}
