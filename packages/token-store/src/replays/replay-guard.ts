import type { ReplayGuard } from '@trek/oauth-server'
import { inSeconds } from '../columns.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { oauthUsedIdentifiers } from './used-identifier.table.ts'

export function createReplayGuard(db: Database): ReplayGuard {
  return {
    /** The primary key decides: of callers on any number of nodes one inserts. */
    async isFirstUse({ digest, ttlSeconds }) {
      const inserted = await db
        .insert(oauthUsedIdentifiers)
        .values({ digest: checkDigest(digest), expiresAt: inSeconds(ttlSeconds) })
        .onConflictDoNothing()
        .returning({ digest: oauthUsedIdentifiers.digest })
      return inserted.length > 0
    }
  }
}
