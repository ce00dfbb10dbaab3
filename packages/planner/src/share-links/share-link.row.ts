import { present } from '../values/present.ts'
import type { ShareFlagChanges, ShareFlags, ShareLink } from './share-link.schema.ts'
import type { shareTokens } from './share-link.table.ts'

type ShareLinkRow = typeof shareTokens.$inferSelect

export function toShareFlags(row: ShareLinkRow): ShareFlags {
  return {
    share_map: row.showsMap,
    share_bookings: row.showsBookings,
    share_packing: row.showsPacking,
    share_budget: row.showsBudget,
    share_collab: row.showsChat
  }
}

export function toShareLink(row: ShareLinkRow): ShareLink {
  return {
    token: row.token,
    ...toShareFlags(row),
    created_at: row.createdAt.toISOString(),
    expires_at: row.expiresAt.toISOString()
  }
}

/** The columns that flags set. */
export function toColumns(flags: ShareFlagChanges) {
  return present({
    showsMap: flags.share_map,
    showsBookings: flags.share_bookings,
    showsPacking: flags.share_packing,
    showsBudget: flags.share_budget,
    showsChat: flags.share_collab
  })
}
