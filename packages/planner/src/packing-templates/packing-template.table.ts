import { index, integer, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { users } from '../users/user.table.ts'

/** Packing lists to begin with, the same for the whole instance. */
export const packingTemplates = pgTable('packing_templates', {
  id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
  name: text('name').notNull(),
  createdBy: integer('created_by').references(() => users.id, { onDelete: 'set null' }),
  createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
})

/** What a template puts on a list, in order. */
export const packingTemplateItems = pgTable(
  'packing_template_items',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    templateId: integer('template_id')
      .notNull()
      .references(() => packingTemplates.id, { onDelete: 'cascade' }),
    category: text('category').notNull(),
    name: text('name').notNull(),
    sortOrder: integer('sort_order').notNull()
  },
  (table) => [index('packing_template_items_template_index').on(table.templateId, table.sortOrder)]
)
