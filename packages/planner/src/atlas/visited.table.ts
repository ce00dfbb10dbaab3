import { char, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { users } from '../users/user.table.ts'

const userId = () =>
  integer('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' })
const createdAt = () => timestamp('created_at', { withTimezone: true }).notNull().defaultNow()

/** Countries that people marked as visited by hand. */
export const visitedCountries = pgTable(
  'visited_countries',
  {
    userId: userId(),
    /** ISO 3166-1 alpha-2. */
    countryCode: char('country_code', { length: 2 }).notNull(),
    createdAt: createdAt()
  },
  (table) => [primaryKey({ columns: [table.userId, table.countryCode] })]
)

/** Countries that people took off their map: they stay off unless a trip has places there. */
export const hiddenCountries = pgTable(
  'hidden_countries',
  {
    userId: userId(),
    countryCode: char('country_code', { length: 2 }).notNull(),
    createdAt: createdAt()
  },
  (table) => [primaryKey({ columns: [table.userId, table.countryCode] })]
)

/** Parts of countries that people marked as visited by hand. */
export const visitedRegions = pgTable(
  'visited_regions',
  {
    userId: userId(),
    /** ISO 3166-2. */
    regionCode: text('region_code').notNull(),
    regionName: text('region_name').notNull(),
    countryCode: char('country_code', { length: 2 }).notNull(),
    createdAt: createdAt()
  },
  (table) => [primaryKey({ columns: [table.userId, table.regionCode] })]
)
