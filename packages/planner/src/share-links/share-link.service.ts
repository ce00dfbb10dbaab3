import { randomBytes } from 'node:crypto'
import { and, eq, gt, sql } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { AddonService } from '../addons/addon.service.ts'
import type { Database } from '../database.ts'
import { NotFoundError } from '../errors.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import { trips } from '../trips/trip.table.ts'
import { toColumns, toShareFlags, toShareLink } from './share-link.row.ts'
import type { ShareFlagChanges, ShareLink } from './share-link.schema.ts'
import { shareTokens } from './share-link.table.ts'
import { readSharedTrip, type SharedTrip } from './shared-trip.ts'

/** Every method with an actor throws `trip_not_found` for a trip they do not reach; writes ask `share_manage`. */
export interface ShareLinkService {
  /** The trip's link, also when it has expired. */
  get(actor: Actor, tripId: number): Promise<ShareLink | null>
  /**
   * Makes the trip's link, for 90 days, or changes what it shows: then token and expiry stay. In place of an expired one
   * comes a new one. `created` says which it was.
   */
  set(actor: Actor, tripId: number, flags: ShareFlagChanges): Promise<{ link: ShareLink; created: boolean }>
  /** Nothing happens if there is none. */
  delete(actor: Actor, tripId: number): Promise<void>
  /**
   * What a link shows to whoever has it, with or without an account.
   *
   * @throws {NotFoundError} `share_link_not_found`, the same for one that has expired
   */
  open(token: string): Promise<SharedTrip>
}

const TOKEN_BYTES = 24
const LIFETIME_DAYS = 90

export function createShareLinkService(db: Database, addons: Pick<AddonService, 'isEnabled'>): ShareLinkService {
  return {
    async get(actor, tripId) {
      await requireAccess(db, actor, tripId)
      const [row] = await db.select().from(shareTokens).where(eq(shareTokens.tripId, tripId))
      return row ? toShareLink(row) : null
    },

    set: (actor, tripId, flags) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'share_manage', tripId)
        const columns = toColumns(flags)
        const its = and(eq(shareTokens.tripId, tripId), gt(shareTokens.expiresAt, sql`clock_timestamp()`))
        const [known] = await tx.select().from(shareTokens).where(its)
        if (known) {
          if (Object.keys(columns).length === 0) return { link: toShareLink(known), created: false }
          const [changed] = await tx.update(shareTokens).set(columns).where(its).returning()
          return { link: toShareLink(changed ?? known), created: false }
        }
        await tx.delete(shareTokens).where(eq(shareTokens.tripId, tripId))
        const [made] = await tx
          .insert(shareTokens)
          .values({
            tripId,
            token: randomBytes(TOKEN_BYTES).toString('base64url'),
            createdBy: actor.userId,
            ...columns,
            expiresAt: sql`clock_timestamp() + make_interval(days => ${LIFETIME_DAYS})`
          })
          .returning()
        if (!made) throw new Error('the link was not kept')
        return { link: toShareLink(made), created: true }
      }),

    delete: (actor, tripId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'share_manage', tripId)
        await tx.delete(shareTokens).where(eq(shareTokens.tripId, tripId))
      }),

    async open(token) {
      const [shared] = await db
        .select({ trip: trips, link: shareTokens })
        .from(shareTokens)
        .innerJoin(trips, eq(trips.id, shareTokens.tripId))
        .where(and(eq(shareTokens.token, token), gt(shareTokens.expiresAt, sql`clock_timestamp()`)))
      if (!shared) throw new NotFoundError('share_link_not_found', 'This link shows nothing, or nothing any more')
      return readSharedTrip(db, addons, shared.trip, toShareFlags(shared.link))
    }
  }
}
