import { and, between, eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import type { Trip } from '../trips/trip.schema.ts'
import { addDays, daysBetween } from '../values/calendar-date.ts'
import { readPlan, tellPlan } from './plan.ts'
import { vacayEntries } from './vacay-person.table.ts'

/**
 * A trip that begins on another day takes its owner's vacation along: the days inside its old dates move as far as its
 * start did. Where one is already, it stays one.
 */
export async function moveVacation(
  tx: Database,
  actor: Actor,
  { user_id: userId, start_date: start, end_date: end }: Pick<Trip, 'user_id' | 'start_date' | 'end_date'>,
  newStart: string | null
): Promise<void> {
  if (start === null || end === null || newStart === null || start === newStart) return
  const offset = daysBetween(start, newStart)
  // Removed first: days in a row would be in each other's way.
  const moved = await tx
    .delete(vacayEntries)
    .where(and(eq(vacayEntries.userId, userId), between(vacayEntries.date, start, end)))
    .returning({ userId: vacayEntries.userId, date: vacayEntries.date, note: vacayEntries.note })
  if (moved.length === 0) return
  await tx
    .insert(vacayEntries)
    .values(moved.map((entry) => ({ ...entry, date: addDays(entry.date, offset) })))
    .onConflictDoNothing()
  const years = [start, end, newStart, addDays(end, offset)].map((date) => Number(date.slice(0, 4)))
  await tellPlan(tx, actor, await readPlan(tx, { userId }), { type: 'vacay:update', years, ids: { userId } })
}
