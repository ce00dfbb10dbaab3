import { asc, eq } from 'drizzle-orm'
import { loadVisits } from '../assignments/visit.ts'
import type { Database } from '../database.ts'
import { loadDayNotes } from '../day-notes/day-note.service.ts'
import type { Day } from './day.schema.ts'
import { days } from './day.table.ts'

/** A trip's days with all that is on them, in five queries however many there are. */
export async function loadDays(db: Database, tripId: number): Promise<Day[]> {
  const rows = await db.select().from(days).where(eq(days.tripId, tripId)).orderBy(asc(days.dayNumber))
  const visits = byDay(await loadVisits(db, eq(days.tripId, tripId)))
  const notes = byDay(await loadDayNotes(db, eq(days.tripId, tripId)))
  return rows.map((row) => ({
    id: row.id,
    trip_id: row.tripId,
    day_number: row.dayNumber,
    date: row.date,
    title: row.title,
    notes: row.notes,
    assignments: visits.get(row.id) ?? [],
    notes_items: notes.get(row.id) ?? []
  }))
}

function byDay<Item extends { day_id: number }>(items: Item[]): Map<number, Item[]> {
  const groups = new Map<number, Item[]>()
  for (const item of items) {
    const group = groups.get(item.day_id)
    if (group) group.push(item)
    else groups.set(item.day_id, [item])
  }
  return groups
}
