import { and, count, desc, eq, gt, isNull, lte, or, sql } from 'drizzle-orm'
import type { StaticToken, StaticTokenStore } from '@trek/oauth-server'
import { inSeconds, LAST_USE_PRECISION, now } from '../columns.ts'
import type { Database } from '../database.ts'
import { checkDigest } from '../digest.ts'
import { lockOwner } from '../lock-owner.ts'
import { oauthStaticTokens } from './static-token.table.ts'
import { inTransaction } from '../transaction.ts'

const NOTICE_INTERVAL = sql`interval '24 hours'`

export function createStaticTokenStore(db: Database): StaticTokenStore {
  const { id, digest, subject, name, hint, scopes, createdAt, expiresAt, lastUsedAt, notifiedAt } = oauthStaticTokens
  const columns = { id, subject, name, hint, scopes, createdAt, expiresAt, lastUsedAt }
  const isLive = or(isNull(expiresAt), gt(expiresAt, now))
  const findLive = db
    .select({ ...columns, isUseRecent: sql<boolean>`coalesce(${lastUsedAt} > ${now} - ${LAST_USE_PRECISION}, false)` })
    .from(oauthStaticTokens)
    .where(and(eq(digest, sql.placeholder('digest')), isLive))
    .prepare('oauth_find_static_token')

  return {
    create(token, { limit }) {
      return inTransaction(db, async (tx) => {
        await lockOwner(tx, 'oauth_static_tokens', token.subject)
        const [owned] = await tx
          .select({ count: count() })
          .from(oauthStaticTokens)
          .where(and(eq(subject, token.subject), isLive))
        if (owned && owned.count >= limit) return 'limit_reached'
        const [row] = await tx
          .insert(oauthStaticTokens)
          .values({
            digest: checkDigest(token.digest),
            subject: token.subject,
            name: token.name,
            hint: token.hint,
            scopes: token.scopes ?? null,
            expiresAt: token.ttlSeconds === undefined ? null : inSeconds(token.ttlSeconds)
          })
          .returning(columns)
        if (!row) throw new Error('the static token was not kept')
        return toStaticToken(row)
      })
    },

    async find(presented) {
      const [found] = await findLive.execute({ digest: checkDigest(presented) })
      if (!found) return undefined
      const { isUseRecent, ...row } = found
      if (!isUseRecent) await db.update(oauthStaticTokens).set({ lastUsedAt: now }).where(eq(id, row.id))
      return toStaticToken(row)
    },

    async list(of = {}) {
      const rows = await db
        .select(columns)
        .from(oauthStaticTokens)
        .where(and(of.subject === undefined ? undefined : eq(subject, of.subject), isLive))
        .orderBy(desc(createdAt), id)
      return rows.map(toStaticToken)
    },

    async expire(tokenId, ttlSeconds) {
      await db
        .update(oauthStaticTokens)
        .set({ expiresAt: sql`least(coalesce(${expiresAt}, 'infinity'), ${inSeconds(ttlSeconds)})` })
        .where(eq(id, tokenId))
    },

    async delete(tokenId, of = {}) {
      const deleted = await db
        .delete(oauthStaticTokens)
        .where(and(eq(id, tokenId), of.subject === undefined ? undefined : eq(subject, of.subject)))
        .returning({ id })
      return deleted.length > 0
    },

    async isNoticeDue(tokenId) {
      const due = await db
        .update(oauthStaticTokens)
        .set({ notifiedAt: now })
        .where(and(eq(id, tokenId), or(isNull(notifiedAt), lte(notifiedAt, sql`${now} - ${NOTICE_INTERVAL}`))))
        .returning({ id })
      return due.length > 0
    }
  }
}

function toStaticToken({
  scopes,
  expiresAt,
  lastUsedAt,
  ...token
}: Omit<typeof oauthStaticTokens.$inferSelect, 'digest' | 'notifiedAt'>): StaticToken {
  return { ...token, ...(scopes && { scopes }), ...(expiresAt && { expiresAt }), ...(lastUsedAt && { lastUsedAt }) }
}
