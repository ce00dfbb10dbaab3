import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { countEntries, loadEntries } from './entry.row.ts'
import { journeyNotFound, requireJourney, requireJourneyRole, tellContributors } from './journey-access.ts'
import type { JourneyEntry, MapPin, SharedEntry } from './journey-entry.schema.ts'
import { journeyEntries } from './journey-entry.table.ts'
import type { JourneyShareLink, SharedJourney } from './journey.schema.ts'
import { journeys, journeyShareLinks } from './journey.table.ts'

const TOKEN_BYTES = 24

/** A public link shows at most this many entries. */
const MOST_ENTRIES = 1000

/** Every method but `view` throws `journey_not_found` for a journey the actor neither owns nor contributes to. */
export interface JourneyShareLinkService {
  get(actor: Actor, journeyId: number): Promise<JourneyShareLink | null>
  /** For the owner. There is one link: it stays as it is when there is one. */
  create(actor: Actor, journeyId: number): Promise<{ link: JourneyShareLink; isNew: boolean }>
  /** For the owner. Nothing happens if there is none. */
  delete(actor: Actor, journeyId: number): Promise<void>
  /** What the link shows to whoever has it. @throws {NotFoundError} `journey_not_found` */
  view(token: string): Promise<SharedJourney>
}

export function createJourneyShareLinkService(db: Database): JourneyShareLinkService {
  return {
    async get(actor, journeyId) {
      await requireJourney(db, actor, journeyId)
      return findLink(db, journeyId)
    },

    create: (actor, journeyId) =>
      db.transaction(async (tx) => {
        await requireJourneyRole(tx, actor, journeyId, 'owner')
        const present = await findLink(tx, journeyId)
        if (present) return { link: present, isNew: false }
        const token = randomBytes(TOKEN_BYTES).toString('base64url')
        const [row] = await tx.insert(journeyShareLinks).values({ journeyId, token }).returning()
        if (!row) throw new Error('the link was not kept')
        await tellContributors(tx, actor, [journeyId], { type: 'journey:share:created' })
        return { link: toLink(row), isNew: true }
      }),

    delete: (actor, journeyId) =>
      db.transaction(async (tx) => {
        await requireJourneyRole(tx, actor, journeyId, 'owner')
        const removed = await tx
          .delete(journeyShareLinks)
          .where(eq(journeyShareLinks.journeyId, journeyId))
          .returning({ journeyId: journeyShareLinks.journeyId })
        if (removed.length > 0) await tellContributors(tx, actor, [journeyId], { type: 'journey:share:deleted' })
      }),

    async view(token) {
      const [found] = await db
        .select({ journey: journeys, link: journeyShareLinks })
        .from(journeyShareLinks)
        .innerJoin(journeys, eq(journeys.id, journeyShareLinks.journeyId))
        .where(eq(journeyShareLinks.token, token))
      if (!found) throw journeyNotFound()
      const { journey, link } = found
      const written = and(eq(journeyEntries.journeyId, journey.id), eq(journeyEntries.type, 'entry'))
      const showsEntries = link.shareTimeline || link.shareMap
      const entries = showsEntries ? await loadEntries(db, written, { limit: MOST_ENTRIES, offset: 0 }) : []
      return {
        title: journey.title,
        subtitle: journey.subtitle,
        cover_gradient: journey.coverGradient,
        cover_image: journey.coverImage,
        status: journey.status,
        stats: await countEntries(db, journey.id),
        ...(link.shareTimeline && { entries: entries.map((entry) => toSharedEntry(entry, link.shareMap)) }),
        ...(link.shareMap && !link.shareTimeline && { map: entries.flatMap(toPin) }),
        ...(link.shareGallery && { gallery: [] })
      }
    }
  }
}

async function findLink(db: Database, journeyId: number): Promise<JourneyShareLink | null> {
  const [row] = await db.select().from(journeyShareLinks).where(eq(journeyShareLinks.journeyId, journeyId))
  return row ? toLink(row) : null
}

function toLink(row: typeof journeyShareLinks.$inferSelect): JourneyShareLink {
  return {
    token: row.token,
    created_at: row.createdAt.toISOString(),
    share_timeline: row.shareTimeline,
    share_gallery: row.shareGallery,
    share_map: row.shareMap
  }
}

function toSharedEntry(entry: JourneyEntry, showsWhere: boolean): SharedEntry {
  return {
    id: entry.id,
    title: entry.title,
    story: entry.story,
    entry_date: entry.entry_date,
    entry_time: entry.entry_time,
    location_name: entry.location_name,
    mood: entry.mood,
    weather: entry.weather,
    tags: entry.tags,
    pros_cons: entry.pros_cons,
    ...(showsWhere && { location_lat: entry.location_lat, location_lng: entry.location_lng })
  }
}

function toPin({
  entry_date: date,
  location_name: name,
  location_lat: lat,
  location_lng: lng
}: JourneyEntry): MapPin[] {
  return lat === null || lng === null
    ? []
    : [{ entry_date: date, location_name: name, location_lat: lat, location_lng: lng }]
}
