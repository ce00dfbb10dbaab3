import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core'
import { trips } from '../trips/trip.table.ts'
import { users } from '../users/user.table.ts'

/** Who looks after which category of things to pack. A category is only a name: nothing need be in it. */
export const packingCategoryAssignees = pgTable(
  'packing_category_assignees',
  {
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    categoryName: text('category_name').notNull(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' })
  },
  (table) => [
    primaryKey({ columns: [table.tripId, table.categoryName, table.userId] }),
    index('packing_category_assignees_user_index').on(table.userId)
  ]
)

/** The same of to-dos. */
export const todoCategoryAssignees = pgTable(
  'todo_category_assignees',
  {
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    categoryName: text('category_name').notNull(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' })
  },
  (table) => [
    primaryKey({ columns: [table.tripId, table.categoryName, table.userId] }),
    index('todo_category_assignees_user_index').on(table.userId)
  ]
)
