import { pgTable, text } from 'drizzle-orm/pg-core'

/** Settings of the whole instance, such as `perm_trip_edit`. */
export const appSettings = pgTable('app_settings', {
  key: text('key').primaryKey(),
  value: text('value').notNull()
})
