import { asc, eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { days } from '../days/day.table.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { publish } from '../events.ts'
import { followVisits } from '../journeys/suggestions.ts'
import { moveToFront, placeInOrder } from '../list-order.ts'
import { requirePeople } from '../members/require-people.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import { checkClockTime } from '../values/clock-time.ts'
import { present } from '../values/present.ts'
import type { DayAssignment, Participant } from './assignment.schema.ts'
import { assignmentParticipants, dayAssignments } from './assignment.table.ts'
import { appendVisit, getVisit, loadVisits, requireDay } from './visit.ts'

/** Every method throws `trip_not_found` for a trip the actor does not reach; writes ask `day_edit`. */
export interface AssignmentService {
  /** Puts a place on a day, after what is there. @throws {NotFoundError} `day_not_found`, `place_not_found` */
  create(
    actor: Actor,
    tripId: number,
    visit: { dayId: number; placeId: number; notes?: string | null | undefined }
  ): Promise<DayAssignment>
  /** @throws {NotFoundError} `assignment_not_found`, unless it is on that day. */
  delete(actor: Actor, tripId: number, dayId: number, assignmentId: number): Promise<void>
  /**
   * Left out stays, `null` clears. A new start time sorts the day again: timed visits first, by time, then the others in
   * their old order.
   *
   * @throws {NotFoundError} `assignment_not_found` @throws {InvalidInputError} `invalid_time`, `nothing_to_update`
   */
  updateTime(
    actor: Actor,
    tripId: number,
    assignmentId: number,
    times: { start?: string | null | undefined; end?: string | null | undefined }
  ): Promise<DayAssignment>
  /**
   * Moves a visit to a position on a day; the others make room. `fromDayId`, when given, must be where it is.
   *
   * @throws {NotFoundError} `assignment_not_found`, `day_not_found`
   */
  move(
    actor: Actor,
    tripId: number,
    assignmentId: number,
    to: { dayId: number; position: number; fromDayId?: number | undefined }
  ): Promise<DayAssignment>
  /**
   * The named visits first, in this order, then the others as they were. Answers the order.
   *
   * @throws {NotFoundError} `day_not_found`, and `assignment_not_found` for what is not on that day
   */
  reorder(actor: Actor, tripId: number, dayId: number, assignmentIds: number[]): Promise<number[]>
  participants(actor: Actor, tripId: number, assignmentId: number): Promise<Participant[]>
  /** @throws {InvalidInputError} `foreign_reference` for people who are not of the trip. */
  setParticipants(actor: Actor, tripId: number, assignmentId: number, userIds: number[]): Promise<Participant[]>
}

export function createAssignmentService(db: Database): AssignmentService {
  return {
    create: (actor, tripId, { dayId, placeId, notes }) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'day_edit', tripId)
        const { assignmentId, what, where } = await appendVisit(tx, { tripId, dayId, placeId, notes: notes ?? null })
        await followVisits(tx, actor, tripId)
        const ids = { assignmentId, dayId, placeId }
        await publish(tx, actor, { type: 'assignment:created', tripId, ids, what, where })
        return getVisit(tx, tripId, assignmentId)
      }),

    delete: (actor, tripId, dayId, assignmentId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'day_edit', tripId)
        const visit = await getVisit(tx, tripId, assignmentId)
        if (visit.day_id !== dayId) throw new NotFoundError('assignment_not_found', 'Visit not found')
        await tx.delete(dayAssignments).where(eq(dayAssignments.id, assignmentId))
        await placeInOrder(tx, dayAssignments, await orderOf(tx, dayId))
        await followVisits(tx, actor, tripId)
        await publish(tx, actor, {
          type: 'assignment:deleted',
          tripId,
          ids: { assignmentId, dayId },
          what: visit.place.name,
          where: await requireDay(tx, tripId, dayId)
        })
      }),

    updateTime: (actor, tripId, assignmentId, { start, end }) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'day_edit', tripId)
        const visit = await getVisit(tx, tripId, assignmentId)
        const times = present({
          assignmentTime: start == null ? start : checkClockTime(start, 'place_time'),
          assignmentEndTime: end == null ? end : checkClockTime(end, 'end_time')
        })
        if (Object.keys(times).length === 0)
          throw new InvalidInputError('nothing_to_update', 'Give at least one of the times')
        await tx.update(dayAssignments).set(times).where(eq(dayAssignments.id, assignmentId))
        if (start != null) await sortByTime(tx, visit.day_id)
        await followVisits(tx, actor, tripId)
        await publish(tx, actor, {
          type: 'assignment:updated',
          tripId,
          ids: { assignmentId, dayId: visit.day_id },
          what: visit.place.name,
          where: await requireDay(tx, tripId, visit.day_id)
        })
        return getVisit(tx, tripId, assignmentId)
      }),

    move: (actor, tripId, assignmentId, { dayId, position, fromDayId }) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'day_edit', tripId)
        const visit = await getVisit(tx, tripId, assignmentId)
        if (fromDayId !== undefined && visit.day_id !== fromDayId)
          throw new NotFoundError('assignment_not_found', 'The visit is not on that day')
        const where = await requireDay(tx, tripId, dayId)
        const others = (await orderOf(tx, dayId)).filter((id) => id !== assignmentId)
        await tx.update(dayAssignments).set({ dayId }).where(eq(dayAssignments.id, assignmentId))
        await placeInOrder(tx, dayAssignments, others.toSpliced(position, 0, assignmentId))
        if (visit.day_id !== dayId) await placeInOrder(tx, dayAssignments, await orderOf(tx, visit.day_id))
        await followVisits(tx, actor, tripId)
        await publish(tx, actor, {
          type: 'assignment:moved',
          tripId,
          ids: { assignmentId, dayId, oldDayId: visit.day_id },
          what: visit.place.name,
          where
        })
        return getVisit(tx, tripId, assignmentId)
      }),

    reorder: (actor, tripId, dayId, assignmentIds) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'day_edit', tripId)
        const where = await requireDay(tx, tripId, dayId)
        const current = await orderOf(tx, dayId)
        const order = moveToFront(current, assignmentIds, 'assignment_not_found')
        if (!order) return current
        await placeInOrder(tx, dayAssignments, order)
        await followVisits(tx, actor, tripId)
        await publish(tx, actor, {
          type: 'assignment:reordered',
          tripId,
          ids: { dayId },
          what: 'Order of visits',
          where
        })
        return order
      }),

    async participants(actor, tripId, assignmentId) {
      await requireAccess(db, actor, tripId)
      return (await getVisit(db, tripId, assignmentId)).participants
    },

    setParticipants: (actor, tripId, assignmentId, userIds) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'day_edit', tripId)
        const visit = await getVisit(tx, tripId, assignmentId)
        const people = await requirePeople(tx, tripId, userIds, 'userIds')
        const rows = people.map((userId) => ({ assignmentId, userId }))
        await tx.delete(assignmentParticipants).where(eq(assignmentParticipants.assignmentId, assignmentId))
        if (rows.length > 0) await tx.insert(assignmentParticipants).values(rows)
        await publish(tx, actor, {
          type: 'assignment:participants',
          tripId,
          ids: { assignmentId, dayId: visit.day_id },
          what: visit.place.name,
          where: await requireDay(tx, tripId, visit.day_id)
        })
        return (await getVisit(tx, tripId, assignmentId)).participants
      })
  }
}

async function orderOf(tx: Database, dayId: number): Promise<number[]> {
  const rows = await tx
    .select({ id: dayAssignments.id })
    .from(dayAssignments)
    .where(eq(dayAssignments.dayId, dayId))
    .orderBy(asc(dayAssignments.orderIndex), asc(dayAssignments.createdAt), asc(dayAssignments.id))
  return rows.map(({ id }) => id)
}

async function sortByTime(tx: Database, dayId: number): Promise<void> {
  const visits = await loadVisits(tx, eq(days.id, dayId))
  const timed = visits.filter(({ place }) => place.place_time !== null)
  const untimed = visits.filter(({ place }) => place.place_time === null)
  const byTime = timed.toSorted((a, b) => (a.place.place_time ?? '').localeCompare(b.place.place_time ?? ''))
  await placeInOrder(
    tx,
    dayAssignments,
    [...byTime, ...untimed].map(({ id }) => id)
  )
}
