import { index, jsonb, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from '../columns.ts'

/** Documents of other hosts that clients refer to, shared by all nodes. */
export const oauthRemoteDocuments = pgTable(
  'oauth_remote_documents',
  {
    url: text('url').primaryKey(),
    /** Null when it could never be had. */
    body: jsonb('body').$type<unknown>(),
    fetchedAt: instant('fetched_at'),
    freshUntil: instant('fresh_until'),
    attemptedAt: instant('attempted_at').notNull(),
    /** After a failure nobody asks again before this. */
    failedUntil: instant('failed_until')
  },
  (table) => [index('oauth_remote_documents_attempt_index').on(table.attemptedAt)]
)
