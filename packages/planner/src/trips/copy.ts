import { asc, eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import { dayAssignments } from '../assignments/assignment.table.ts'
import { copyBudget } from '../budget/copy.ts'
import type { Database } from '../database.ts'
import { dayNotes } from '../day-notes/day-note.table.ts'
import { days } from '../days/day.table.ts'
import { copyPacking } from '../packing/copy.ts'
import { tripNotFound } from '../permissions.ts'
import { places } from '../places/place.table.ts'
import { copyBookings } from '../reservations/copy.ts'
import { copyStays } from '../stays/copy.ts'
import { copyTags } from '../tags/place-tags.ts'
import { copyTodos } from '../todos/copy.ts'
import { pairIds } from '../values/pair-ids.ts'
import { trips } from './trip.table.ts'

/**
 * Copies a trip with its days, places with their own tags, visits, notes, stays, bookings, expenses, packing list and
 * to-dos for a new owner; not its people, nor who takes part in what, shares it or paid. Whoever changes the trip is waited
 * for, and waits. Answers with the copy's id.
 */
export async function copyTrip(tx: Database, actor: Actor, tripId: number, title: string | undefined): Promise<number> {
  const [source] = await tx.select().from(trips).where(eq(trips.id, tripId)).for('share')
  if (!source) throw tripNotFound()
  const { description, startDate, endDate, currency, coverImage, reminderDays } = source
  const [copy] = await tx
    .insert(trips)
    .values({
      userId: actor.userId,
      title: title ?? source.title,
      description,
      startDate,
      endDate,
      currency,
      coverImage,
      reminderDays
    })
    .returning({ id: trips.id })
  if (!copy) throw new Error('the copy was not kept')

  const dayIds = await copyDays(tx, tripId, copy.id)
  const placeIds = await copyPlaces(tx, tripId, copy.id)
  await copyTags(tx, actor, placeIds)
  const visitIds = await copyVisits(tx, tripId, dayIds, placeIds)
  await copyNotes(tx, tripId, dayIds)
  const between = { tripId, copyId: copy.id }
  const stayIds = await copyStays(tx, between, { dayIds, placeIds })
  const bookingIds = await copyBookings(tx, between, { dayIds, placeIds, visitIds, stayIds })
  await copyBudget(tx, tripId, copy.id, bookingIds)
  await copyPacking(tx, actor, tripId, copy.id)
  await copyTodos(tx, tripId, copy.id)
  return copy.id
}

async function copyDays(tx: Database, tripId: number, copyId: number): Promise<Map<number, number>> {
  const rows = await tx.select().from(days).where(eq(days.tripId, tripId)).orderBy(asc(days.dayNumber))
  if (rows.length === 0) return new Map()
  const copies = await tx
    .insert(days)
    .values(rows.map(({ id: _id, ...day }) => ({ ...day, tripId: copyId })))
    .returning({ id: days.id, dayNumber: days.dayNumber })
  const byNumber = new Map(copies.map(({ id, dayNumber }) => [dayNumber, id]))
  return new Map(rows.map(({ id, dayNumber }) => [id, byNumber.get(dayNumber) ?? 0]))
}

async function copyPlaces(tx: Database, tripId: number, copyId: number): Promise<Map<number, number>> {
  const rows = await tx.select().from(places).where(eq(places.tripId, tripId)).orderBy(asc(places.id))
  if (rows.length === 0) return new Map()
  const copies = await tx
    .insert(places)
    .values(rows.map(({ id: _id, updatedAt: _updated, ...place }) => ({ ...place, tripId: copyId })))
    .returning({ id: places.id })
  return pairIds(rows, copies)
}

async function copyVisits(
  tx: Database,
  tripId: number,
  dayIds: Map<number, number>,
  placeIds: Map<number, number>
): Promise<Map<number, number>> {
  const rows = await tx
    .select({ visit: dayAssignments })
    .from(dayAssignments)
    .innerJoin(days, eq(days.id, dayAssignments.dayId))
    .where(eq(days.tripId, tripId))
    .orderBy(asc(dayAssignments.id))
  if (rows.length === 0) return new Map()
  const visits = rows.map(({ visit: { id: _id, dayId, placeId, ...visit } }) => ({
    ...visit,
    dayId: dayIds.get(dayId) ?? 0,
    placeId: placeIds.get(placeId) ?? 0
  }))
  const copies = await tx.insert(dayAssignments).values(visits).returning({ id: dayAssignments.id })
  return pairIds(
    rows.map(({ visit }) => visit),
    copies
  )
}

async function copyNotes(tx: Database, tripId: number, dayIds: Map<number, number>): Promise<void> {
  const rows = await tx
    .select({ note: dayNotes })
    .from(dayNotes)
    .innerJoin(days, eq(days.id, dayNotes.dayId))
    .where(eq(days.tripId, tripId))
  const copies = rows.map(({ note: { id: _id, dayId, ...note } }) => ({ ...note, dayId: dayIds.get(dayId) ?? 0 }))
  if (copies.length > 0) await tx.insert(dayNotes).values(copies)
}
