import { and, eq, gt, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { AccessTokenStore, Digest, LiveAccessToken } from '@trek/oauth-server'
import { oauthClients } from '../clients/client.table.ts'
import { LAST_USE_PRECISION, now } from '../columns.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { oauthGrants } from '../grants/grant.table.ts'
import { oauthAccessTokens } from './access-token.table.ts'
import { createMachineIssuer } from './issue-to-machine.ts'

/** A condition on the host's tables, for the column of a subject. */
export type ActiveSubject = (subject: PgColumn) => SQL

export function createAccessTokenStore(db: Database, isActiveSubject?: ActiveSubject): AccessTokenStore {
  const findLive = db
    .select({
      id: oauthAccessTokens.id,
      kind: oauthGrants.kind,
      grantId: oauthGrants.id,
      clientId: oauthClients.id,
      clientName: oauthClients.name,
      subject: oauthGrants.subject,
      scopes: oauthAccessTokens.scopes,
      resource: oauthGrants.resource,
      issuedAt: oauthAccessTokens.createdAt,
      expiresAt: oauthAccessTokens.expiresAt,
      keyThumbprint: oauthAccessTokens.keyThumbprint,
      isUsed: sql<boolean>`${oauthAccessTokens.firstUsedAt} is not null`,
      isUseRecent: sql<boolean>`coalesce(${oauthGrants.lastUsedAt} > ${now} - ${LAST_USE_PRECISION}, false)`
    })
    .from(oauthAccessTokens)
    .innerJoin(oauthGrants, eq(oauthGrants.id, oauthAccessTokens.grantId))
    .innerJoin(oauthClients, eq(oauthClients.id, oauthGrants.clientId))
    .where(
      and(
        eq(oauthAccessTokens.digest, sql.placeholder('digest')),
        gt(oauthAccessTokens.expiresAt, now),
        isNull(oauthAccessTokens.revokedAt),
        isNull(oauthGrants.revokedAt),
        isNull(oauthClients.disabledAt),
        isActiveSubject?.(oauthGrants.subject)
      )
    )
    .prepare('oauth_find_access_token')

  const rememberUse = db
    .update(oauthAccessTokens)
    .set({ firstUsedAt: now })
    .where(
      and(
        eq(oauthAccessTokens.id, sql.placeholder('id')),
        isNull(oauthAccessTokens.firstUsedAt),
        isNull(oauthAccessTokens.revokedAt)
      )
    )
    .returning({ id: oauthAccessTokens.id })
    .prepare('oauth_remember_access_token_use')

  const rememberLastUse = db
    .update(oauthGrants)
    .set({ lastUsedAt: now })
    .where(
      and(
        eq(oauthGrants.id, sql.placeholder('id')),
        or(isNull(oauthGrants.lastUsedAt), lte(oauthGrants.lastUsedAt, sql`${now} - ${LAST_USE_PRECISION}`))
      )
    )
    .prepare('oauth_remember_grant_use')

  async function find(digest: Digest): Promise<LiveAccessToken | undefined> {
    const [found] = await findLive.execute({ digest: checkDigest(digest) })
    if (!found) return undefined
    const { isUsed, isUseRecent, keyThumbprint, ...token } = found
    // When nothing comes back another request was first, or a recovery ended the token in between.
    if (!isUsed && (await rememberUse.execute({ id: token.id })).length === 0) return find(digest)
    if (!isUseRecent) await rememberLastUse.execute({ id: token.grantId })
    return { ...token, ...(keyThumbprint !== null && { keyThumbprint }) }
  }

  async function revoke(digest: Digest, clientId: string): Promise<boolean> {
    const grantsOfClient = db.select({ id: oauthGrants.id }).from(oauthGrants).where(eq(oauthGrants.clientId, clientId))
    const revoked = await db
      .update(oauthAccessTokens)
      .set({ revokedAt: now })
      .where(
        and(
          eq(oauthAccessTokens.digest, checkDigest(digest)),
          isNull(oauthAccessTokens.revokedAt),
          inArray(oauthAccessTokens.grantId, grantsOfClient)
        )
      )
      .returning({ id: oauthAccessTokens.id })
    return revoked.length > 0
  }

  async function noteScopeRefusal(id: string): Promise<void> {
    await db.update(oauthAccessTokens).set({ scopeRefusedAt: now }).where(eq(oauthAccessTokens.id, id))
  }

  return {
    findsActiveSubjectsOnly: isActiveSubject !== undefined,
    find,
    revoke,
    noteScopeRefusal,
    issueToMachine: createMachineIssuer(db)
  }
}
