import { sql } from 'drizzle-orm'
import { boolean, check, index, integer, pgTable, primaryKey, text, timestamp } from 'drizzle-orm/pg-core'
import { places } from '../places/place.table.ts'
import { trips } from '../trips/trip.table.ts'
import { users } from '../users/user.table.ts'

const journeyId = () =>
  integer('journey_id')
    .notNull()
    .references(() => journeys.id, { onDelete: 'cascade' })
const createdAt = () => timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
const addedAt = () => timestamp('added_at', { withTimezone: true }).notNull().defaultNow()

/** Travel diaries. */
export const journeys = pgTable(
  'journeys',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    /** The owner; has a row among the contributors as well. */
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    title: text('title').notNull(),
    subtitle: text('subtitle'),
    coverGradient: text('cover_gradient'),
    coverImage: text('cover_image'),
    status: text('status').$type<'draft' | 'active' | 'completed' | 'archived'>().notNull().default('active'),
    createdAt: createdAt(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('journeys_user_index').on(table.userId),
    check('journeys_status_check', sql`${table.status} in ('draft', 'active', 'completed', 'archived')`)
  ]
)

/** Who sees a journey, the owner included, and who of them writes. */
export const journeyContributors = pgTable(
  'journey_contributors',
  {
    journeyId: journeyId(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role').$type<'owner' | 'editor' | 'viewer'>().notNull(),
    /** Their own view leaves suggestions out. */
    hideSkeletons: boolean('hide_skeletons').notNull().default(false),
    addedAt: addedAt()
  },
  (table) => [
    primaryKey({ columns: [table.journeyId, table.userId] }),
    index('journey_contributors_user_index').on(table.userId),
    check('journey_contributors_role_check', sql`${table.role} in ('owner', 'editor', 'viewer')`)
  ]
)

/** Trips whose visited places are suggested as entries. */
export const journeyTrips = pgTable(
  'journey_trips',
  {
    journeyId: journeyId(),
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    addedAt: addedAt()
  },
  (table) => [
    primaryKey({ columns: [table.journeyId, table.tripId] }),
    index('journey_trips_trip_index').on(table.tripId)
  ]
)

/** Places whose suggestion somebody deleted: they are not suggested again. */
export const journeyDismissals = pgTable(
  'journey_dismissals',
  {
    journeyId: journeyId(),
    placeId: integer('place_id')
      .notNull()
      .references(() => places.id, { onDelete: 'cascade' })
  },
  (table) => [
    primaryKey({ columns: [table.journeyId, table.placeId] }),
    index('journey_dismissals_place_index').on(table.placeId)
  ]
)

/** A journey's public link. */
export const journeyShareLinks = pgTable('journey_share_links', {
  journeyId: integer('journey_id')
    .primaryKey()
    .references(() => journeys.id, { onDelete: 'cascade' }),
  token: text('token').notNull().unique('journey_share_links_token_unique'),
  shareTimeline: boolean('share_timeline').notNull().default(true),
  shareGallery: boolean('share_gallery').notNull().default(true),
  shareMap: boolean('share_map').notNull().default(true),
  createdAt: createdAt()
})
