import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { GrantKind, RevocationReason } from '@trek/oauth-server'
import { oauthClients } from '../clients/client.table.ts'
import { instant } from '../columns.ts'

/** What a subject gave a client. Tokens live under it and die with it: a revoked grant makes them all void at once. */
export const oauthGrants = pgTable(
  'oauth_grants',
  {
    id: uuid('id').primaryKey().defaultRandom(),
    kind: text('kind').$type<GrantKind>().notNull().default('user'),
    subject: text('subject').notNull(),
    clientId: text('client_id')
      .notNull()
      .references(() => oauthClients.id, { onDelete: 'cascade' }),
    scopes: text('scopes').array().notNull(),
    resource: text('resource').notNull(),
    authenticatedAt: instant('authenticated_at'),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    /** Exact to a minute, so that using a token seldom writes. */
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
    revocationReason: text('revocation_reason').$type<RevocationReason>(),
    /** Until when the rotations so far are paid for. */
    rotationsPaidUntil: instant('rotations_paid_until'),
    /** Generation of the newest refresh token; the first is 1. */
    currentGeneration: integer('current_generation').notNull().default(0),
    /** Of the key that has to be proven with its refresh tokens; null: none. */
    keyThumbprint: text('dpop_key_thumbprint')
  },
  (table) => [
    index('oauth_grants_subject_index').on(table.subject, table.revokedAt),
    index('oauth_grants_client_index').on(table.clientId),
    // A machine client asks for a token again and again, always under the same grant.
    uniqueIndex('oauth_grants_machine_index')
      .on(table.clientId, table.resource)
      .where(sql`${table.kind} = 'machine' and ${table.revokedAt} is null`),
    check('oauth_grants_kind_check', sql`${table.kind} in ('user', 'machine')`)
  ]
)
