import { desc, eq, inArray } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { oauthAccessTokens } from './access-token.table.ts'

/** A client that asks a hundred times within it is tidied up after once. */
const DELAY_MS = 100

/** Lets the oldest tokens of a grant go, a moment later: nobody's answer waits for it. */
export function createPruner(db: Database): (grantId: string, keep: number) => void {
  const due = new Set<string>()
  const { id, createdAt, grantId: grant } = oauthAccessTokens

  async function prune(grantId: string, keep: number): Promise<void> {
    const tooMany = db
      .select({ id })
      .from(oauthAccessTokens)
      .where(eq(grant, grantId))
      .orderBy(desc(createdAt))
      .offset(keep)
    await db.delete(oauthAccessTokens).where(inArray(id, tooMany))
  }

  return (grantId, keep) => {
    if (due.has(grantId)) return
    due.add(grantId)
    setTimeout(() => {
      due.delete(grantId)
      // Should the database be away, the client's next token comes back to it.
      prune(grantId, keep).catch(() => {})
    }, DELAY_MS).unref()
  }
}
