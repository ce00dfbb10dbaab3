import { sql } from 'drizzle-orm'
import { char, check, date, doublePrecision, index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { users } from '../users/user.table.ts'

/** Where people would like to go, or what they would like to see. */
export const bucketList = pgTable(
  'bucket_list',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    lat: doublePrecision('lat'),
    lng: doublePrecision('lng'),
    /** ISO 3166-1 alpha-2. */
    countryCode: char('country_code', { length: 2 }),
    notes: text('notes'),
    targetDate: date('target_date', { mode: 'string' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('bucket_list_user_index').on(table.userId),
    check('bucket_list_lat_check', sql`${table.lat} between -90 and 90`),
    check('bucket_list_lng_check', sql`${table.lng} between -180 and 180`)
  ]
)
