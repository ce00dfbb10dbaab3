import { sql } from 'drizzle-orm'
import {
  check,
  date,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  timestamp,
  uniqueIndex
} from 'drizzle-orm/pg-core'
import { places } from '../places/place.table.ts'
import { trips } from '../trips/trip.table.ts'
import { users } from '../users/user.table.ts'
import { journeys } from './journey.table.ts'

/** What people wrote, and suggestions ("skeletons") that wait to be written; those follow the visits of their place. */
export const journeyEntries = pgTable(
  'journey_entries',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    journeyId: integer('journey_id')
      .notNull()
      .references(() => journeys.id, { onDelete: 'cascade' }),
    /** Where it comes from: both or neither. */
    sourceTripId: integer('source_trip_id').references(() => trips.id, { onDelete: 'set null' }),
    sourcePlaceId: integer('source_place_id').references(() => places.id, { onDelete: 'set null' }),
    /** Of a suggestion: the owner of the journey. */
    authorId: integer('author_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    type: text('type').$type<'entry' | 'skeleton'>().notNull(),
    title: text('title'),
    story: text('story'),
    entryDate: date('entry_date', { mode: 'string' }).notNull(),
    /** HH:MM. */
    entryTime: text('entry_time'),
    locationName: text('location_name'),
    locationLat: doublePrecision('location_lat'),
    locationLng: doublePrecision('location_lng'),
    mood: text('mood'),
    weather: text('weather'),
    tags: jsonb('tags').$type<string[]>().notNull().default([]),
    prosCons: jsonb('pros_cons').$type<{ pros: string[]; cons: string[] }>(),
    visibility: text('visibility').notNull().default('private'),
    /** Position among the entries of its date. */
    sortOrder: integer('sort_order').notNull(),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('journey_entries_order_index').on(table.journeyId, table.entryDate, table.sortOrder, table.id),
    uniqueIndex('journey_entries_place_index').on(table.journeyId, table.sourcePlaceId),
    index('journey_entries_source_trip_index').on(table.sourceTripId),
    index('journey_entries_source_place_index').on(table.sourcePlaceId),
    index('journey_entries_author_index').on(table.authorId),
    check('journey_entries_type_check', sql`${table.type} in ('entry', 'skeleton')`),
    check('journey_entries_skeleton_check', sql`${table.type} = 'entry' or ${table.story} is null`),
    check('journey_entries_lat_check', sql`${table.locationLat} between -90 and 90`),
    check('journey_entries_lng_check', sql`${table.locationLng} between -180 and 180`)
  ]
)
