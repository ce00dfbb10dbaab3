import { sql } from 'drizzle-orm'
import {
  boolean,
  char,
  check,
  date,
  index,
  integer,
  numeric,
  pgTable,
  primaryKey,
  text,
  timestamp
} from 'drizzle-orm/pg-core'
import { reservations } from '../reservations/reservation.table.ts'
import { trips } from '../trips/trip.table.ts'
import { users } from '../users/user.table.ts'

/** Four digits after the point hold the smallest unit of every currency. */
export const money = (name: string) => numeric(name, { precision: 14, scale: 4 })

/** Expenses, planned or made. */
export const budgetItems = pgTable(
  'budget_items',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    category: text('category').notNull().default('other'),
    name: text('name').notNull(),
    totalPrice: money('total_price').notNull(),
    /** Null: the trip's currency. */
    currency: char('currency', { length: 3 }),
    /** Units of `currency` for one of the trip's currency; null: not frozen, the rate of the day counts. */
    exchangeRate: numeric('exchange_rate'),
    /** Head count: the people of the split, or what was said without one. */
    persons: integer('persons'),
    days: integer('days'),
    note: text('note'),
    sortOrder: integer('sort_order').notNull(),
    expenseDate: date('expense_date', { mode: 'string' }),
    /** The booking whose price it is. */
    reservationId: integer('reservation_id').references(() => reservations.id, { onDelete: 'set null' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('budget_items_trip_index').on(table.tripId),
    index('budget_items_reservation_index').on(table.reservationId),
    check('budget_items_total_price_check', sql`${table.totalPrice} >= 0`),
    check('budget_items_exchange_rate_check', sql`${table.exchangeRate} > 0`),
    check('budget_items_persons_check', sql`${table.persons} > 0`),
    check('budget_items_days_check', sql`${table.days} > 0`)
  ]
)

/** Who shares an expense. Nobody: it is only planned, and counts in no balance. */
export const budgetItemMembers = pgTable(
  'budget_item_members',
  {
    budgetItemId: integer('budget_item_id')
      .notNull()
      .references(() => budgetItems.id, { onDelete: 'cascade' }),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** A mark for the eye; balances follow payers and payments. */
    paid: boolean('paid').notNull().default(false),
    /** A share of their own, in the expense's currency. Null: an equal one, or nothing where others have their own. */
    amount: money('amount')
  },
  (table) => [
    primaryKey({ columns: [table.budgetItemId, table.userId] }),
    index('budget_item_members_user_index').on(table.userId),
    check('budget_item_members_amount_check', sql`${table.amount} >= 0`)
  ]
)

/** Who paid how much of an expense, in its currency. */
export const budgetItemPayers = pgTable(
  'budget_item_payers',
  {
    budgetItemId: integer('budget_item_id')
      .notNull()
      .references(() => budgetItems.id, { onDelete: 'cascade' }),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    amount: money('amount').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.budgetItemId, table.userId] }),
    index('budget_item_payers_user_index').on(table.userId),
    check('budget_item_payers_amount_check', sql`${table.amount} > 0`)
  ]
)

/** The order in which a trip shows its categories of expenses. */
export const budgetCategoryOrder = pgTable(
  'budget_category_order',
  {
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    category: text('category').notNull(),
    sortOrder: integer('sort_order').notNull()
  },
  (table) => [primaryKey({ columns: [table.tripId, table.category] })]
)
