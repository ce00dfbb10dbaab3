import { and, eq, gt, isNull, sql } from 'drizzle-orm'
import type { Approval, DecisionOutcome, Interaction, InteractionStore, NewInteraction } from '@trek/oauth-server'
import { oauthAuthorizationCodes } from '../authorization-codes/authorization-code.table.ts'
import { inSeconds, now } from '../columns.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { oauthInteractions } from './interaction.table.ts'
import { inTransaction } from '../transaction.ts'

export function createInteractionStore(db: Database): InteractionStore {
  return {
    async create({ id, browserDigest, request, ttlSeconds, joinDigest }: NewInteraction): Promise<string> {
      const expiresAt = inSeconds(ttlSeconds)
      const [row] = await db
        .insert(oauthInteractions)
        .values({
          id,
          browserDigest: checkDigest(browserDigest),
          joinDigest: checkDigest(joinDigest),
          clientId: request.clientId,
          request,
          expiresAt
        })
        .onConflictDoUpdate({
          target: oauthInteractions.joinDigest,
          targetWhere: isNull(oauthInteractions.decision),
          set: { request, expiresAt }
        })
        .returning({ id: oauthInteractions.id })
      if (!row) throw new Error('the interaction was not kept')
      return row.id
    },

    async find(id: string): Promise<Interaction | undefined> {
      const [row] = await db
        .select({ interaction: oauthInteractions, isExpired: sql<boolean>`${oauthInteractions.expiresAt} <= ${now}` })
        .from(oauthInteractions)
        .where(eq(oauthInteractions.id, id))
      if (!row) return undefined
      const { browserDigest, request, createdAt, expiresAt, decision } = row.interaction
      return {
        id,
        browserDigest,
        request,
        createdAt,
        expiresAt,
        state: decision ?? (row.isExpired ? 'expired' : 'open')
      }
    },

    approve(id: string, approval: Approval): Promise<DecisionOutcome> {
      return inTransaction(db, async (tx) => {
        const interaction = await decide(tx, id, 'approved')
        if (!interaction) return whyNot(tx, id)
        const { request } = interaction
        await tx.insert(oauthAuthorizationCodes).values({
          digest: checkDigest(approval.codeDigest),
          clientId: request.clientId,
          subject: approval.subject,
          redirectUri: request.redirectUri,
          isRedirectUriExplicit: request.isRedirectUriExplicit,
          scopes: approval.scopes,
          resource: request.resource,
          codeChallenge: request.codeChallenge,
          authenticatedAt: approval.authenticatedAt ?? null,
          keyThumbprint: request.keyThumbprint ?? null,
          expiresAt: inSeconds(approval.codeTtlSeconds)
        })
        return 'decided'
      })
    },

    async deny(id: string): Promise<DecisionOutcome> {
      return (await decide(db, id, 'denied')) ? 'decided' : whyNot(db, id)
    }
  }
}

/** One statement, so that of many decisions only the first finds the interaction open. */
async function decide(db: Database, id: string, decision: 'approved' | 'denied') {
  const { id: idColumn, decision: decisionColumn, expiresAt } = oauthInteractions
  const [decided] = await db
    .update(oauthInteractions)
    .set({ decision })
    .where(and(eq(idColumn, id), isNull(decisionColumn), gt(expiresAt, now)))
    .returning({ request: oauthInteractions.request })
  return decided
}

async function whyNot(db: Database, id: string): Promise<DecisionOutcome> {
  const [row] = await db
    .select({ decision: oauthInteractions.decision })
    .from(oauthInteractions)
    .where(eq(oauthInteractions.id, id))
  if (!row) return 'unknown'
  return row.decision ? 'already_decided' : 'expired'
}
