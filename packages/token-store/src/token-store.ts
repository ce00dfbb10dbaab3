import { eq } from 'drizzle-orm'
import type { TokenStore } from '@trek/oauth-server'
import { type ActiveSubject, createAccessTokenStore } from './access-tokens/access-token.store.ts'
import { createAuditStore } from './audit/audit.store.ts'
import { createAuthorizationCodeStore } from './authorization-codes/authorization-code.store.ts'
import { oauthAuthorizationCodes } from './authorization-codes/authorization-code.table.ts'
import { createClientStore } from './clients/client.store.ts'
import { oauthClients } from './clients/client.table.ts'
import type { Database } from './database.ts'
import { createDeviceCodeStore } from './device-codes/device-code.store.ts'
import { oauthDeviceCodes } from './device-codes/device-code.table.ts'
import { createGrantStore } from './grants/grant.store.ts'
import { oauthGrants } from './grants/grant.table.ts'
import { createInteractionStore } from './interactions/interaction.store.ts'
import { createRefreshTokenStore } from './refresh-tokens/refresh-token.store.ts'
import { createRateLimitStore } from './rate-limits/rate-limit.store.ts'
import { createRemoteDocumentStore } from './remote-documents/remote-document.store.ts'
import { createReplayGuard } from './replays/replay-guard.ts'
import { createStaticTokenStore } from './static-tokens/static-token.store.ts'
import { oauthStaticTokens } from './static-tokens/static-token.table.ts'
import { inTransaction } from './transaction.ts'

export interface TokenStoreConditions {
  /**
   * What is true of the subjects who may act, such as `exists (select …)` on a table of the host's. It becomes part of the
   * look-up of access tokens, and saves the guard a question to the host in every request. Default: the guard asks.
   */
  isActiveSubject?: ActiveSubject
}

/**
 * `TokenStore` of `@trek/oauth-server` on Postgres.
 *
 * Takes digests only and throws `TypeError` for anything else; times are the database's. The tables
 * (`@trek/token-store/tables`) must be there: the host migrates them.
 */
export function createTokenStore(db: Database, { isActiveSubject }: TokenStoreConditions = {}): TokenStore {
  return {
    audit: createAuditStore(db),
    clients: createClientStore(db),
    interactions: createInteractionStore(db),
    authorizationCodes: createAuthorizationCodeStore(db),
    deviceCodes: createDeviceCodeStore(db),
    refreshTokens: createRefreshTokenStore(db),
    accessTokens: createAccessTokenStore(db, isActiveSubject),
    grants: createGrantStore(db),
    replays: createReplayGuard(db),
    rateLimits: createRateLimitStore(db),
    remoteDocuments: createRemoteDocumentStore(db),
    staticTokens: createStaticTokenStore(db),
    deleteSubject: (subject) =>
      inTransaction(db, async (tx) => {
        await tx.delete(oauthAuthorizationCodes).where(eq(oauthAuthorizationCodes.subject, subject))
        await tx.delete(oauthDeviceCodes).where(eq(oauthDeviceCodes.subject, subject))
        await tx.delete(oauthGrants).where(eq(oauthGrants.subject, subject))
        await tx.delete(oauthStaticTokens).where(eq(oauthStaticTokens.subject, subject))
        await tx.delete(oauthClients).where(eq(oauthClients.owner, subject))
      })
  }
}
