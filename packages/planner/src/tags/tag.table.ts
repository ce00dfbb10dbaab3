import { sql } from 'drizzle-orm'
import { check, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { places } from '../places/place.table.ts'
import { users } from '../users/user.table.ts'

/** Words with which people sort places, on all their trips. */
export const tags = pgTable(
  'tags',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    color: text('color').notNull().default('#10b981'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('tags_user_index').on(table.userId, table.name),
    check('tags_color_check', sql`${table.color} ~ '^#[0-9a-fA-F]{6}$'`)
  ]
)

/** Which tags a place has. */
export const placeTags = pgTable(
  'place_tags',
  {
    placeId: integer('place_id')
      .notNull()
      .references(() => places.id, { onDelete: 'cascade' }),
    tagId: integer('tag_id')
      .notNull()
      .references(() => tags.id, { onDelete: 'cascade' })
  },
  (table) => [primaryKey({ columns: [table.placeId, table.tagId] }), index('place_tags_tag_index').on(table.tagId)]
)
