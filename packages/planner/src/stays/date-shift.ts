import { sql } from 'drizzle-orm'
import type { Database } from '../database.ts'
import type { DateMove } from '../reservations/date-shift.ts'
import { dayAccommodations } from './stay.table.ts'

/**
 * Moves stays to the rows that now hold their first and last dates, where both do. Before any day is deleted: a stay goes
 * with its days.
 */
export async function anchorStays(tx: Database, { tripId, before, after }: DateMove): Promise<void> {
  const positions = new Map(after.map(({ date }, i) => [date, i]))
  const moves = before.flatMap(({ id, date }) => {
    const position = date === null ? undefined : positions.get(date)
    return position === undefined ? [] : { old_id: id, new_id: after[position]?.id, position }
  })
  if (moves.length === 0) return
  await tx.execute(sql`
    with moves as (
      select * from jsonb_to_recordset(${JSON.stringify(moves)}::text::jsonb)
        as given(old_id integer, new_id integer, position integer)
    )
    update ${dayAccommodations} as stay set start_day_id = first.new_id, end_day_id = last.new_id
    from moves as first, moves as last
    where stay.trip_id = ${tripId}
      and first.old_id = stay.start_day_id and last.old_id = stay.end_day_id
      and first.position <= last.position`)
}
