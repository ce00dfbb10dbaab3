import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text } from 'drizzle-orm/pg-core'
import { bytesColumn, instant } from '../columns.ts'

/** A question to a person, answered on a page of ours. */
export const mcpConfirmations = pgTable(
  'mcp_confirmations',
  {
    /** Of the id: who reads the table cannot open a page with it. */
    digest: bytesColumn('digest').primaryKey(),
    subject: text('subject').notNull(),
    clientName: text('client_name').notNull(),
    message: text('message').notNull(),
    state: text('state').$type<'pending' | 'approved' | 'denied'>().notNull().default('pending'),
    /** Whether the approval was told to who asked: it counts once. */
    isTaken: boolean('is_taken').notNull().default(false),
    expiresAt: instant('expires_at').notNull()
  },
  (table) => [
    index('mcp_confirmations_subject_index').on(table.subject),
    index('mcp_confirmations_expiry_index').on(table.expiresAt),
    check('mcp_confirmations_digest_check', sql`octet_length(${table.digest}) = 32`),
    check('mcp_confirmations_state_check', sql`${table.state} in ('pending', 'approved', 'denied')`)
  ]
)
