import { and, eq, isNull, sql } from 'drizzle-orm'
import type { GrantStore, RevocationReason } from '@trek/oauth-server'
import type { Database } from '../database.ts'
import { oauthGrants } from './grant.table.ts'

export function createGrantStore(db: Database): GrantStore {
  return { revoke: (grantId, reason) => revokeGrant(db, grantId, reason) }
}

/** Tokens are looked up together with their grant, so this one row ends them all, everywhere, at once. */
export async function revokeGrant(db: Database, grantId: string, reason: RevocationReason): Promise<boolean> {
  const revoked = await db
    .update(oauthGrants)
    .set({ revokedAt: sql`clock_timestamp()`, revocationReason: reason })
    .where(and(eq(oauthGrants.id, grantId), isNull(oauthGrants.revokedAt)))
    .returning({ id: oauthGrants.id })
  return revoked.length > 0
}
