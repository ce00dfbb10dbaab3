import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core'
import { oauthClients } from '../clients/client.table.ts'
import { digestColumn, instant } from '../columns.ts'
import { oauthGrants } from '../grants/grant.table.ts'

/** Authorization codes. A consumed one stays, so that a second use is recognised and ends the grant. */
export const oauthAuthorizationCodes = pgTable(
  'oauth_authorization_codes',
  {
    digest: digestColumn('digest').primaryKey(),
    clientId: text('client_id')
      .notNull()
      .references(() => oauthClients.id, { onDelete: 'cascade' }),
    subject: text('subject').notNull(),
    redirectUri: text('redirect_uri').notNull(),
    isRedirectUriExplicit: boolean('is_redirect_uri_explicit').notNull(),
    scopes: text('scopes').array().notNull(),
    resource: text('resource').notNull(),
    codeChallenge: text('code_challenge').notNull(),
    authenticatedAt: instant('authenticated_at'),
    /** Of the key with which alone it can be redeemed; null: any. */
    keyThumbprint: text('dpop_key_thumbprint'),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    expiresAt: instant('expires_at').notNull(),
    consumedAt: instant('consumed_at'),
    /** For clients that ask twice, when the host allows it: the sealed answer, and what request it answers. */
    replayUntil: instant('replay_until'),
    replayBlob: digestColumn('replay_blob'),
    replayFingerprint: digestColumn('replay_fingerprint'),
    /** The grant issued from it. */
    grantId: uuid('grant_id').references(() => oauthGrants.id, { onDelete: 'cascade' })
  },
  (table) => [
    index('oauth_authorization_codes_client_index').on(table.clientId),
    index('oauth_authorization_codes_subject_index').on(table.subject),
    index('oauth_authorization_codes_grant_index').on(table.grantId),
    index('oauth_authorization_codes_expiry_index').on(table.expiresAt),
    check('oauth_authorization_codes_digest_check', sql`octet_length(${table.digest}) = 32`)
  ]
)
