import { users } from '@trek/planner/tables'
import { sql } from 'drizzle-orm'
import { boolean, check, customType, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({
  dataType: () => 'bytea',
  fromDriver: (value) => Buffer.from(value)
})
const instant = (name: string) => timestamp(name, { withTimezone: true })

/** How people sign in. */
export const accountCredentials = pgTable('account_credentials', {
  userId: integer('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** argon2id, in PHC string format. */
  passwordHash: text('password_hash').notNull(),
  mustChangePassword: boolean('must_change_password').notNull().default(false),
  updatedAt: instant('updated_at').notNull().defaultNow()
})

/** Sessions of the web pages; only the digest of the cookie is kept. */
export const accountSessions = pgTable(
  'account_sessions',
  {
    digest: bytes('digest').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull().default(sql`clock_timestamp()`),
    expiresAt: instant('expires_at').notNull()
  },
  (table) => [
    index('account_sessions_user_index').on(table.userId),
    index('account_sessions_expiry_index').on(table.expiresAt),
    check('account_sessions_digest_check', sql`octet_length(${table.digest}) = 32`)
  ]
)

/** Failed logins of an e-mail address or a network address, within a window that starts with the first. */
export const loginFailures = pgTable('login_failures', {
  key: text('key').primaryKey(),
  failures: integer('failures').notNull(),
  windowEndsAt: instant('window_ends_at').notNull()
})
