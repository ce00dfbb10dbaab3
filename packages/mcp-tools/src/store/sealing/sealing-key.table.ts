import { sql } from 'drizzle-orm'
import { check, integer, pgTable } from 'drizzle-orm/pg-core'
import { bytesColumn, instant } from '../columns.ts'

/** The keys all nodes seal with, one after the other. */
export const mcpSealingKeys = pgTable(
  'mcp_sealing_keys',
  {
    /** One more than the one before: of nodes that make the next key at once, one does. */
    id: integer('id').primaryKey(),
    secret: bytesColumn('secret').notNull(),
    createdAt: instant('created_at').notNull()
  },
  (table) => [check('mcp_sealing_keys_secret_check', sql`octet_length(${table.secret}) = 32`)]
)
