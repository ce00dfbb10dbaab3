import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { oauthClients } from '../clients/client.table.ts'
import { digestColumn, instant } from '../columns.ts'
import { oauthGrants } from '../grants/grant.table.ts'

/** What devices without a browser asked for, and what people on other devices said to it (RFC 8628). */
export const oauthDeviceCodes = pgTable(
  'oauth_device_codes',
  {
    digest: digestColumn('digest').primaryKey(),
    /** Of the code people type. It has 35 bits, so whoever reads the table can find it, within its 15 minutes. */
    userCodeDigest: digestColumn('user_code_digest').notNull(),
    clientId: text('client_id')
      .notNull()
      .references(() => oauthClients.id, { onDelete: 'cascade' }),
    scopes: text('scopes').array().notNull(),
    resource: text('resource').notNull(),
    state: text('state').$type<'pending' | 'approved' | 'denied' | 'consumed'>().notNull().default('pending'),
    /** Who approved, and what; null before. */
    subject: text('subject'),
    approvedScopes: text('approved_scopes').array(),
    authenticatedAt: instant('authenticated_at'),
    /** The grant issued from it. */
    grantId: uuid('grant_id').references(() => oauthGrants.id, { onDelete: 'cascade' }),
    /** Seconds between two polls; grows with every one that comes too soon. */
    pollInterval: integer('poll_interval').notNull(),
    lastPolledAt: instant('last_polled_at'),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    expiresAt: instant('expires_at').notNull()
  },
  (table) => [
    uniqueIndex('oauth_device_codes_user_code_index').on(table.userCodeDigest),
    index('oauth_device_codes_client_index').on(table.clientId),
    index('oauth_device_codes_subject_index').on(table.subject),
    index('oauth_device_codes_grant_index').on(table.grantId),
    index('oauth_device_codes_expiry_index').on(table.expiresAt),
    check('oauth_device_codes_digest_check', sql`octet_length(${table.digest}) = 32`),
    check('oauth_device_codes_user_code_check', sql`octet_length(${table.userCodeDigest}) = 32`),
    check('oauth_device_codes_state_check', sql`${table.state} in ('pending', 'approved', 'denied', 'consumed')`),
    check(
      'oauth_device_codes_approval_check',
      sql`${table.state} not in ('approved', 'consumed') or (${table.subject} is not null and ${table.approvedScopes} is not null)`
    )
  ]
)
