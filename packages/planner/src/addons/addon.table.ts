import { boolean, pgTable, text, timestamp } from 'drizzle-orm/pg-core'

/** What an administrator decided about an addon; the others are as they come. */
export const addons = pgTable('addons', {
  id: text('id').primaryKey(),
  isEnabled: boolean('enabled').notNull(),
  updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow()
})
