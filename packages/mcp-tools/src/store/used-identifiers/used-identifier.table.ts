import { sql } from 'drizzle-orm'
import { check, index, pgTable } from 'drizzle-orm/pg-core'
import { bytesColumn, instant } from '../columns.ts'

/** What counts once and has been used, until it would be refused for its age. */
export const mcpUsedIdentifiers = pgTable(
  'mcp_used_identifiers',
  {
    digest: bytesColumn('digest').primaryKey(),
    expiresAt: instant('expires_at').notNull()
  },
  (table) => [
    index('mcp_used_identifiers_expiry_index').on(table.expiresAt),
    check('mcp_used_identifiers_digest_check', sql`octet_length(${table.digest}) = 32`)
  ]
)
