import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { digestColumn, instant } from '../columns.ts'
import { oauthGrants } from '../grants/grant.table.ts'

/**
 * Refresh tokens of a grant, one generation after another. The `replay_*` columns keep a sealed copy of the answer for
 * clients that ask twice; only the holder of the presented token can open it.
 */
export const oauthRefreshTokens = pgTable(
  'oauth_refresh_tokens',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    digest: digestColumn('digest').notNull(),
    grantId: uuid('grant_id')
      .notNull()
      .references(() => oauthGrants.id, { onDelete: 'cascade' }),
    generation: integer('generation').notNull(),
    state: text('state').$type<'active' | 'rotated' | 'superseded' | 'revoked'>().notNull().default('active'),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    expiresAt: instant('expires_at').notNull(),
    rotatedAt: instant('rotated_at'),
    /**
     * No foreign key: with one, every rotation looks its successor up once more, and every row that is removed is searched
     * for among all the others. One that is gone is as good as none.
     */
    successorId: uuid('successor_id'),
    replayUntil: instant('replay_until'),
    replayBlob: digestColumn('replay_blob'),
    replayFingerprint: digestColumn('replay_fingerprint'),
    replayCount: integer('replay_count').notNull().default(0),
    recoveredCount: integer('recovered_count').notNull().default(0)
  },
  (table) => [
    uniqueIndex('oauth_refresh_tokens_digest_index').on(table.digest),
    uniqueIndex('oauth_refresh_tokens_generation_index').on(table.grantId, table.generation, table.id),
    index('oauth_refresh_tokens_expiry_index').on(table.expiresAt),
    check('oauth_refresh_tokens_digest_check', sql`octet_length(${table.digest}) = 32`),
    check('oauth_refresh_tokens_state_check', sql`${table.state} in ('active', 'rotated', 'superseded', 'revoked')`)
  ]
)
