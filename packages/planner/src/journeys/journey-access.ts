import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { ForbiddenError, NotFoundError } from '../errors.ts'
import { publishTo, type PersonalEventType } from '../events.ts'
import type { JourneyRole } from './journey.schema.ts'
import { journeyContributors, journeys } from './journey.table.ts'

/**
 * Whether the actor sees the journey: as its owner or a contributor, administrator or not.
 *
 * @throws {NotFoundError} `journey_not_found`, the same for a journey that does not exist.
 */
export async function requireJourney(
  db: Database,
  { userId }: Actor,
  journeyId: number
): Promise<{ role: JourneyRole; hideSkeletons: boolean }> {
  const [contributor] = await db
    .select({ role: journeyContributors.role, hideSkeletons: journeyContributors.hideSkeletons })
    .from(journeyContributors)
    .where(isContributor(journeyId, userId))
  if (!contributor) throw journeyNotFound()
  return contributor
}

/**
 * Whether the actor may change the journey; asked by every write, first thing in its transaction. Notes the time of the
 * change and with that locks the journey until the transaction ends. Who also locks a trip locks that before.
 *
 * @throws {NotFoundError} `journey_not_found` @throws {ForbiddenError} `permission_denied` for lesser roles.
 */
export async function requireJourneyRole(
  tx: Database,
  { userId }: Actor,
  journeyId: number,
  least: 'owner' | 'editor'
): Promise<{ title: string; ownerId: number }> {
  const [journey] = await tx
    .update(journeys)
    .set({ updatedAt: sql`clock_timestamp()` })
    .from(journeyContributors)
    .where(
      and(
        eq(journeys.id, journeyId),
        eq(journeyContributors.journeyId, journeys.id),
        eq(journeyContributors.userId, userId)
      )
    )
    .returning({ title: journeys.title, ownerId: journeys.userId, role: journeyContributors.role })
  if (!journey) throw journeyNotFound()
  if (journey.role !== 'owner' && journey.role !== least) {
    const who = least === 'owner' ? 'Only the owner of the journey' : 'Only its owner and editors'
    throw new ForbiddenError('permission_denied', `${who} may do that`)
  }
  return journey
}

export function isContributor(journeyId: number, userId: number) {
  return and(eq(journeyContributors.journeyId, journeyId), eq(journeyContributors.userId, userId))
}

export function journeyNotFound(): NotFoundError {
  return new NotFoundError('journey_not_found', 'Journey not found')
}

/** Tells everybody who sees the journeys, of each by itself. */
export async function tellContributors(
  tx: Database,
  actor: Actor,
  journeyIds: readonly number[],
  {
    type,
    ids,
    alsoTell = []
  }: {
    type: PersonalEventType & `journey:${string}`
    ids?: Record<string, number>
    alsoTell?: number[]
  }
): Promise<void> {
  if (journeyIds.length === 0) return
  const contributors = await tx
    .select({ journeyId: journeyContributors.journeyId, userId: journeyContributors.userId })
    .from(journeyContributors)
    .where(inArray(journeyContributors.journeyId, [...journeyIds]))
  for (const journeyId of journeyIds) {
    const people = contributors.filter((one) => one.journeyId === journeyId).map(({ userId }) => userId)
    const audience = [...new Set([...people, ...alsoTell])]
    await publishTo(tx, actor, audience, { type, ids: { journeyId, ...ids } })
  }
}
