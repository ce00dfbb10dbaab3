import { sql } from 'drizzle-orm'
import { boolean, check, index, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core'
import type { ClientAuthenticationMethod, ClientDescription, ClientKind, PublicKeySet } from '@trek/oauth-server'
import { digestColumn, instant } from '../columns.ts'

/** OAuth clients; one that is disabled keeps its rows and can do nothing. */
export const oauthClients = pgTable(
  'oauth_clients',
  {
    id: text('id').primaryKey(),
    kind: text('kind').$type<ClientKind>().notNull(),
    name: text('name').notNull(),
    redirectUris: text('redirect_uris').array().notNull(),
    authenticationMethod: text('authentication_method').$type<ClientAuthenticationMethod>().notNull(),
    grantTypes: text('grant_types').array().notNull(),
    applicationType: text('application_type').$type<'native' | 'web'>().notNull(),
    scopes: text('scopes').array(),
    owner: text('owner'),
    keys: jsonb('keys').$type<PublicKeySet>(),
    keysUrl: text('keys_url'),
    isDpopBound: boolean('dpop_bound_access_tokens').notNull().default(false),
    description: jsonb('description').$type<ClientDescription>().notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    /** When somebody last completed an authorization with it; null: nobody ever did. */
    activeAt: instant('active_at'),
    /** Set when nobody had used it for long; it comes back to life when it asks a person for authorization. */
    retiredAt: instant('retired_at'),
    disabledAt: instant('disabled_at'),
    /** Where a dynamic client was registered from, to limit registrations that lead to nothing. */
    registeredFrom: text('registered_from'),
    /** Digest of all a public client registered with: the same again, before anybody used it, is the same client. */
    fingerprint: digestColumn('fingerprint')
  },
  (table) => [
    index('oauth_clients_owner_index').on(table.owner),
    index('oauth_clients_unused_index')
      .on(table.registeredFrom, table.createdAt)
      .where(sql`${table.activeAt} is null and ${table.kind} = 'dynamic'`),
    uniqueIndex('oauth_clients_fingerprint_index').on(table.fingerprint).where(sql`${table.activeAt} is null`),
    check('oauth_clients_kind_check', sql`${table.kind} in ('dynamic', 'manual', 'document')`),
    check('oauth_clients_application_type_check', sql`${table.applicationType} in ('native', 'web')`)
  ]
)

/** Digests of client secrets; a client has more than one only while a secret is being replaced. */
export const oauthClientSecrets = pgTable(
  'oauth_client_secrets',
  {
    clientId: text('client_id')
      .notNull()
      .references(() => oauthClients.id, { onDelete: 'cascade' }),
    digest: digestColumn('digest').notNull(),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    /** Set when a newer one took its place; null: good until then. */
    expiresAt: instant('expires_at')
  },
  (table) => [
    primaryKey({ columns: [table.clientId, table.digest] }),
    check('oauth_client_secrets_digest_check', sql`octet_length(${table.digest}) = 32`)
  ]
)
