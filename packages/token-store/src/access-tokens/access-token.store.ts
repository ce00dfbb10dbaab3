import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { AccessTokenStore, Digest, LiveAccessToken } from '@trek/oauth-server'
import { oauthClients } from '../clients/client.table.ts'
import { now } from '../columns.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { oauthGrants } from '../grants/grant.table.ts'
import { oauthAccessTokens } from './access-token.table.ts'

export function createAccessTokenStore(db: Database): AccessTokenStore {
  const findLive = db
    .select({
      id: oauthAccessTokens.id,
      grantId: oauthGrants.id,
      clientId: oauthClients.id,
      clientName: oauthClients.name,
      subject: oauthGrants.subject,
      scopes: oauthAccessTokens.scopes,
      resource: oauthGrants.resource,
      expiresAt: oauthAccessTokens.expiresAt,
      isUsed: sql<boolean>`${oauthAccessTokens.firstUsedAt} is not null`
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
        isNull(oauthClients.disabledAt)
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

  async function find(digest: Digest): Promise<LiveAccessToken | undefined> {
    const [found] = await findLive.execute({ digest: checkDigest(digest) })
    if (!found) return undefined
    const { isUsed, ...token } = found
    if (isUsed || (await rememberUse.execute({ id: token.id })).length > 0) return token
    // Another request was first, or a recovery ended the token in between.
    return find(digest)
  }

  return { find }
}
