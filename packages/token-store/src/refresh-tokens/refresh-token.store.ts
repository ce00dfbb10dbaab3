import { and, eq, getTableColumns, inArray, isNull, sql, type SQL } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Digest, RateLimit, RefreshToken, RefreshTokenStore, Rotation, RotationRequest } from '@trek/oauth-server'
import { oauthAccessTokens } from '../access-tokens/access-token.table.ts'
import { oauthClients } from '../clients/client.table.ts'
import { isSecretLive } from '../clients/live-secret.ts'
import { inSeconds, isYoungerThan, now, secondsUntil } from '../columns.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { revokeGrant } from '../grants/grant.store.ts'
import { oauthGrants } from '../grants/grant.table.ts'
import { issueTokens } from '../issue-tokens.ts'
import { allowance } from '../rate-limits/allowance.ts'
import { decideRotation } from './decide-rotation.ts'
import { oauthRefreshTokens } from './refresh-token.table.ts'
import { createActiveRenewal } from './renew-active.ts'
import { createActiveRotation } from './rotate-active.ts'
import { createScopeRefusalTaker, secondsSinceScopeRefusal } from './scope-refusal.ts'
import { inTransaction, tryAgain } from '../transaction.ts'

/** Whoever waits longer for the grant's lock is told to try again. */
const LOCK_TIMEOUT = '5s'
/** An answer that got lost is missed within a day, or never. */
const RECOVERY_INTERVAL = sql`interval '24 hours'`

type Grant = typeof oauthGrants.$inferSelect & { waitSeconds: number; isClientLive: boolean; isGrantOver: boolean }
type LockedToken = NonNullable<Awaited<ReturnType<typeof readToken>>>

export function createRefreshTokenStore(db: Database): RefreshTokenStore {
  const findByDigest = db
    .select({
      id: oauthRefreshTokens.id,
      grantId: oauthGrants.id,
      clientId: oauthGrants.clientId,
      subject: oauthGrants.subject,
      scopes: oauthGrants.scopes,
      resource: oauthGrants.resource,
      issuedAt: oauthRefreshTokens.createdAt,
      expiresAt: oauthRefreshTokens.expiresAt,
      grantAgeSeconds: sql`extract(epoch from ${now} - ${oauthGrants.createdAt})`.mapWith(Number),
      keyThumbprint: oauthGrants.keyThumbprint,
      secondsSinceScopeRefusal,
      isActive: sql<boolean>`${oauthRefreshTokens.state} = 'active' and ${oauthRefreshTokens.expiresAt} > ${now} and ${oauthGrants.revokedAt} is null`
    })
    .from(oauthRefreshTokens)
    .innerJoin(oauthGrants, eq(oauthGrants.id, oauthRefreshTokens.grantId))
    .where(eq(oauthRefreshTokens.digest, sql.placeholder('digest')))
    .prepare('oauth_find_refresh_token')

  const rotateActive = createActiveRotation(db)
  const renewActive = createActiveRenewal(db)

  return {
    async find(digest: Digest): Promise<RefreshToken | undefined> {
      const [found] = await findByDigest.execute({ digest: checkDigest(digest) })
      if (!found) return undefined
      const { keyThumbprint, secondsSinceScopeRefusal: seconds, ...token } = found
      return {
        ...token,
        ...(keyThumbprint !== null && { keyThumbprint }),
        ...(seconds !== null && { secondsSinceScopeRefusal: seconds })
      }
    },

    async rotate(request: RotationRequest): Promise<Rotation> {
      const issued = await tryAgain(() => rotateActive(request))
      if (issued) return { outcome: 'rotated', issued }
      return inTransaction(db, async (tx) => {
        await tx.execute(sql.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`))
        // The grant is locked first, always, and the token read after: of concurrent rotations one finds it active.
        const grantOfToken = tx
          .select({ id: oauthRefreshTokens.grantId })
          .from(oauthRefreshTokens)
          .where(eq(oauthRefreshTokens.digest, checkDigest(request.digest)))
        const [grant] = await tx
          .select({
            ...getTableColumns(oauthGrants),
            waitSeconds: secondsToWait(request.rateLimit),
            isClientLive: isClientLive(request.secretDigest),
            isGrantOver: isGrantOver(request.maxGrantAgeSeconds)
          })
          .from(oauthGrants)
          .where(inArray(oauthGrants.id, grantOfToken))
          .for('update')
        const token = await readToken(tx, request)
        if (!grant || !token) return { outcome: 'unknown' }
        return carryOut(tx, grant, token, request)
      })
    },

    renew: (request) => tryAgain(() => renewActive(request)),

    takeScopeRefusal: createScopeRefusalTaker(db)
  }
}

async function carryOut(tx: Database, grant: Grant, token: LockedToken, request: RotationRequest): Promise<Rotation> {
  const grantId = grant.id
  const { successor } = token
  const decision = decideRotation({
    isRightClient: grant.clientId === request.clientId,
    isClientLive: grant.isClientLive,
    isGrantRevoked: grant.revokedAt !== null,
    isGrantOver: grant.isGrantOver,
    token,
    ...(successor && { successor: { ...successor, isNewest: successor.generation === grant.currentGeneration } })
  })
  switch (decision) {
    case 'rotate': {
      if (grant.waitSeconds > 0) return { outcome: 'too_many', grantId, waitSeconds: grant.waitSeconds }
      return { outcome: 'rotated', issued: await issueSuccessor(tx, grant, token, request) }
    }
    case 'replay':
      return repeatAnswer(tx, grantId, token)
    case 'recover':
      if (successor && (await supersede(tx, successor.id)))
        return { outcome: 'recovered', issued: await issueSuccessor(tx, grant, token, request) }
      await revokeGrant(tx, grantId, 'refresh_token_reused')
      return { outcome: 'reused', grantId }
    case 'wrong_client':
      await revokeGrant(tx, grantId, 'wrong_client')
      return { outcome: decision, grantId }
    case 'reused':
      await revokeGrant(tx, grantId, 'refresh_token_reused')
      return { outcome: decision, grantId }
    default:
      return { outcome: decision, grantId }
  }
}

/** The client was known from a moment ago, so it is looked at again, and so is its secret. */
function isClientLive(secretDigest: Digest | undefined): SQL<boolean> {
  return sql<boolean>`exists (
    select 1 from ${oauthClients}
    where ${oauthClients.id} = ${oauthGrants.clientId}
      and ${oauthClients.disabledAt} is null and ${oauthClients.retiredAt} is null
      and ${isSecretLive(oauthClients.id, sql`${secretDigest ? checkDigest(secretDigest) : null}`)})`
}

function isGrantOver(maxAgeSeconds: number | undefined): SQL<boolean> {
  return maxAgeSeconds === undefined ? sql`false` : sql`not ${isYoungerThan(oauthGrants.createdAt, maxAgeSeconds)}`
}

/** Until the grant's next rotation is due; 0: it is. */
function secondsToWait(limit: RateLimit | undefined) {
  if (!limit) return sql`0`.mapWith(Number)
  const { isAllowed, secondsToWait: seconds } = allowance(oauthGrants.rotationsPaidUntil, limit)
  return sql`case when ${isAllowed} then 0 else greatest(ceil(${seconds}), 1) end`.mapWith(Number)
}

async function readToken(tx: Database, { digest, replay }: RotationRequest) {
  const next = alias(oauthRefreshTokens, 'successor')
  const [row] = await tx
    .select({
      id: oauthRefreshTokens.id,
      state: oauthRefreshTokens.state,
      isExpired: sql<boolean>`${oauthRefreshTokens.expiresAt} <= ${now}`,
      isWindowOpen: sql<boolean>`coalesce(${oauthRefreshTokens.replayUntil} > ${now}, false)`,
      isSameRequest: sql<boolean>`coalesce(${oauthRefreshTokens.replayFingerprint} = ${checkDigest(replay.fingerprint)}, false)`,
      isRecent: sql<boolean>`coalesce(${oauthRefreshTokens.rotatedAt} > ${now} - ${RECOVERY_INTERVAL}, false)`,
      replayCount: oauthRefreshTokens.replayCount,
      recoveredCount: oauthRefreshTokens.recoveredCount,
      replayBlob: oauthRefreshTokens.replayBlob,
      successor: {
        id: next.id,
        state: next.state,
        generation: next.generation,
        secondsLeft: secondsUntil(next.expiresAt),
        isWindowOpen: sql<boolean>`coalesce(${next.replayUntil} > ${now}, false)`,
        isUsed: sql<boolean>`exists (select 1 from ${oauthAccessTokens} where ${oauthAccessTokens.refreshTokenId} = ${next.id} and ${oauthAccessTokens.firstUsedAt} is not null)`
      }
    })
    .from(oauthRefreshTokens)
    .leftJoin(next, eq(next.id, oauthRefreshTokens.successorId))
    .where(eq(oauthRefreshTokens.digest, digest))
  if (!row) return undefined
  const { successor, ...token } = row
  return { ...token, ...(successor?.id && { successor }) }
}

async function issueSuccessor(tx: Database, grant: Grant, token: LockedToken, request: RotationRequest) {
  const { id: grantId, subject, clientId, resource } = grant
  const { scopes, accessToken, replay } = request
  const { keyThumbprint = grant.keyThumbprint } = request.successor
  const generation = grant.currentGeneration + 1
  const successorId = await issueTokens(tx, {
    grantId,
    generation,
    scopes,
    accessToken,
    refreshToken: request.successor
  })
  const isRecovery = token.state === 'rotated'
  await tx
    .update(oauthRefreshTokens)
    .set({
      state: 'rotated',
      successorId: successorId ?? null,
      replayUntil: inSeconds(replay.windowSeconds),
      replayBlob: replay.sealed,
      replayFingerprint: replay.fingerprint,
      replayCount: 0,
      ...(isRecovery ? { recoveredCount: token.recoveredCount + 1 } : { rotatedAt: now })
    })
    .where(eq(oauthRefreshTokens.id, token.id))
  await tx
    .update(oauthGrants)
    .set({
      currentGeneration: generation,
      keyThumbprint,
      ...(request.rateLimit && {
        rotationsPaidUntil: allowance(oauthGrants.rotationsPaidUntil, request.rateLimit).next
      })
    })
    .where(eq(oauthGrants.id, grantId))
  return { grantId, subject, clientId, scopes, resource }
}

async function repeatAnswer(tx: Database, grantId: string, token: LockedToken): Promise<Rotation> {
  const { replayBlob: sealed, successor } = token
  if (!sealed || !successor) throw new Error('a rotated refresh token has neither answer nor successor')
  await tx
    .update(oauthRefreshTokens)
    .set({ replayCount: token.replayCount + 1 })
    .where(eq(oauthRefreshTokens.id, token.id))
  const [issued] = await tx
    .select({ secondsLeft: secondsUntil(oauthAccessTokens.expiresAt) })
    .from(oauthAccessTokens)
    .where(eq(oauthAccessTokens.refreshTokenId, successor.id))
  return {
    outcome: 'replayed',
    grantId,
    sealed,
    secondsLeft: { accessToken: issued?.secondsLeft ?? 0, refreshToken: successor.secondsLeft }
  }
}

/** Ends what was issued in a lost answer. False when its access token turns out to be in use after all. */
async function supersede(tx: Database, refreshTokenId: string): Promise<boolean> {
  const ofLostAnswer = eq(oauthAccessTokens.refreshTokenId, refreshTokenId)
  await tx
    .update(oauthAccessTokens)
    .set({ revokedAt: now })
    .where(and(ofLostAnswer, isNull(oauthAccessTokens.firstUsedAt)))
  const [used] = await tx
    .select({ id: oauthAccessTokens.id })
    .from(oauthAccessTokens)
    .where(and(ofLostAnswer, sql`${oauthAccessTokens.firstUsedAt} is not null`))
  if (used) return false
  await tx.update(oauthRefreshTokens).set({ state: 'superseded' }).where(eq(oauthRefreshTokens.id, refreshTokenId))
  return true
}
