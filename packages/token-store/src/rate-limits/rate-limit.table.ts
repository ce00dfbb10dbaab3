import { boolean, index, pgTable, text } from 'drizzle-orm/pg-core'
import { instant } from '../columns.ts'

/** One row a counted thing: until when what it has used of its allowance is paid back. */
export const oauthRateLimits = pgTable(
  'oauth_rate_limits',
  {
    key: text('key').primaryKey(),
    paidUntil: instant('paid_until').notNull(),
    /** What the last one who asked was told. */
    wasAllowed: boolean('was_allowed').notNull()
  },
  (table) => [index('oauth_rate_limits_expiry_index').on(table.paidUntil)]
)
