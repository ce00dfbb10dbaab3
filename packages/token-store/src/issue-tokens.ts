import type { NewToken } from '@trek/oauth-server'
import { oauthAccessTokens } from './access-tokens/access-token.table.ts'
import { inSeconds } from './columns.ts'
import type { Database } from './database.ts'
import { checkDigest } from './digest.ts'
import { oauthRefreshTokens } from './refresh-tokens/refresh-token.table.ts'

interface TokensToIssue {
  grantId: string
  generation: number
  scopes: string[]
  accessToken: NewToken
  refreshToken?: NewToken | undefined
}

/** Keeps an access token and, when there is one, its refresh token under a grant; answers with the refresh token's id. */
export async function issueTokens(tx: Database, issue: TokensToIssue): Promise<string | undefined> {
  const { grantId, generation, scopes, accessToken, refreshToken } = issue
  const refreshTokenId = refreshToken && (await insertRefreshToken(tx, grantId, generation, refreshToken))
  await tx.insert(oauthAccessTokens).values({
    digest: checkDigest(accessToken.digest),
    grantId,
    refreshTokenId: refreshTokenId ?? null,
    scopes,
    expiresAt: inSeconds(accessToken.ttlSeconds),
    keyThumbprint: accessToken.keyThumbprint ?? null
  })
  return refreshTokenId
}

async function insertRefreshToken(tx: Database, grantId: string, generation: number, token: NewToken): Promise<string> {
  const [row] = await tx
    .insert(oauthRefreshTokens)
    .values({ digest: checkDigest(token.digest), grantId, generation, expiresAt: inSeconds(token.ttlSeconds) })
    .returning({ id: oauthRefreshTokens.id })
  if (!row) throw new Error('the refresh token was not kept')
  return row.id
}
