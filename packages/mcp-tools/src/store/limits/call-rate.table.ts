import { index, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from '../columns.ts'

/** One row a caller: until when what all nodes together let through is paid back. */
export const mcpCallRates = pgTable(
  'mcp_call_rates',
  {
    /** Base64url of a SHA-256 digest: nobody can read here who called. */
    key: text('key').primaryKey(),
    paidUntil: instant('paid_until').notNull()
  },
  (table) => [index('mcp_call_rates_expiry_index').on(table.paidUntil)]
)
