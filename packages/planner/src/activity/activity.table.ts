import { sql } from 'drizzle-orm'
import { bigint, index, integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { trips } from '../trips/trip.table.ts'
import { users } from '../users/user.table.ts'

/** A change as listeners are told of it, without who may know. */
export interface LoggedEvent {
  type: string
  ids: Record<string, number>
}

/** Who changed what in a trip: one row for each transaction that wrote. */
export const activities = pgTable(
  'activities',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedByDefaultAsIdentity(),
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    /** Null: somebody who is gone. */
    userId: integer('user_id').references(() => users.id, { onDelete: 'set null' }),
    /** The OAuth client through which they acted; null: the pages. */
    clientId: text('client_id'),
    clientName: text('client_name'),
    at: timestamp('at', { withTimezone: true }).notNull().defaultNow(),
    /** What was told; the first one is the headline. */
    events: jsonb('events').$type<LoggedEvent[]>().notNull(),
    what: text('what').notNull(),
    where: text('where'),
    /** The permissions that the change took, and that undoing it takes. */
    actions: text('actions').array().notNull(),
    /** The only person who may know of it; null: everybody on the trip. */
    visibleTo: integer('visible_to').references(() => users.id, { onDelete: 'cascade' }),
    /** The activity that this one undid. It may be gone already. */
    undoes: bigint('undoes', { mode: 'number' }),
    /** The activity that undid this one. */
    undoneBy: bigint('undone_by', { mode: 'number' })
  },
  (table) => [
    index('activities_trip_index').on(table.tripId, table.id),
    index('activities_at_index').on(table.at),
    index('activities_user_index').on(table.userId),
    index('activities_visible_to_index').on(table.visibleTo).where(sql`${table.visibleTo} is not null`),
    index('activities_undone_by_index').on(table.undoneBy).where(sql`${table.undoneBy} is not null`)
  ]
)

/** A row as `to_jsonb` writes it: by column name, in snake_case. */
export type RowImage = Record<string, unknown>

/** The rows that an activity changed, in the order in which it did; written by triggers only. */
export const activityChanges = pgTable(
  'activity_changes',
  {
    seq: bigint('seq', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    activityId: bigint('activity_id', { mode: 'number' })
      .notNull()
      .references(() => activities.id, { onDelete: 'cascade' }),
    table: text('table_name').notNull(),
    /** Null: the row was made. */
    before: jsonb('before').$type<RowImage>(),
    /** Null: the row was deleted. */
    after: jsonb('after').$type<RowImage>()
  },
  (table) => [index('activity_changes_activity_index').on(table.activityId, table.seq)]
)
