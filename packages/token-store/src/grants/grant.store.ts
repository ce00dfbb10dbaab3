import { and, desc, eq, exists, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { GrantStore, GrantSummary, RevocationReason } from '@trek/oauth-server'
import { oauthAccessTokens } from '../access-tokens/access-token.table.ts'
import { oauthClients } from '../clients/client.table.ts'
import { isYoungerThan, now } from '../columns.ts'
import type { Database } from '../database.ts'
import { oauthRefreshTokens } from '../refresh-tokens/refresh-token.table.ts'
import { inTransaction } from '../transaction.ts'
import { oauthGrants } from './grant.table.ts'
import { type GrantsOf, voidApprovals } from './void-approvals.ts'

export function createGrantStore(db: Database): GrantStore {
  return {
    revoke: (grantId, reason) => revokeGrant(db, grantId, reason),

    async scopesGiven({ subject, clientId, resource, maxAgeSeconds }) {
      const rows = await db
        .select({ scopes: oauthGrants.scopes })
        .from(oauthGrants)
        .where(
          and(
            eq(oauthGrants.subject, subject),
            eq(oauthGrants.clientId, clientId),
            eq(oauthGrants.resource, resource),
            eq(oauthGrants.kind, 'user'),
            isNull(oauthGrants.revokedAt),
            maxAgeSeconds === undefined ? undefined : isYoungerThan(oauthGrants.createdAt, maxAgeSeconds)
          )
        )
      return [...new Set(rows.flatMap(({ scopes }) => scopes))]
    },

    async findEnded(grantIds) {
      if (grantIds.length === 0) return []
      const live = await db
        .select({ id: oauthGrants.id })
        .from(oauthGrants)
        .innerJoin(oauthClients, eq(oauthClients.id, oauthGrants.clientId))
        .where(
          and(inArray(oauthGrants.id, [...grantIds]), isNull(oauthGrants.revokedAt), isNull(oauthClients.disabledAt))
        )
      const ids = new Set(live.map(({ id }) => id))
      return grantIds.filter((id) => !ids.has(id))
    },

    revokeAll: (of, reason) =>
      inTransaction(db, async (tx) => {
        // First: what somebody redeems at this moment is a grant by then, or void.
        await voidApprovals(tx, of)
        return revokeGrants(tx, of, reason)
      }),

    async list({ subject } = {}): Promise<GrantSummary[]> {
      const rows = await db
        .select({
          id: oauthGrants.id,
          kind: oauthGrants.kind,
          subject: oauthGrants.subject,
          clientId: oauthClients.id,
          clientName: oauthClients.name,
          clientKind: oauthClients.kind,
          scopes: oauthGrants.scopes,
          resource: oauthGrants.resource,
          createdAt: oauthGrants.createdAt,
          lastUsedAt: oauthGrants.lastUsedAt
        })
        .from(oauthGrants)
        .innerJoin(oauthClients, eq(oauthClients.id, oauthGrants.clientId))
        .where(
          and(
            subject === undefined ? undefined : eq(oauthGrants.subject, subject),
            isNull(oauthGrants.revokedAt),
            hasLiveToken(db)
          )
        )
        .orderBy(desc(oauthGrants.createdAt), oauthGrants.id)
      return rows.map(({ lastUsedAt, ...grant }) => ({ ...grant, ...(lastUsedAt && { lastUsedAt }) }))
    }
  }
}

/** A grant whose tokens have all expired is over, though nobody ended it. */
function hasLiveToken(db: Database) {
  const refreshTokens = db
    .select({ id: oauthRefreshTokens.id })
    .from(oauthRefreshTokens)
    .where(
      and(
        eq(oauthRefreshTokens.grantId, oauthGrants.id),
        eq(oauthRefreshTokens.state, 'active'),
        gt(oauthRefreshTokens.expiresAt, now)
      )
    )
  const accessTokens = db
    .select({ id: oauthAccessTokens.id })
    .from(oauthAccessTokens)
    .where(
      and(
        eq(oauthAccessTokens.grantId, oauthGrants.id),
        isNull(oauthAccessTokens.revokedAt),
        gt(oauthAccessTokens.expiresAt, now)
      )
    )
  return or(exists(refreshTokens), exists(accessTokens))
}

/** Tokens are looked up together with their grant, so this one row ends them all, everywhere, at once. */
export async function revokeGrant(db: Database, grantId: string, reason: RevocationReason): Promise<boolean> {
  return (await revokeWhere(db, eq(oauthGrants.id, grantId), reason)) > 0
}

export function revokeGrants(db: Database, { subject, clientId }: GrantsOf, reason: RevocationReason): Promise<number> {
  if (subject === undefined && clientId === undefined) throw new TypeError('whose grants are to end?')
  const fits = and(
    subject === undefined ? undefined : eq(oauthGrants.subject, subject),
    clientId === undefined ? undefined : eq(oauthGrants.clientId, clientId)
  )
  return revokeWhere(db, fits, reason)
}

async function revokeWhere(db: Database, fits: ReturnType<typeof and>, reason: RevocationReason): Promise<number> {
  const revoked = await db
    .update(oauthGrants)
    .set({ revokedAt: sql`clock_timestamp()`, revocationReason: reason })
    .where(and(fits, isNull(oauthGrants.revokedAt)))
    .returning({ id: oauthGrants.id })
  return revoked.length
}
