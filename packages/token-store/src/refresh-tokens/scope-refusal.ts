import { and, eq, inArray, sql, type SQL } from 'drizzle-orm'
import type { RefreshTokenStore } from '@trek/oauth-server'
import { oauthAccessTokens } from '../access-tokens/access-token.table.ts'
import { now } from '../columns.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { oauthGrants } from '../grants/grant.table.ts'
import { oauthRefreshTokens } from './refresh-token.table.ts'

/** For a refresh token's row: how long ago the access token beside it was refused for want of scope. */
export const secondsSinceScopeRefusal: SQL<number | null> = sql`(
  select extract(epoch from clock_timestamp() - ${oauthAccessTokens.scopeRefusedAt})::float8 from ${oauthAccessTokens}
  where ${oauthAccessTokens.refreshTokenId} = ${oauthRefreshTokens.id} and ${oauthAccessTokens.scopeRefusedAt} is not null
  limit 1)`

/** One statement, so that of concurrent refreshes one is told. */
export function createScopeRefusalTaker(db: Database): RefreshTokenStore['takeScopeRefusal'] {
  const { scopeRefusedAt, refreshTokenId, grantId, scopes, createdAt, expiresAt } = oauthAccessTokens
  return async (digest, withinSeconds) => {
    const activeToken = db
      .select({ id: oauthRefreshTokens.id })
      .from(oauthRefreshTokens)
      .where(and(eq(oauthRefreshTokens.digest, checkDigest(digest)), eq(oauthRefreshTokens.state, 'active')))
    const taken = await db
      .update(oauthAccessTokens)
      .set({ scopeRefusedAt: null })
      .from(oauthGrants)
      .where(
        and(
          inArray(refreshTokenId, activeToken),
          eq(oauthGrants.id, grantId),
          sql`${scopeRefusedAt} > ${now} - make_interval(secs => ${withinSeconds})`,
          sql`${scopes} @> ${oauthGrants.scopes}`,
          sql`${expiresAt} - ${now} > (${expiresAt} - ${createdAt}) / 4`
        )
      )
      .returning({ id: oauthAccessTokens.id })
    return taken.length > 0
  }
}
