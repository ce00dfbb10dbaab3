import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { digestColumn, instant } from '../columns.ts'
import { oauthGrants } from '../grants/grant.table.ts'
import { oauthRefreshTokens } from '../refresh-tokens/refresh-token.table.ts'

/** Access tokens. Those of an earlier generation stay good until they expire: parallel requests still use them. */
export const oauthAccessTokens = pgTable(
  'oauth_access_tokens',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    digest: digestColumn('digest').notNull(),
    grantId: uuid('grant_id')
      .notNull()
      .references(() => oauthGrants.id, { onDelete: 'cascade' }),
    /** The refresh token issued with it; null when there was none. */
    refreshTokenId: uuid('refresh_token_id').references(() => oauthRefreshTokens.id, { onDelete: 'cascade' }),
    scopes: text('scopes').array().notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    expiresAt: instant('expires_at').notNull(),
    firstUsedAt: instant('first_used_at'),
    revokedAt: instant('revoked_at'),
    /** When it was last refused for want of scope; null: never, or a refresh has been told. */
    scopeRefusedAt: instant('scope_refused_at'),
    /** Of the key that has to be proven with it; null: none. */
    keyThumbprint: text('dpop_key_thumbprint')
  },
  (table) => [
    uniqueIndex('oauth_access_tokens_digest_index').on(table.digest),
    index('oauth_access_tokens_grant_index').on(table.grantId, table.createdAt),
    index('oauth_access_tokens_refresh_token_index').on(table.refreshTokenId),
    index('oauth_access_tokens_expiry_index').on(table.expiresAt),
    check('oauth_access_tokens_digest_check', sql`octet_length(${table.digest}) = 32`)
  ]
)
