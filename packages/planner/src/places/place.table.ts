import { sql } from 'drizzle-orm'
import { char, check, doublePrecision, index, integer, numeric, pgTable, text, timestamp } from 'drizzle-orm/pg-core'
import { categories } from '../categories/category.table.ts'
import { trips } from '../trips/trip.table.ts'

/** A trip's pool of places; visits put them on days. */
export const places = pgTable(
  'places',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    tripId: integer('trip_id')
      .notNull()
      .references(() => trips.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    description: text('description'),
    lat: doublePrecision('lat'),
    lng: doublePrecision('lng'),
    address: text('address'),
    /** Where it is (ISO 3166-1 alpha-2), found when coordinates or address are written. Null: nobody knows. */
    countryCode: char('country_code', { length: 2 }),
    categoryId: integer('category_id').references(() => categories.id, { onDelete: 'set null' }),
    price: numeric('price', { precision: 12, scale: 2 }),
    /** Null: the trip's currency. */
    currency: char('currency', { length: 3 }),
    placeTime: text('place_time'),
    endTime: text('end_time'),
    durationMinutes: integer('duration_minutes').notNull().default(60),
    notes: text('notes'),
    imageUrl: text('image_url'),
    googlePlaceId: text('google_place_id'),
    googleFtid: text('google_ftid'),
    osmId: text('osm_id'),
    website: text('website'),
    phone: text('phone'),
    transportMode: text('transport_mode').notNull().default('walking'),
    createdAt: timestamp('created_at', { withTimezone: true }).notNull().defaultNow(),
    updatedAt: timestamp('updated_at', { withTimezone: true }).notNull().defaultNow()
  },
  (table) => [
    index('places_trip_index').on(table.tripId),
    check('places_lat_check', sql`${table.lat} between -90 and 90`),
    check('places_lng_check', sql`${table.lng} between -180 and 180`),
    check('places_price_check', sql`${table.price} >= 0`),
    check('places_duration_check', sql`${table.durationMinutes} > 0`),
    check(
      'places_transport_mode_check',
      sql`${table.transportMode} in ('walking', 'driving', 'cycling', 'transit', 'flight')`
    )
  ]
)
