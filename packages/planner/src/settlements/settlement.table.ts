import { sql } from 'drizzle-orm'
import { char, check, index, integer, numeric, pgTable, timestamp } from 'drizzle-orm/pg-core'
import { money } from '../budget/budget-item.table.ts'
import { trips } from '../trips/trip.table.ts'
import { users } from '../users/user.table.ts'

/** Payments between people of a trip that settle what one owes the other. */
export const budgetSettlements = pgTable(
  'budget_settlements',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    fromUserId: integer('from_user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    toUserId: integer('to_user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    amount: money('amount').notNull(),
    /** Null: the trip's currency. */
    currency: char('currency', { length: 3 }),
    /** Units of `currency` for one of the trip's currency; null: not frozen, the rate of the day counts. */
    exchangeRate: numeric('exchange_rate'),
    createdByUserId: integer('created_by_user_id').references(() => users.id, { onDelete: 'set null' }),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('budget_settlements_trip_index').on(table.tripId, table.createdAt),
    index('budget_settlements_from_user_index').on(table.fromUserId),
    index('budget_settlements_to_user_index').on(table.toUserId),
    check('budget_settlements_amount_check', sql`${table.amount} > 0`),
    check('budget_settlements_exchange_rate_check', sql`${table.exchangeRate} > 0`),
    check('budget_settlements_people_check', sql`${table.fromUserId} <> ${table.toUserId}`)
  ]
)
