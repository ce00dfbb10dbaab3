import { sql } from 'drizzle-orm'
import { check, index, json, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { bytesColumn, instant } from '../columns.ts'

/** A write that a client may send again, and what came of it. */
export const mcpIdempotentCalls = pgTable(
  'mcp_idempotent_calls',
  {
    /** Of subject, client, tool and the client's key. */
    digest: bytesColumn('digest').primaryKey(),
    subject: text('subject').notNull(),
    argumentsDigest: text('arguments_digest').notNull(),
    /** Which of the requests that came with the key runs it. */
    run: uuid('run').notNull(),
    state: text('state').$type<'running' | 'done'>().notNull(),
    /** Not `jsonb`, which refuses texts that JSON allows (U+0000, half of a surrogate pair): nobody looks into it here. */
    result: json('result'),
    /** Of a running one: when its node must have died. */
    expiresAt: instant('expires_at').notNull()
  },
  (table) => [
    index('mcp_idempotent_calls_subject_index').on(table.subject),
    index('mcp_idempotent_calls_expiry_index').on(table.expiresAt),
    check('mcp_idempotent_calls_digest_check', sql`octet_length(${table.digest}) = 32`),
    check('mcp_idempotent_calls_state_check', sql`${table.state} in ('running', 'done')`)
  ]
)
