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
      expiresAt: oauthAccessTokens.expiresAt
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

  return {
    async find(digest: Digest): Promise<LiveAccessToken | undefined> {
      const [token] = await findLive.execute({ digest: checkDigest(digest) })
      return token
    }
  }
}
