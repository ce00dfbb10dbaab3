import { and, desc, eq, type SQL } from 'drizzle-orm'
import { categories } from '../categories/category.table.ts'
import type { Database } from '../database.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { loadTags } from '../tags/place-tags.ts'
import type { Tag } from '../tags/tag.schema.ts'
import { checkClockTime } from '../values/clock-time.ts'
import { checkCurrency } from '../values/currency.ts'
import { checkNumber } from '../values/number.ts'
import { present } from '../values/present.ts'
import { checkText } from '../values/text.ts'
import type { Place, PlaceChanges, TransportMode } from './place.schema.ts'
import { places } from './place.table.ts'

type PlaceRow = typeof places.$inferSelect
type CategoryRow = typeof categories.$inferSelect

export function toPlace(row: PlaceRow, category: CategoryRow | null, tags: Tag[]): Place {
  return {
    id: row.id,
    trip_id: row.tripId,
    name: row.name,
    description: row.description,
    lat: row.lat,
    lng: row.lng,
    address: row.address,
    category_id: row.categoryId,
    price: row.price === null ? null : Number(row.price),
    currency: row.currency,
    place_time: row.placeTime,
    end_time: row.endTime,
    duration_minutes: row.durationMinutes,
    notes: row.notes,
    image_url: row.imageUrl,
    google_place_id: row.googlePlaceId,
    google_ftid: row.googleFtid,
    osm_id: row.osmId,
    website: row.website,
    phone: row.phone,
    transport_mode: row.transportMode as TransportMode,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
    category: category && { id: category.id, name: category.name, color: category.color, icon: category.icon },
    tags
  }
}

/** The places that match, newest first, in two queries however many there are. */
export async function loadPlaces(db: Database, condition: SQL | undefined, limit?: number): Promise<Place[]> {
  const query = db
    .select({ place: places, category: categories })
    .from(places)
    .leftJoin(categories, eq(categories.id, places.categoryId))
    .where(condition)
    .orderBy(desc(places.id))
    .$dynamic()
  const rows = await (limit === undefined ? query : query.limit(limit))
  const tags = await loadTags(
    db,
    rows.map(({ place }) => place.id)
  )
  return rows.map(({ place, category }) => toPlace(place, category, tags.get(place.id) ?? []))
}

/** A place of this trip. @throws {NotFoundError} `place_not_found` for any other. */
export async function getPlace(db: Database, tripId: number, placeId: number): Promise<Place> {
  const [place] = await loadPlaces(db, and(eq(places.id, placeId), eq(places.tripId, tripId)))
  if (!place) throw new NotFoundError('place_not_found', 'Place not found')
  return place
}

/** The columns that changes set, each value checked. */
export async function toColumns(tx: Database, changes: PlaceChanges) {
  const { lat, lng, price, currency, category_id: categoryId } = changes
  checkNumber(lat, 'lat', -90, 90)
  checkNumber(lng, 'lng', -180, 180)
  checkNumber(price, 'price', 0, 9_999_999_999)
  checkNumber(changes.duration_minutes, 'duration_minutes', 1, 525_600)
  if (categoryId != null) await checkCategory(tx, categoryId)
  return present({
    name: changes.name === undefined ? undefined : checkText(changes.name, 'name'),
    description: changes.description,
    lat,
    lng,
    address: changes.address,
    categoryId,
    price: price == null ? price : String(price),
    currency: currency == null ? currency : checkCurrency(currency),
    placeTime: changes.place_time == null ? changes.place_time : checkClockTime(changes.place_time, 'place_time'),
    endTime: changes.end_time == null ? changes.end_time : checkClockTime(changes.end_time, 'end_time'),
    durationMinutes: changes.duration_minutes,
    notes: changes.notes,
    googlePlaceId: changes.google_place_id,
    googleFtid: changes.google_ftid,
    osmId: changes.osm_id,
    website: changes.website,
    phone: changes.phone,
    transportMode: changes.transport_mode
  })
}

async function checkCategory(tx: Database, categoryId: number): Promise<void> {
  const [category] = await tx.select({ id: categories.id }).from(categories).where(eq(categories.id, categoryId))
  if (!category)
    throw new InvalidInputError('foreign_reference', 'category_id names no category: see the list of categories')
}
