import { asc, eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { pairIds } from '../values/pair-ids.ts'
import { dayAccommodations } from './stay.table.ts'

/** Copies the stays of a trip onto the copies of their days and places; answers with the ids of the copies by the old. */
export async function copyStays(
  tx: Database,
  { tripId, copyId }: { tripId: number; copyId: number },
  { dayIds, placeIds }: { dayIds: ReadonlyMap<number, number>; placeIds: ReadonlyMap<number, number> }
): Promise<Map<number, number>> {
  const stays = await tx
    .select()
    .from(dayAccommodations)
    .where(eq(dayAccommodations.tripId, tripId))
    .orderBy(asc(dayAccommodations.id))
  if (stays.length === 0) return new Map()
  const copies = await tx
    .insert(dayAccommodations)
    .values(
      stays.map(({ id: _id, createdAt: _created, ...stay }) => ({
        ...stay,
        tripId: copyId,
        placeId: placeIds.get(stay.placeId ?? 0) ?? null,
        startDayId: dayIds.get(stay.startDayId) ?? 0,
        endDayId: dayIds.get(stay.endDayId) ?? 0
      }))
    )
    .returning({ id: dayAccommodations.id })
  return pairIds(stays, copies)
}
