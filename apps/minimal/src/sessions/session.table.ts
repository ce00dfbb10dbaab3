import { customType, index, pgTable, timestamp, uuid } from 'drizzle-orm/pg-core'
import { users } from '../people/user.table.ts'

const bytes = customType<{ data: Buffer; driverData: Uint8Array }>({ dataType: () => 'bytea' })

/** Browsers that are signed in; only the SHA-256 digest of the cookie is kept. */
export const sessions = pgTable(
  'sessions',
  {
    digest: bytes('digest').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    expiresAt: timestamp('expires_at', { withTimezone: true }).notNull()
  },
  (table) => [index('sessions_user_index').on(table.userId)]
)
