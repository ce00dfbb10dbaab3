import { and, eq, gt, sql } from 'drizzle-orm'
import type { DecisionOutcome, DeviceAuthorization, DeviceCodeStore, Digest, NewDeviceCode } from '@trek/oauth-server'
import { oauthClients } from '../clients/client.table.ts'
import { holdSecret } from '../clients/live-secret.ts'
import { inSeconds, now } from '../columns.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { oauthGrants } from '../grants/grant.table.ts'
import { issueTokens } from '../issue-tokens.ts'
import { inTransaction } from '../transaction.ts'
import { oauthDeviceCodes } from './device-code.table.ts'

/** Polls arrive a little early when the one before was slow on its way. */
const PUNCTUALITY = sql`interval '1 second'`
/** RFC 8628 section 3.5. */
const SLOW_DOWN_SECONDS = 5

const { digest, userCodeDigest, state, expiresAt, lastPolledAt, pollInterval } = oauthDeviceCodes
const isExpired = sql<boolean>`${expiresAt} <= ${now}`

export function createDeviceCodeStore(db: Database): DeviceCodeStore {
  return {
    /** The index on user codes decides: of two who drew the same one keeps it. */
    async create({ intervalSeconds, ttlSeconds, ...code }: NewDeviceCode) {
      const created = await db
        .insert(oauthDeviceCodes)
        .values({
          ...code,
          digest: checkDigest(code.digest),
          userCodeDigest: checkDigest(code.userCodeDigest),
          pollInterval: intervalSeconds,
          expiresAt: inSeconds(ttlSeconds)
        })
        .onConflictDoNothing({ target: userCodeDigest })
        .returning({ digest })
      return created.length > 0 ? 'created' : 'user_code_taken'
    },

    async findByUserCode(userCode): Promise<DeviceAuthorization | undefined> {
      const [row] = await db
        .select({ code: oauthDeviceCodes, isExpired })
        .from(oauthDeviceCodes)
        .where(eq(userCodeDigest, checkDigest(userCode)))
      if (!row) return undefined
      const { clientId, scopes, resource, state: kept } = row.code
      return { clientId, scopes, resource, state: kept === 'pending' && row.isExpired ? 'expired' : kept }
    },

    approve: (userCode, { subject, scopes, authenticatedAt }) =>
      decide(db, userCode, {
        state: 'approved',
        subject,
        approvedScopes: scopes,
        authenticatedAt: authenticatedAt ?? null
      }),

    deny: (userCode) => decide(db, userCode, { state: 'denied' }),

    poll(deviceCode, { clientId, secretDigest, resource, accessToken, refreshToken }) {
      return inTransaction(db, async (tx) => {
        const row = await lock(tx, deviceCode)
        if (!row) return { outcome: 'unknown' }
        const { code } = row
        if (code.clientId !== clientId) return { outcome: 'wrong_client' }
        if (resource !== undefined && code.resource !== resource) return { outcome: 'wrong_resource' }
        if (code.state === 'consumed' || code.state === 'denied') return { outcome: code.state }
        if (row.isExpired) return { outcome: 'expired' }
        // Who comes too soon is told what has become of it all the same: `slow_down` only means "still pending".
        if (code.state === 'pending') return { outcome: await notePoll(tx, deviceCode, row.isTooSoon) }

        if (secretDigest && !(await holdSecret(tx, { id: clientId, secretDigest }))) return { outcome: 'client_gone' }
        const { subject, approvedScopes: scopes, authenticatedAt } = code
        if (subject === null || scopes === null) throw new Error('an approved device code without its approval')
        const [grant] = await tx
          .insert(oauthGrants)
          .values({
            subject,
            clientId,
            scopes,
            resource: code.resource,
            authenticatedAt,
            keyThumbprint: refreshToken?.keyThumbprint ?? null,
            currentGeneration: refreshToken ? 1 : 0
          })
          .returning({ id: oauthGrants.id })
        if (!grant) throw new Error('the grant was not kept')
        await tx.update(oauthDeviceCodes).set({ state: 'consumed', grantId: grant.id }).where(eq(digest, deviceCode))
        await tx.update(oauthClients).set({ activeAt: now, retiredAt: null }).where(eq(oauthClients.id, clientId))
        await issueTokens(tx, { grantId: grant.id, generation: 1, scopes, accessToken, refreshToken })
        return {
          outcome: 'redeemed',
          issued: { grantId: grant.id, subject, clientId, scopes, resource: code.resource }
        }
      })
    }
  }
}

/** Polls of one code wait for each other, so of any number at once one finds it approved. */
async function lock(tx: Database, deviceCode: Digest) {
  const [row] = await tx
    .select({
      code: oauthDeviceCodes,
      isExpired,
      isTooSoon: sql<boolean>`coalesce(${lastPolledAt} + make_interval(secs => ${pollInterval}) - ${PUNCTUALITY} > ${now}, false)`
    })
    .from(oauthDeviceCodes)
    .where(eq(digest, checkDigest(deviceCode)))
    .for('update')
  return row
}

async function notePoll(tx: Database, deviceCode: Digest, isTooSoon: boolean): Promise<'pending' | 'slow_down'> {
  await tx
    .update(oauthDeviceCodes)
    .set({ lastPolledAt: now, ...(isTooSoon && { pollInterval: sql`${pollInterval} + ${SLOW_DOWN_SECONDS}` }) })
    .where(eq(digest, deviceCode))
  return isTooSoon ? 'slow_down' : 'pending'
}

/** One statement, so that of many decisions only the first finds the code pending. */
async function decide(
  db: Database,
  userCode: Digest,
  decision: Partial<typeof oauthDeviceCodes.$inferInsert>
): Promise<DecisionOutcome> {
  const ofUserCode = eq(userCodeDigest, checkDigest(userCode))
  const decided = await db
    .update(oauthDeviceCodes)
    .set(decision)
    .where(and(ofUserCode, eq(state, 'pending'), gt(expiresAt, now)))
    .returning({ digest })
  if (decided.length > 0) return 'decided'
  const [row] = await db.select({ state }).from(oauthDeviceCodes).where(ofUserCode)
  if (!row) return 'unknown'
  return row.state === 'pending' ? 'expired' : 'already_decided'
}
