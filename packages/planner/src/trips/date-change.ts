import { inArray } from 'drizzle-orm'
import { dayAssignments } from '../assignments/assignment.table.ts'
import type { Database } from '../database.ts'
import { dayNotes } from '../day-notes/day-note.table.ts'
import { days } from '../days/day.table.ts'
import { placeDays, positionsOf, type DayPosition } from '../days/numbering.ts'
import { anchorBookings, followStays, shiftBookings } from '../reservations/date-shift.ts'
import { anchorStays } from '../stays/date-shift.ts'
import { dayAccommodations } from '../stays/stay.table.ts'
import type { DateShiftMode } from './trip.schema.ts'

/**
 * Gives a trip's days new dates. Days are positions: the first dated day gets the first date and so on, each keeping what
 * is on it. Missing days are taken from undated ones, then made; dated days too many go with their content; undated days
 * left over stay at the end if anything is on them.
 *
 * Bookings and stays keep their dates and so change days (`keep_bookings`), or keep their days and so change dates.
 */
export async function redateDays(tx: Database, tripId: number, dates: string[], mode: DateShiftMode): Promise<void> {
  const positions = await positionsOf(tx, tripId)
  const dated = positions.filter(({ date }) => date !== null)
  const undated = positions.filter(({ date }) => date === null)
  const surplus = dated.slice(dates.length)
  const reusable = [...dated.slice(0, dates.length), ...undated]
  const missing = Math.max(0, dates.length - reusable.length)
  const made = await makeDays(tx, tripId, missing, positions.length)
  const placed = [...reusable, ...made].slice(0, dates.length).map(({ id }, i) => ({ id, date: dates[i] ?? null }))
  const move = { tripId, before: positions, after: placed }
  if (mode === 'keep_bookings') {
    await anchorStays(tx, move)
    await anchorBookings(tx, move)
  }
  const left = await withContent(tx, reusable.slice(dates.length))
  if (surplus.length > 0)
    await tx.delete(days).where(
      inArray(
        days.id,
        surplus.map(({ id }) => id)
      )
    )
  await placeDays(tx, tripId, [...placed, ...left.map(({ id }) => ({ id, date: null }))])
  if (mode === 'shift_all') await shiftBookings(tx, move)
  await followStays(tx, tripId)
}

/** Takes the dates away; every day and what is on it stays. */
export async function undateDays(tx: Database, tripId: number): Promise<void> {
  const positions = await positionsOf(tx, tripId)
  await placeDays(
    tx,
    tripId,
    positions.map(({ id }) => ({ id, date: null }))
  )
}

async function makeDays(tx: Database, tripId: number, howMany: number, after: number): Promise<DayPosition[]> {
  if (howMany === 0) return []
  const rows = Array.from({ length: howMany }, (_, i) => ({ tripId, dayNumber: after + i + 1 }))
  return tx.insert(days).values(rows).returning({ id: days.id, date: days.date })
}

async function withContent(tx: Database, positions: DayPosition[]): Promise<DayPosition[]> {
  const ids = positions.map(({ id }) => id)
  if (ids.length === 0) return []
  const visited = await tx
    .select({ id: dayAssignments.dayId })
    .from(dayAssignments)
    .where(inArray(dayAssignments.dayId, ids))
  const noted = await tx.select({ id: dayNotes.dayId }).from(dayNotes).where(inArray(dayNotes.dayId, ids))
  const firstDays = await tx
    .select({ id: dayAccommodations.startDayId })
    .from(dayAccommodations)
    .where(inArray(dayAccommodations.startDayId, ids))
  const lastDays = await tx
    .select({ id: dayAccommodations.endDayId })
    .from(dayAccommodations)
    .where(inArray(dayAccommodations.endDayId, ids))
  const busy = new Set([...visited, ...noted, ...firstDays, ...lastDays].map(({ id }) => id))
  return positions.filter(({ id }) => busy.has(id))
}
