import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { AuthorizationCode, AuthorizationCodeStore, Digest, ReplayableAnswer } from '@trek/oauth-server'
import { oauthAccessTokens } from '../access-tokens/access-token.table.ts'
import { oauthClients } from '../clients/client.table.ts'
import { holdSecret } from '../clients/live-secret.ts'
import { inSeconds, now, secondsUntil } from '../columns.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { oauthGrants } from '../grants/grant.table.ts'
import { issueTokens } from '../issue-tokens.ts'
import { oauthRefreshTokens } from '../refresh-tokens/refresh-token.table.ts'
import { oauthAuthorizationCodes } from './authorization-code.table.ts'
import { inTransaction } from '../transaction.ts'

export function createAuthorizationCodeStore(db: Database): AuthorizationCodeStore {
  const findByDigest = db
    .select({ code: oauthAuthorizationCodes, isExpired: sql<boolean>`${oauthAuthorizationCodes.expiresAt} <= ${now}` })
    .from(oauthAuthorizationCodes)
    .where(eq(oauthAuthorizationCodes.digest, sql.placeholder('digest')))
    .prepare('oauth_find_authorization_code')

  return {
    async find(digest: Digest): Promise<AuthorizationCode | undefined> {
      const [row] = await findByDigest.execute({ digest: checkDigest(digest) })
      if (!row) return undefined
      const {
        clientId,
        subject,
        redirectUri,
        isRedirectUriExplicit,
        scopes,
        resource,
        codeChallenge,
        keyThumbprint,
        consumedAt,
        grantId
      } = row.code
      return {
        clientId,
        subject,
        redirectUri,
        isRedirectUriExplicit,
        scopes,
        resource,
        codeChallenge,
        isExpired: row.isExpired,
        isConsumed: consumedAt !== null,
        ...(keyThumbprint !== null && { keyThumbprint }),
        ...(grantId !== null && { grantId })
      }
    },

    async redeem(digest, { accessToken, refreshToken, replay, client }) {
      return inTransaction(db, async (tx) => {
        if (client && !(await holdSecret(tx, client))) return { outcome: 'client_gone' }
        const code = await consume(tx, digest)
        if (!code) return whyNot(tx, digest, replay)
        const { subject, clientId, scopes, resource, authenticatedAt } = code
        const [grant] = await tx
          .insert(oauthGrants)
          .values({
            subject,
            clientId,
            scopes,
            resource,
            authenticatedAt,
            keyThumbprint: refreshToken?.keyThumbprint ?? null,
            currentGeneration: refreshToken ? 1 : 0
          })
          .returning({ id: oauthGrants.id })
        if (!grant) throw new Error('the grant was not kept')
        await tx
          .update(oauthAuthorizationCodes)
          .set({
            grantId: grant.id,
            ...(replay && {
              replayUntil: inSeconds(replay.windowSeconds),
              replayBlob: replay.sealed,
              replayFingerprint: replay.fingerprint
            })
          })
          .where(eq(oauthAuthorizationCodes.digest, digest))
        // From now on it is a client somebody uses.
        await tx.update(oauthClients).set({ activeAt: now, retiredAt: null }).where(eq(oauthClients.id, clientId))
        await issueTokens(tx, { grantId: grant.id, generation: 1, scopes, accessToken, refreshToken })
        return { outcome: 'redeemed', issued: { grantId: grant.id, subject, clientId, scopes, resource } }
      })
    }
  }
}

/** The row lock makes concurrent callers wait for the first, and then find the code consumed. */
async function consume(tx: Database, digest: Digest) {
  const { digest: digestColumn, consumedAt, expiresAt } = oauthAuthorizationCodes
  const [consumed] = await tx
    .update(oauthAuthorizationCodes)
    .set({ consumedAt: now })
    .where(and(eq(digestColumn, checkDigest(digest)), isNull(consumedAt), gt(expiresAt, now)))
    .returning()
  return consumed
}

async function whyNot(tx: Database, digest: Digest, replay: ReplayableAnswer | undefined) {
  const { grantId, replayUntil, replayBlob, replayFingerprint } = oauthAuthorizationCodes
  const isRepetition = replay
    ? sql<boolean>`coalesce(${replayFingerprint} = ${replay.fingerprint} and ${replayUntil} > ${now}, false)`
    : sql<boolean>`false`
  const [row] = await tx
    .select({ grantId, isRepetition, sealed: replayBlob, isGrantLive: sql<boolean>`${oauthGrants.revokedAt} is null` })
    .from(oauthAuthorizationCodes)
    .leftJoin(oauthGrants, eq(oauthGrants.id, grantId))
    .where(eq(oauthAuthorizationCodes.digest, digest))
  if (!row) return { outcome: 'unknown' } as const
  if (row.grantId === null) return { outcome: 'expired' } as const
  if (!row.isRepetition || !row.isGrantLive || row.sealed === null)
    return { outcome: 'consumed', grantId: row.grantId } as const
  return {
    outcome: 'replayed',
    grantId: row.grantId,
    sealed: row.sealed,
    secondsLeft: await firstTokensOf(tx, row.grantId)
  } as const
}

/** The time that is left to what the exchange issued. */
async function firstTokensOf(tx: Database, grantId: string) {
  const [accessToken] = await tx
    .select({ secondsLeft: secondsUntil(oauthAccessTokens.expiresAt) })
    .from(oauthAccessTokens)
    .where(eq(oauthAccessTokens.grantId, grantId))
    .orderBy(oauthAccessTokens.createdAt)
    .limit(1)
  const [refreshToken] = await tx
    .select({ secondsLeft: secondsUntil(oauthRefreshTokens.expiresAt) })
    .from(oauthRefreshTokens)
    .where(and(eq(oauthRefreshTokens.grantId, grantId), eq(oauthRefreshTokens.generation, 1)))
  return { accessToken: accessToken?.secondsLeft ?? 0, refreshToken: refreshToken?.secondsLeft ?? 0 }
}
