import { sql } from 'drizzle-orm'
import { check, index, pgTable } from 'drizzle-orm/pg-core'
import { digestColumn, instant } from '../columns.ts'

/** Identifiers of signed statements that were presented, until the statements have expired by themselves. */
export const oauthUsedIdentifiers = pgTable(
  'oauth_used_identifiers',
  {
    digest: digestColumn('digest').primaryKey(),
    expiresAt: instant('expires_at').notNull()
  },
  (table) => [
    index('oauth_used_identifiers_expiry_index').on(table.expiresAt),
    check('oauth_used_identifiers_digest_check', sql`octet_length(${table.digest}) = 32`)
  ]
)
