import { and, asc, eq, inArray, max, type SQL } from 'drizzle-orm'
import { categories } from '../categories/category.table.ts'
import type { Database } from '../database.ts'
import { days } from '../days/day.table.ts'
import { NotFoundError } from '../errors.ts'
import { toPlace } from '../places/place.row.ts'
import { places } from '../places/place.table.ts'
import { loadTags } from '../tags/place-tags.ts'
import { users } from '../users/user.table.ts'
import type { DayAssignment, Participant } from './assignment.schema.ts'
import { assignmentParticipants, dayAssignments } from './assignment.table.ts'

/** The visits that match, in the order of their days, in three queries however many there are. */
export async function loadVisits(db: Database, condition: SQL | undefined): Promise<DayAssignment[]> {
  const rows = await db
    .select({ visit: dayAssignments, place: places, category: categories })
    .from(dayAssignments)
    .innerJoin(days, eq(days.id, dayAssignments.dayId))
    .innerJoin(places, eq(places.id, dayAssignments.placeId))
    .leftJoin(categories, eq(categories.id, places.categoryId))
    .where(condition)
    .orderBy(asc(days.dayNumber), asc(dayAssignments.orderIndex), asc(dayAssignments.createdAt), asc(dayAssignments.id))
  const participants = await loadParticipants(
    db,
    rows.map(({ visit }) => visit.id)
  )

  const tags = await loadTags(
    db,
    rows.map(({ place }) => place.id)
  )

  return rows.map(({ visit, place: placeRow, category }) => {
    const {
      trip_id: _trip,
      created_at: _created,
      updated_at: _updated,
      osm_id: _osm,
      ...place
    } = toPlace(placeRow, category, tags.get(placeRow.id) ?? [])
    return {
      id: visit.id,
      day_id: visit.dayId,
      place_id: visit.placeId,
      order_index: visit.orderIndex,
      notes: visit.notes,
      assignment_time: visit.assignmentTime,
      assignment_end_time: visit.assignmentEndTime,
      participants: participants.get(visit.id) ?? [],
      created_at: visit.createdAt.toISOString(),
      place: {
        ...place,
        place_time: visit.assignmentTime ?? place.place_time,
        end_time: visit.assignmentEndTime ?? place.end_time
      }
    }
  })
}

/** A visit on a day of this trip. @throws {NotFoundError} `assignment_not_found` for any other. */
export async function getVisit(db: Database, tripId: number, assignmentId: number): Promise<DayAssignment> {
  const [visit] = await loadVisits(db, and(eq(dayAssignments.id, assignmentId), eq(days.tripId, tripId)))
  if (!visit) throw new NotFoundError('assignment_not_found', 'Visit not found')
  return visit
}

/**
 * Puts a place of the trip at the end of a day of the trip. The caller holds the trip's lock. Answers with the visit and
 * with what people call the place and the day.
 */
export async function appendVisit(
  tx: Database,
  { tripId, dayId, placeId, notes }: { tripId: number; dayId: number; placeId: number; notes: string | null }
): Promise<{ assignmentId: number; what: string; where: string }> {
  const where = await requireDay(tx, tripId, dayId)
  const [place] = await tx
    .select({ name: places.name })
    .from(places)
    .where(and(eq(places.id, placeId), eq(places.tripId, tripId)))
  if (!place) throw new NotFoundError('place_not_found', 'Place not found')
  const [last] = await tx
    .select({ orderIndex: max(dayAssignments.orderIndex) })
    .from(dayAssignments)
    .where(eq(dayAssignments.dayId, dayId))
  const [visit] = await tx
    .insert(dayAssignments)
    .values({ dayId, placeId, notes, orderIndex: (last?.orderIndex ?? -1) + 1 })
    .returning({ id: dayAssignments.id })
  if (!visit) throw new Error('the visit was not kept')
  return { assignmentId: visit.id, what: place.name, where }
}

/** Answers with what people call the day, "day 2". @throws {NotFoundError} `day_not_found`, unless it is of this trip. */
export async function requireDay(tx: Database, tripId: number, dayId: number): Promise<string> {
  const [day] = await tx
    .select({ dayNumber: days.dayNumber })
    .from(days)
    .where(and(eq(days.id, dayId), eq(days.tripId, tripId)))
  if (!day) throw new NotFoundError('day_not_found', 'Day not found')
  return `day ${day.dayNumber}`
}

async function loadParticipants(db: Database, assignmentIds: number[]): Promise<Map<number, Participant[]>> {
  const byVisit = new Map<number, Participant[]>()
  if (assignmentIds.length === 0) return byVisit
  const rows = await db
    .select({
      visitId: assignmentParticipants.assignmentId,
      userId: users.id,
      username: users.username,
      displayName: users.displayName,
      avatar: users.avatar
    })
    .from(assignmentParticipants)
    .innerJoin(users, eq(users.id, assignmentParticipants.userId))
    .where(inArray(assignmentParticipants.assignmentId, assignmentIds))
    .orderBy(asc(users.id))
  for (const { visitId, userId, username, displayName, avatar } of rows) {
    const participant = { user_id: userId, username: displayName ?? username, avatar }
    byVisit.set(visitId, [...(byVisit.get(visitId) ?? []), participant])
  }
  return byVisit
}
