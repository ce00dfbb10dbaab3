import { sql } from 'drizzle-orm'
import { check, index, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { AuthorizationRequest } from '@trek/oauth-server'
import { oauthClients } from '../clients/client.table.ts'
import { digestColumn, instant } from '../columns.ts'

/** An authorization request on its way through login and consent. */
export const oauthInteractions = pgTable(
  'oauth_interactions',
  {
    id: text('id').primaryKey(),
    browserDigest: digestColumn('browser_digest').notNull(),
    joinDigest: digestColumn('join_digest'),
    clientId: text('client_id')
      .notNull()
      .references(() => oauthClients.id, { onDelete: 'cascade' }),
    request: jsonb('request').$type<AuthorizationRequest>().notNull(),
    decision: text('decision').$type<'approved' | 'denied'>(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    expiresAt: instant('expires_at').notNull()
  },
  (table) => [
    uniqueIndex('oauth_interactions_join_index').on(table.joinDigest).where(sql`${table.decision} is null`),
    index('oauth_interactions_client_index').on(table.clientId),
    index('oauth_interactions_expiry_index').on(table.expiresAt),
    check('oauth_interactions_digest_check', sql`octet_length(${table.browserDigest}) = 32`),
    check('oauth_interactions_decision_check', sql`${table.decision} in ('approved', 'denied')`)
  ]
)
