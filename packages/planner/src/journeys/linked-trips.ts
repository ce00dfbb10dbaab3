import { and, asc, eq, exists, inArray, notExists, or, sql, type SQL } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { tripMembers } from '../members/trip-member.table.ts'
import { places } from '../places/place.table.ts'
import { trips } from '../trips/trip.table.ts'
import { tellContributors } from './journey-access.ts'
import { journeyEntries } from './journey-entry.table.ts'
import { journeyContributors, journeyDismissals, journeys, journeyTrips } from './journey.table.ts'

/** What is left of a trip that is no longer linked: what was written about it. */
export async function forgetTrip(tx: Database, journeyId: number, tripId: number): Promise<void> {
  const fromTrip = and(eq(journeyEntries.journeyId, journeyId), eq(journeyEntries.sourceTripId, tripId))
  await tx.delete(journeyEntries).where(and(fromTrip, eq(journeyEntries.type, 'skeleton')))
  await tx.update(journeyEntries).set({ sourceTripId: null, sourcePlaceId: null }).where(fromTrip)
  const placeIds = tx.select({ id: places.id }).from(places).where(eq(places.tripId, tripId))
  await tx
    .delete(journeyDismissals)
    .where(and(eq(journeyDismissals.journeyId, journeyId), inArray(journeyDismissals.placeId, placeIds)))
}

/**
 * Unlinks trips from the journeys whose people reach them no more, or the journey would go on telling them what is planned
 * there. Called after somebody left a trip or a journey; who holds a trip's lock took it before.
 *
 * @param condition on rows of `journey_trips`: those that may be concerned.
 */
export async function unlinkUnreached(tx: Database, actor: Actor, condition: SQL): Promise<void> {
  const unreached = and(condition, notExists(reachingContributors(tx)))
  const concerned = tx.select({ id: journeyTrips.journeyId }).from(journeyTrips).where(unreached)
  await tx
    .select({ id: journeys.id })
    .from(journeys)
    .where(inArray(journeys.id, concerned))
    .orderBy(asc(journeys.id))
    .for('no key update')
  const unlinked = await tx
    .delete(journeyTrips)
    .where(unreached)
    .returning({ journeyId: journeyTrips.journeyId, tripId: journeyTrips.tripId })
  for (const { journeyId, tripId } of unlinked) {
    await forgetTrip(tx, journeyId, tripId)
    await tellContributors(tx, actor, [journeyId], { type: 'journey:trip:removed', ids: { tripId } })
  }
}

/** Those of the people of a row's journey who reach its trip. */
function reachingContributors(tx: Database) {
  const membership = tx
    .select({ one: sql`1` })
    .from(tripMembers)
    .where(and(eq(tripMembers.tripId, trips.id), eq(tripMembers.userId, journeyContributors.userId)))
  return tx
    .select({ one: sql`1` })
    .from(journeyContributors)
    .innerJoin(trips, eq(trips.id, journeyTrips.tripId))
    .where(
      and(
        eq(journeyContributors.journeyId, journeyTrips.journeyId),
        or(eq(trips.userId, journeyContributors.userId), exists(membership))
      )
    )
}
