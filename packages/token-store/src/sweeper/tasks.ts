import { and, eq, exists, inArray, isNotNull, isNull, lt, not, or, sql } from 'drizzle-orm'
import { oauthAccessTokens } from '../access-tokens/access-token.table.ts'
import { oauthAuditEvents } from '../audit/audit-event.table.ts'
import { oauthAuthorizationCodes } from '../authorization-codes/authorization-code.table.ts'
import { oauthClientSecrets, oauthClients } from '../clients/client.table.ts'
import { now } from '../columns.ts'
import type { Database } from '../database.ts'
import { oauthDeviceCodes } from '../device-codes/device-code.table.ts'
import { oauthGrants } from '../grants/grant.table.ts'
import { oauthInteractions } from '../interactions/interaction.table.ts'
import { oauthRateLimits } from '../rate-limits/rate-limit.table.ts'
import { oauthRefreshTokens } from '../refresh-tokens/refresh-token.table.ts'
import { oauthRemoteDocuments } from '../remote-documents/remote-document.table.ts'
import { oauthUsedIdentifiers } from '../replays/used-identifier.table.ts'
import { oauthStaticTokens } from '../static-tokens/static-token.table.ts'
import { deleteWhere, type SweepTask } from './sweep-task.ts'

const ago = (interval: string) => sql`${now} - ${sql.raw(`interval '${interval}'`)}`

/**
 * What is swept, and how long it is kept beyond its end. Tokens go before grants, grants before clients.
 *
 * - Sealed answers end with their window: only the digest of a rotated refresh token stays.
 * - A rotated refresh token stays until it would have expired, to recognise reuse: after that it is refused anyway.
 * - A used authorization code stays longer than any access token that came of it.
 */
export function sweepTasks(db: Database): SweepTask[] {
  const { grantId } = oauthAccessTokens
  const accessTokensOfGrant = db
    .select({ id: oauthAccessTokens.id })
    .from(oauthAccessTokens)
    .where(eq(grantId, oauthGrants.id))
  const refreshTokensOfGrant = db
    .select({ id: oauthRefreshTokens.id })
    .from(oauthRefreshTokens)
    .where(eq(oauthRefreshTokens.grantId, oauthGrants.id))
  const grantsOfClient = db
    .select({ id: oauthGrants.id })
    .from(oauthGrants)
    .where(and(eq(oauthGrants.clientId, oauthClients.id), isNull(oauthGrants.revokedAt)))
  const isIdle = and(lt(oauthClients.activeAt, ago('90 days')), not(exists(grantsOfClient)))

  return [
    { name: 'sealed answers', sweep: forgetSealedAnswers },
    { name: 'sealed answers of codes', sweep: forgetAnswersOfCodes },
    {
      name: 'access tokens',
      sweep: deleteWhere(oauthAccessTokens, oauthAccessTokens.id, lt(oauthAccessTokens.expiresAt, ago('2 days')))
    },
    {
      name: 'refresh tokens',
      sweep: deleteWhere(oauthRefreshTokens, oauthRefreshTokens.id, lt(oauthRefreshTokens.expiresAt, ago('2 days')))
    },
    {
      name: 'authorization codes',
      sweep: deleteWhere(
        oauthAuthorizationCodes,
        oauthAuthorizationCodes.digest,
        lt(oauthAuthorizationCodes.expiresAt, ago('7 days'))
      )
    },
    {
      name: 'device codes',
      sweep: deleteWhere(oauthDeviceCodes, oauthDeviceCodes.digest, lt(oauthDeviceCodes.expiresAt, ago('1 day')))
    },
    {
      name: 'interactions',
      sweep: deleteWhere(oauthInteractions, oauthInteractions.id, lt(oauthInteractions.expiresAt, ago('1 day')))
    },
    {
      name: 'grants',
      sweep: deleteWhere(
        oauthGrants,
        oauthGrants.id,
        and(
          lt(oauthGrants.createdAt, ago('30 days')),
          or(
            lt(oauthGrants.revokedAt, ago('30 days')),
            and(not(exists(accessTokensOfGrant)), not(exists(refreshTokensOfGrant)))
          )
        )
      )
    },
    {
      name: 'clients nobody ever used',
      sweep: deleteWhere(
        oauthClients,
        oauthClients.id,
        and(
          inArray(oauthClients.kind, ['dynamic', 'document']),
          isNull(oauthClients.activeAt),
          lt(oauthClients.createdAt, ago('1 day'))
        )
      )
    },
    { name: 'clients nobody uses any more', sweep: retireClients },
    {
      name: 'retired clients',
      sweep: deleteWhere(oauthClients, oauthClients.id, lt(oauthClients.retiredAt, ago('1 year')))
    },
    {
      name: 'described clients nobody uses any more',
      sweep: deleteWhere(oauthClients, oauthClients.id, and(eq(oauthClients.kind, 'document'), isIdle))
    },
    {
      name: 'client secrets',
      sweep: deleteWhere(oauthClientSecrets, oauthClientSecrets.digest, lt(oauthClientSecrets.expiresAt, now))
    },
    {
      name: 'static tokens',
      sweep: deleteWhere(oauthStaticTokens, oauthStaticTokens.id, lt(oauthStaticTokens.expiresAt, ago('30 days')))
    },
    {
      name: 'used identifiers',
      sweep: deleteWhere(oauthUsedIdentifiers, oauthUsedIdentifiers.digest, lt(oauthUsedIdentifiers.expiresAt, now))
    },
    {
      name: 'rate limits',
      sweep: deleteWhere(oauthRateLimits, oauthRateLimits.key, lt(oauthRateLimits.paidUntil, ago('1 hour')))
    },
    {
      name: 'remote documents',
      sweep: deleteWhere(
        oauthRemoteDocuments,
        oauthRemoteDocuments.url,
        lt(oauthRemoteDocuments.attemptedAt, ago('30 days'))
      )
    },
    {
      name: 'audit events',
      sweep: deleteWhere(oauthAuditEvents, oauthAuditEvents.id, lt(oauthAuditEvents.at, ago('1 year')))
    }
  ]

  async function retireClients(tx: Database, limit: number): Promise<number> {
    const idle = tx
      .select({ id: oauthClients.id })
      .from(oauthClients)
      .where(and(eq(oauthClients.kind, 'dynamic'), isNull(oauthClients.retiredAt), isIdle))
      .limit(limit)
      .for('update', { skipLocked: true })
    const retired = await tx
      .update(oauthClients)
      .set({ retiredAt: now })
      .where(inArray(oauthClients.id, idle))
      .returning({ id: oauthClients.id })
    return retired.length
  }
}

async function forgetSealedAnswers(tx: Database, limit: number): Promise<number> {
  const { id, replayBlob, replayUntil } = oauthRefreshTokens
  const over = tx
    .select({ id })
    .from(oauthRefreshTokens)
    .where(and(isNotNull(replayBlob), lt(replayUntil, now)))
    .limit(limit)
    .for('update', { skipLocked: true })
  const forgotten = await tx
    .update(oauthRefreshTokens)
    .set({ replayBlob: null, replayFingerprint: null })
    .where(inArray(id, over))
    .returning({ id })
  return forgotten.length
}

async function forgetAnswersOfCodes(tx: Database, limit: number): Promise<number> {
  const { digest, replayBlob, replayUntil } = oauthAuthorizationCodes
  const over = tx
    .select({ digest })
    .from(oauthAuthorizationCodes)
    .where(and(isNotNull(replayBlob), lt(replayUntil, now)))
    .limit(limit)
    .for('update', { skipLocked: true })
  const forgotten = await tx
    .update(oauthAuthorizationCodes)
    .set({ replayBlob: null, replayFingerprint: null })
    .where(inArray(digest, over))
    .returning({ digest })
  return forgotten.length
}
