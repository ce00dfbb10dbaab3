import { and, desc, eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { publishTo } from '../events.ts'
import { checkCalendarDate } from '../values/calendar-date.ts'
import { checkCountryCode } from '../values/country-code.ts'
import { checkNumber } from '../values/number.ts'
import { present } from '../values/present.ts'
import { checkText } from '../values/text.ts'
import type { BucketItem, BucketItemChanges, NewBucketItem } from './bucket-item.schema.ts'
import { bucketList } from './bucket-item.table.ts'

/** Everybody has one list, which nobody else sees. */
export interface BucketListService {
  /** Newest first, at most 500. */
  list(actor: Actor): Promise<BucketItem[]>
  /** @throws {InvalidInputError} `invalid_value`, `invalid_country`, `invalid_date` */
  create(actor: Actor, item: NewBucketItem): Promise<BucketItem>
  /** @throws {NotFoundError} `bucket_item_not_found` @throws {InvalidInputError} as `create`, and `nothing_to_update` */
  update(actor: Actor, itemId: number, changes: BucketItemChanges): Promise<BucketItem>
  /** @throws {NotFoundError} `bucket_item_not_found` */
  delete(actor: Actor, itemId: number): Promise<void>
}

const LIST_LIMIT = 500

export function createBucketListService(db: Database): BucketListService {
  return {
    async list(actor) {
      const rows = await db
        .select()
        .from(bucketList)
        .where(eq(bucketList.userId, actor.userId))
        .orderBy(desc(bucketList.createdAt), desc(bucketList.id))
        .limit(LIST_LIMIT)
      return rows.map(toBucketItem)
    },

    create: (actor, item) =>
      db.transaction(async (tx) => {
        const columns = toColumns(item)
        const [row] = await tx
          .insert(bucketList)
          .values({ ...columns, name: columns.name, userId: actor.userId })
          .returning()
        if (!row) throw new Error('the wish was not kept')
        await tell(tx, actor, 'bucketList:created', row)
        return toBucketItem(row)
      }),

    update: (actor, itemId, changes) =>
      db.transaction(async (tx) => {
        const columns = toColumns(changes)
        if (Object.keys(columns).length === 0)
          throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
        const [row] = await tx.update(bucketList).set(columns).where(isTheirs(actor, itemId)).returning()
        if (!row) throw notFound()
        await tell(tx, actor, 'bucketList:updated', row)
        return toBucketItem(row)
      }),

    delete: (actor, itemId) =>
      db.transaction(async (tx) => {
        const [row] = await tx.delete(bucketList).where(isTheirs(actor, itemId)).returning()
        if (!row) throw notFound()
        await tell(tx, actor, 'bucketList:deleted', row)
      })
  }
}

function isTheirs({ userId }: Actor, itemId: number) {
  return and(eq(bucketList.id, itemId), eq(bucketList.userId, userId))
}

function notFound(): NotFoundError {
  return new NotFoundError('bucket_item_not_found', 'Bucket-list item not found')
}

type Row = typeof bucketList.$inferSelect

function tell(tx: Database, actor: Actor, type: `bucketList:${'created' | 'updated' | 'deleted'}`, { id }: Row) {
  return publishTo(tx, actor, [actor.userId], { type, ids: { itemId: id } })
}

/** The columns that changes set, each value checked. */
function toColumns({ name, lat, lng, notes, ...changes }: BucketItemChanges) {
  const { country_code: countryCode, target_date: targetDate } = changes
  checkNumber(lat, 'lat', -90, 90)
  checkNumber(lng, 'lng', -180, 180)
  return present({
    name: name === undefined ? undefined : checkText(name, 'name'),
    lat,
    lng,
    countryCode: countryCode ? checkCountryCode(countryCode) : emptied(countryCode),
    notes: notes?.trim() ? notes : emptied(notes),
    targetDate: targetDate ? checkCalendarDate(targetDate, 'target_date') : emptied(targetDate)
  })
}

/** Nothing where there was an empty text; what was not said stays unsaid. */
function emptied(value: string | null | undefined): null | undefined {
  return value === undefined ? undefined : null
}

function toBucketItem(row: Row): BucketItem {
  return {
    id: row.id,
    user_id: row.userId,
    name: row.name,
    lat: row.lat,
    lng: row.lng,
    country_code: row.countryCode,
    notes: row.notes,
    target_date: row.targetDate,
    created_at: row.createdAt.toISOString()
  }
}
