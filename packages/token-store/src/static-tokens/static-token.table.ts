import { sql } from 'drizzle-orm'
import { check, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { digestColumn, instant } from '../columns.ts'

/** Tokens people copied into a configuration: no client, no grant, good until deleted unless they were given an end. */
export const oauthStaticTokens = pgTable(
  'oauth_static_tokens',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    digest: digestColumn('digest').notNull(),
    subject: text('subject').notNull(),
    name: text('name').notNull(),
    /** Its first characters, so that a person recognises it. */
    hint: text('hint').notNull(),
    /** Null: everything. */
    scopes: text('scopes').array(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    expiresAt: instant('expires_at'),
    lastUsedAt: instant('last_used_at'),
    /** When its user was last told that such tokens will end. */
    notifiedAt: instant('notified_at')
  },
  (table) => [
    uniqueIndex('oauth_static_tokens_digest_index').on(table.digest),
    index('oauth_static_tokens_subject_index').on(table.subject),
    index('oauth_static_tokens_expiry_index').on(table.expiresAt),
    check('oauth_static_tokens_digest_check', sql`octet_length(${table.digest}) = 32`)
  ]
)
