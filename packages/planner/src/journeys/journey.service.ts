import { and, asc, between, eq, inArray, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { tripNotFound } from '../permissions.ts'
import { isAmongTripsOf } from '../trips/trip.row.ts'
import { trips } from '../trips/trip.table.ts'
import { addDays, today } from '../values/calendar-date.ts'
import { present } from '../values/present.ts'
import { checkText } from '../values/text.ts'
import { countEntries, loadEntries } from './entry.row.ts'
import {
  isContributor,
  journeyNotFound,
  requireJourney,
  requireJourneyRole,
  tellContributors
} from './journey-access.ts'
import { journeyEntries } from './journey-entry.table.ts'
import { isUntold, loadContributors, loadJourneys, loadLinkedTrips, loadTripOptions, toJourney } from './journey.row.ts'
import type { Journey, JourneyFull, JourneyListItem, JourneyStatus, JourneyTripOption } from './journey.schema.ts'
import { journeyContributors, journeys, journeyTrips } from './journey.table.ts'
import { forgetTrip } from './linked-trips.ts'
import { syncSuggestions } from './suggestions.ts'

/** Trips that ended up to this many days ago are suggested for a journey. */
const SUGGESTION_DAYS = 30

/** With a whole journey come at most this many entries. */
const ENTRIES_WITH_JOURNEY = 200

/**
 * Every method throws `journey_not_found` for a journey the actor neither owns nor contributes to. What a contributor's
 * role does not allow is a `permission_denied`.
 */
export interface JourneyService {
  /** Those the actor contributes to, last changed first, at most 500. */
  list(actor: Actor): Promise<JourneyListItem[]>
  get(actor: Actor, journeyId: number): Promise<JourneyFull>
  /** Trips of the actor's that ended lately and are in no journey they see, latest end first. */
  suggestedTrips(actor: Actor): Promise<JourneyTripOption[]>
  /** The trips the actor could link, latest start first, at most 500. */
  availableTrips(actor: Actor): Promise<JourneyTripOption[]>
  /** Starts a journey of the actor's. Its cover is that of the first linked trip. Trips out of reach are skipped. */
  create(
    actor: Actor,
    journey: { title: string; subtitle?: string | undefined; tripIds?: number[] | undefined }
  ): Promise<{ journey: JourneyFull; skippedTripIds: number[] }>
  /** For the owner. Left out stays; `null` clears the subtitle. @throws {InvalidInputError} `nothing_to_update` */
  update(
    actor: Actor,
    journeyId: number,
    changes: { title?: string | undefined; subtitle?: string | null | undefined; status?: JourneyStatus | undefined }
  ): Promise<Journey>
  /** For the owner. */
  delete(actor: Actor, journeyId: number): Promise<void>
  /** For owner and editors. Suggests the trip's visited places. @throws {NotFoundError} `trip_not_found` */
  addTrip(actor: Actor, journeyId: number, tripId: number): Promise<void>
  /** For the owner. Suggestions from the trip go, written entries stay. Nothing happens if it is not linked. */
  removeTrip(actor: Actor, journeyId: number, tripId: number): Promise<void>
  /** The actor's own view of the journey; left out stays. */
  setPreferences(
    actor: Actor,
    journeyId: number,
    preferences: { hideSkeletons?: boolean | undefined }
  ): Promise<{ hideSkeletons: boolean }>
}

export function createJourneyService(db: Database): JourneyService {
  return {
    list: (actor) => loadJourneys(db, actor),

    get: (actor, journeyId) => getFull(db, actor, journeyId),

    suggestedTrips(actor) {
      const ended = between(trips.endDate, addDays(today(), -SUGGESTION_DAYS), today())
      return loadTripOptions(db, actor, and(ended, isUntold(db, actor)), sql`${trips.endDate} desc`)
    },

    availableTrips: (actor) => loadTripOptions(db, actor, undefined, sql`${trips.startDate} desc nulls last`),

    create: (actor, { title, subtitle, tripIds = [] }) =>
      db.transaction(async (tx) => {
        const reached = await lockTrips(tx, actor, tripIds)
        const linked = [...new Set(tripIds)].filter((id) => reached.has(id))
        const [first] = linked
        const [row] = await tx
          .insert(journeys)
          .values({
            userId: actor.userId,
            title: checkText(title, 'title'),
            subtitle: subtitle?.trim() || null,
            coverImage: (first !== undefined && reached.get(first)) || null
          })
          .returning({ id: journeys.id, title: journeys.title })
        if (!row) throw new Error('the journey was not kept')
        const journeyId = row.id
        await tx.insert(journeyContributors).values({ journeyId, userId: actor.userId, role: 'owner' })
        if (linked.length > 0) {
          await tx.insert(journeyTrips).values(linked.map((tripId) => ({ journeyId, tripId })))
          await syncSuggestions(tx, linked)
        }
        await tellContributors(tx, actor, [journeyId], { type: 'journey:created' })
        return {
          journey: await getFull(tx, actor, journeyId),
          skippedTripIds: tripIds.filter((id) => !reached.has(id))
        }
      }),

    update: (actor, journeyId, { title, subtitle, status }) =>
      db.transaction(async (tx) => {
        await requireJourneyRole(tx, actor, journeyId, 'owner')
        const columns = present({
          title: title === undefined ? undefined : checkText(title, 'title'),
          subtitle: subtitle?.trim() === '' ? null : subtitle,
          status
        })
        if (Object.keys(columns).length === 0)
          throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
        const [row] = await tx.update(journeys).set(columns).where(eq(journeys.id, journeyId)).returning()
        if (!row) throw journeyNotFound()
        await tellContributors(tx, actor, [journeyId], { type: 'journey:updated' })
        return toJourney(row)
      }),

    delete: (actor, journeyId) =>
      db.transaction(async (tx) => {
        await requireJourneyRole(tx, actor, journeyId, 'owner')
        // While there still are contributors to tell.
        await tellContributors(tx, actor, [journeyId], { type: 'journey:deleted' })
        await tx.delete(journeys).where(eq(journeys.id, journeyId))
      }),

    addTrip: (actor, journeyId, tripId) =>
      db.transaction(async (tx) => {
        // Before the journey's, as changes of visits lock them.
        const reached = await lockTrips(tx, actor, [tripId])
        await requireJourneyRole(tx, actor, journeyId, 'editor')
        if (!reached.has(tripId)) throw tripNotFound()
        await tx.insert(journeyTrips).values({ journeyId, tripId }).onConflictDoNothing()
        await syncSuggestions(tx, [tripId])
        await tellContributors(tx, actor, [journeyId], { type: 'journey:trip:synced', ids: { tripId } })
      }),

    removeTrip: (actor, journeyId, tripId) =>
      db.transaction(async (tx) => {
        await requireJourneyRole(tx, actor, journeyId, 'owner')
        const removed = await tx
          .delete(journeyTrips)
          .where(and(eq(journeyTrips.journeyId, journeyId), eq(journeyTrips.tripId, tripId)))
          .returning()
        if (removed.length === 0) return
        await forgetTrip(tx, journeyId, tripId)
        await tellContributors(tx, actor, [journeyId], { type: 'journey:trip:removed', ids: { tripId } })
      }),

    setPreferences: (actor, journeyId, { hideSkeletons }) =>
      db.transaction(async (tx) => {
        const before = await requireJourney(tx, actor, journeyId)
        if (hideSkeletons === undefined) return before
        await tx.update(journeyContributors).set({ hideSkeletons }).where(isContributor(journeyId, actor.userId))
        return { hideSkeletons }
      })
  }
}

/** The trips among these that the actor reaches, with their covers; locked in the order of their ids. */
async function lockTrips(tx: Database, { userId }: Actor, tripIds: number[]): Promise<Map<number, string | null>> {
  const rows = await tx
    .select({ id: trips.id, coverImage: trips.coverImage })
    .from(trips)
    .where(and(inArray(trips.id, tripIds), isAmongTripsOf(tx, userId)))
    .orderBy(asc(trips.id))
    .for('no key update')
  return new Map(rows.map(({ id, coverImage }) => [id, coverImage]))
}

async function getFull(db: Database, actor: Actor, journeyId: number): Promise<JourneyFull> {
  const { role, hideSkeletons } = await requireJourney(db, actor, journeyId)
  const [row] = await db.select().from(journeys).where(eq(journeys.id, journeyId))
  if (!row) throw journeyNotFound()
  const page = { limit: ENTRIES_WITH_JOURNEY, offset: 0 }
  return {
    ...toJourney(row),
    entries: await loadEntries(db, eq(journeyEntries.journeyId, journeyId), page),
    gallery: [],
    trips: await loadLinkedTrips(db, journeyId),
    contributors: await loadContributors(db, journeyId),
    stats: await countEntries(db, journeyId),
    hide_skeletons: hideSkeletons,
    my_role: role
  }
}
