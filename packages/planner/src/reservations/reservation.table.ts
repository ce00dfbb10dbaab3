import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  text,
  timestamp,
  uniqueIndex
} from 'drizzle-orm/pg-core'
import { dayAssignments } from '../assignments/assignment.table.ts'
import { days } from '../days/day.table.ts'
import { places } from '../places/place.table.ts'
import { dayAccommodations } from '../stays/stay.table.ts'
import { trips } from '../trips/trip.table.ts'

/** Bookings of every kind. Their times are local wall-clock times without a zone, so they are text. */
export const reservations = pgTable(
  'reservations',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    type: text('type').notNull(),
    status: text('status').notNull().default('pending'),
    title: text('title').notNull(),
    dayId: integer('day_id').references(() => days.id, { onDelete: 'set null' }),
    endDayId: integer('end_day_id').references(() => days.id, { onDelete: 'set null' }),
    placeId: integer('place_id').references(() => places.id, { onDelete: 'set null' }),
    assignmentId: integer('assignment_id').references(() => dayAssignments.id, { onDelete: 'set null' }),
    /** The stay that a hotel booking is of. */
    accommodationId: integer('accommodation_id').references(() => dayAccommodations.id, { onDelete: 'set null' }),
    /** `YYYY-MM-DDTHH:MM`, a date or a time. */
    reservationTime: text('reservation_time'),
    reservationEndTime: text('reservation_end_time'),
    location: text('location'),
    confirmationNumber: text('confirmation_number'),
    notes: text('notes'),
    url: text('url'),
    metadata: jsonb('metadata').$type<Record<string, unknown>>(),
    /** Among everything on its day, unless `reservation_day_positions` has one for that day. */
    dayPlanPosition: real('day_plan_position'),
    needsReview: boolean('needs_review').notNull().default(false),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('reservations_trip_index').on(table.tripId),
    index('reservations_day_index').on(table.dayId),
    index('reservations_end_day_index').on(table.endDayId),
    index('reservations_place_index').on(table.placeId),
    index('reservations_assignment_index').on(table.assignmentId),
    uniqueIndex('reservations_accommodation_index').on(table.accommodationId),
    check('reservations_status_check', sql`${table.status} in ('pending', 'confirmed', 'cancelled')`)
  ]
)

/** Where a transport booking starts, stops and ends, in order. */
export const reservationEndpoints = pgTable(
  'reservation_endpoints',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    reservationId: integer('reservation_id')
      .notNull()
      .references(() => reservations.id, { onDelete: 'cascade' }),
    role: text('role').notNull(),
    sequence: integer('sequence').notNull(),
    name: text('name').notNull(),
    /** IATA code. */
    code: text('code'),
    lat: doublePrecision('lat').notNull(),
    lng: doublePrecision('lng').notNull(),
    /** ISO 3166-1 alpha-2, from where it is; found when it is written. */
    countryCode: text('country_code'),
    timezone: text('timezone'),
    /** `HH:MM` and `YYYY-MM-DD`, local. */
    localTime: text('local_time'),
    localDate: text('local_date'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('reservation_endpoints_reservation_index').on(table.reservationId, table.sequence),
    check('reservation_endpoints_role_check', sql`${table.role} in ('from', 'stop', 'to')`),
    check('reservation_endpoints_lat_check', sql`${table.lat} between -90 and 90`),
    check('reservation_endpoints_lng_check', sql`${table.lng} between -180 and 180`)
  ]
)

/** Where a booking of several days stands on each of them. */
export const reservationDayPositions = pgTable(
  'reservation_day_positions',
  {
    reservationId: integer('reservation_id')
      .notNull()
      .references(() => reservations.id, { onDelete: 'cascade' }),
    dayId: integer('day_id')
      .notNull()
      .references(() => days.id, { onDelete: 'cascade' }),
    position: real('position').notNull()
  },
  (table) => [
    primaryKey({ columns: [table.reservationId, table.dayId] }),
    index('reservation_day_positions_day_index').on(table.dayId)
  ]
)
