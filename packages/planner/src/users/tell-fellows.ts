import { eq } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { peopleOf, publish } from '../events.ts'
import { tripMembers } from '../members/trip-member.table.ts'
import { trips } from '../trips/trip.table.ts'

/** Those who share trips of a person who leaves hear that these are gone. */
export async function tellFellows(tx: Database, userId: number): Promise<void> {
  const shared = await tx
    .selectDistinct({ tripId: trips.id, title: trips.title })
    .from(trips)
    .innerJoin(tripMembers, eq(tripMembers.tripId, trips.id))
    .where(eq(trips.userId, userId))
  for (const { tripId, title } of shared) {
    const audience = await peopleOf(tx, tripId)
    await publish(tx, { userId }, { type: 'trip:deleted', tripId, what: title, audience })
  }
}
