import { sql } from 'drizzle-orm'
import { bigint, index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from '../columns.ts'

/** What happened, appended and never changed. No foreign keys: it tells of what is long gone. */
export const oauthAuditEvents = pgTable(
  'oauth_audit_events',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    at: instant('at').notNull().default(sql`clock_timestamp()`),
    type: text('type').notNull(),
    subject: text('subject'),
    actor: text('actor'),
    clientId: text('client_id'),
    grantId: text('grant_id'),
    address: text('address'),
    userAgent: text('user_agent'),
    requestId: text('request_id'),
    detail: jsonb('detail').$type<Record<string, unknown>>()
  },
  (table) => [
    index('oauth_audit_events_at_index').on(table.at),
    index('oauth_audit_events_subject_index').on(table.subject, table.id),
    index('oauth_audit_events_client_index').on(table.clientId, table.id)
  ]
)
