import { and, asc, eq, inArray } from 'drizzle-orm'
import { dayAssignments } from '../assignments/assignment.table.ts'
import type { Database } from '../database.ts'
import { days } from '../days/day.table.ts'
import { InvalidInputError } from '../errors.ts'
import { places } from '../places/place.table.ts'
import { daysBetween } from '../values/calendar-date.ts'
import { dateIn } from '../values/local-time.ts'

/** What a booking can point to, by argument. */
const REFERENCES = ['day_id', 'start_day_id', 'end_day_id', 'place_id', 'assignment_id'] as const

type References = { [Argument in (typeof REFERENCES)[number]]?: number | null | undefined }

/** @throws {InvalidInputError} `foreign_reference` for anything that is not of the trip. */
export async function checkReferences(tx: Database, tripId: number, references: References): Promise<void> {
  const { place_id: placeId, assignment_id: assignmentId } = references
  const dayIds = [references.day_id, references.start_day_id, references.end_day_id].filter((id) => id != null)
  const known = {
    days: dayIds.length === 0 ? [] : await daysOf(tx, tripId, dayIds),
    places: placeId == null ? [] : await placesOf(tx, tripId, placeId),
    visits: assignmentId == null ? [] : await visitsOf(tx, tripId, assignmentId)
  }
  for (const argument of REFERENCES) {
    const id = references[argument]
    const ids = argument === 'place_id' ? known.places : argument === 'assignment_id' ? known.visits : known.days
    if (id != null && !ids.some((one) => one.id === id))
      throw new InvalidInputError('foreign_reference', `${argument}: ${id} is not part of this trip`)
  }
}

function daysOf(tx: Database, tripId: number, ids: number[]) {
  return tx
    .select({ id: days.id })
    .from(days)
    .where(and(eq(days.tripId, tripId), inArray(days.id, ids)))
}

function placesOf(tx: Database, tripId: number, id: number) {
  return tx
    .select({ id: places.id })
    .from(places)
    .where(and(eq(places.tripId, tripId), eq(places.id, id)))
}

function visitsOf(tx: Database, tripId: number, id: number) {
  return tx
    .select({ id: dayAssignments.id })
    .from(dayAssignments)
    .innerJoin(days, eq(days.id, dayAssignments.dayId))
    .where(and(eq(days.tripId, tripId), eq(dayAssignments.id, id)))
}

/** The day of a local time: the one with its date, else the nearest; `null` without a date, or in a trip without dates. */
export async function dayOf(
  tx: Database,
  tripId: number,
  localTime: string | null | undefined
): Promise<number | null> {
  const date = dateIn(localTime)
  if (date === undefined) return null
  const rows = await tx
    .select({ id: days.id, date: days.date })
    .from(days)
    .where(eq(days.tripId, tripId))
    .orderBy(asc(days.dayNumber))
  const dated = rows.flatMap((day) =>
    day.date === null ? [] : { id: day.id, distance: Math.abs(daysBetween(date, day.date)) }
  )
  const [nearest] = dated.toSorted((a, b) => a.distance - b.distance)
  return nearest?.id ?? null
}
