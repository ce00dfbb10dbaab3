import { eq, sql } from 'drizzle-orm'
import type { Digest, RefreshToken, RefreshTokenStore, RotationRefusal, RotationRequest } from '@trek/oauth-server'
import { now } from '../columns.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { revokeGrant } from '../grants/grant.store.ts'
import { oauthGrants } from '../grants/grant.table.ts'
import { issueTokens } from '../issue-tokens.ts'
import { oauthRefreshTokens } from './refresh-token.table.ts'

export function createRefreshTokenStore(db: Database): RefreshTokenStore {
  const findByDigest = db
    .select({
      grantId: oauthGrants.id,
      clientId: oauthGrants.clientId,
      subject: oauthGrants.subject,
      scopes: oauthGrants.scopes,
      resource: oauthGrants.resource
    })
    .from(oauthRefreshTokens)
    .innerJoin(oauthGrants, eq(oauthGrants.id, oauthRefreshTokens.grantId))
    .where(eq(oauthRefreshTokens.digest, sql.placeholder('digest')))
    .prepare('oauth_find_refresh_token')

  return {
    async find(digest: Digest): Promise<RefreshToken | undefined> {
      const [token] = await findByDigest.execute({ digest: checkDigest(digest) })
      return token
    },

    async rotate(rotation: RotationRequest) {
      const found = await this.find(rotation.digest)
      if (!found) return { outcome: 'unknown' }
      const { grantId } = found
      return db.transaction(async (tx) => {
        const { grant, token } = await lock(tx, grantId, rotation.digest)
        if (!grant || !token) return { outcome: 'unknown' }
        const refusal = refusalOf(grant, token, rotation)
        if (refusal === 'wrong_client') await revokeGrant(tx, grantId, 'wrong_client')
        if (refusal === 'reused') await revokeGrant(tx, grantId, 'refresh_token_reused')
        if (refusal) return { outcome: refusal, grantId }

        const { subject, clientId, resource } = grant
        const scopes = rotation.scopes ?? grant.scopes
        const generation = grant.currentGeneration + 1
        const { successor, accessToken } = rotation
        const successorId = await issueTokens(tx, { grantId, generation, scopes, accessToken, refreshToken: successor })
        await tx
          .update(oauthRefreshTokens)
          .set({ state: 'rotated', rotatedAt: now, successorId: successorId ?? null })
          .where(eq(oauthRefreshTokens.id, token.id))
        await tx.update(oauthGrants).set({ currentGeneration: generation }).where(eq(oauthGrants.id, grantId))
        return { outcome: 'rotated', issued: { grantId, subject, clientId, scopes, resource } }
      })
    }
  }
}

/** The grant is locked first, always, and the token read after: of concurrent rotations one finds it active. */
async function lock(tx: Database, grantId: string, digest: Digest) {
  const [grant] = await tx.select().from(oauthGrants).where(eq(oauthGrants.id, grantId)).for('update')
  const [token] = await tx
    .select({
      id: oauthRefreshTokens.id,
      state: oauthRefreshTokens.state,
      isExpired: sql<boolean>`${oauthRefreshTokens.expiresAt} <= ${now}`
    })
    .from(oauthRefreshTokens)
    .where(eq(oauthRefreshTokens.digest, digest))
  return { grant, token }
}

function refusalOf(
  grant: typeof oauthGrants.$inferSelect,
  token: { state: string; isExpired: boolean },
  { clientId }: RotationRequest
): RotationRefusal | undefined {
  if (grant.clientId !== clientId) return 'wrong_client'
  if (grant.revokedAt) return 'revoked'
  if (token.isExpired) return 'expired'
  return token.state === 'active' ? undefined : 'reused'
}
