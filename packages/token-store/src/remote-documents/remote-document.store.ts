import { eq, sql } from 'drizzle-orm'
import type { RemoteDocumentStore } from '@trek/oauth-server'
import { inSeconds, now } from '../columns.ts'
import type { Database } from '../database.ts'
import { oauthRemoteDocuments } from './remote-document.table.ts'

export function createRemoteDocumentStore(db: Database): RemoteDocumentStore {
  const { url, body, fetchedAt, freshUntil, attemptedAt, failedUntil } = oauthRemoteDocuments
  const ageOf = (instant: typeof fetchedAt | typeof attemptedAt) => sql`extract(epoch from ${now} - ${instant})`

  return {
    async find(wanted) {
      const [row] = await db
        .select({
          body,
          isKnown: sql<boolean>`${fetchedAt} is not null`,
          isFresh: sql<boolean>`coalesce(${freshUntil} > ${now}, false)`,
          hasJustFailed: sql<boolean>`coalesce(${failedUntil} > ${now}, false)`,
          ageSeconds: ageOf(fetchedAt).mapWith(Number),
          secondsSinceAttempt: ageOf(attemptedAt).mapWith(Number)
        })
        .from(oauthRemoteDocuments)
        .where(eq(url, wanted))
      if (!row) return undefined
      const { isKnown, body: kept, isFresh, ageSeconds, ...attempt } = row
      return { ...attempt, ...(isKnown && { document: { body: kept, isFresh, ageSeconds } }) }
    },

    async keep(of, document, freshSeconds) {
      const kept = {
        body: document,
        fetchedAt: now,
        freshUntil: inSeconds(freshSeconds),
        attemptedAt: now,
        failedUntil: null
      }
      await db
        .insert(oauthRemoteDocuments)
        .values({ url: of, ...kept })
        .onConflictDoUpdate({ target: url, set: kept })
    },

    async noteFailure(of, retrySeconds) {
      const failed = { attemptedAt: now, failedUntil: inSeconds(retrySeconds) }
      await db
        .insert(oauthRemoteDocuments)
        .values({ url: of, ...failed })
        .onConflictDoUpdate({ target: url, set: failed })
    }
  }
}
