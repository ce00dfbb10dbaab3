import { and, asc, eq, inArray, type SQL } from 'drizzle-orm'
import type { Database } from '../database.ts'
import { NotFoundError } from '../errors.ts'
import type { Person } from '../users/person.schema.ts'
import { toPerson } from '../users/person.ts'
import { users } from '../users/user.table.ts'
import type { PackingBag } from './packing-bag.schema.ts'
import { packingBagMembers, packingBags } from './packing-bag.table.ts'

/** The bags of a trip with who packs them, in order, in two queries however many there are. */
export async function loadBags(db: Database, tripId: number, condition?: SQL): Promise<PackingBag[]> {
  const rows = await db
    .select()
    .from(packingBags)
    .where(and(eq(packingBags.tripId, tripId), condition))
    .orderBy(asc(packingBags.sortOrder), asc(packingBags.createdAt), asc(packingBags.id))
  const members = await loadMembers(
    db,
    rows.map(({ id }) => id)
  )
  return rows.map((row) => ({
    id: row.id,
    trip_id: row.tripId,
    name: row.name,
    color: row.color,
    weight_limit_grams: row.weightLimitGrams,
    sort_order: row.sortOrder,
    created_at: row.createdAt.toISOString(),
    members: members.get(row.id) ?? []
  }))
}

async function loadMembers(db: Database, bagIds: number[]): Promise<Map<number, Person[]>> {
  const byBag = new Map<number, Person[]>()
  if (bagIds.length === 0) return byBag
  const rows = await db
    .select({ bagId: packingBagMembers.bagId, user: users })
    .from(packingBagMembers)
    .innerJoin(users, eq(users.id, packingBagMembers.userId))
    .where(inArray(packingBagMembers.bagId, bagIds))
    .orderBy(asc(users.id))
  for (const { bagId, user } of rows) {
    const group = byBag.get(bagId)
    if (group) group.push(toPerson(user))
    else byBag.set(bagId, [toPerson(user)])
  }
  return byBag
}

/** A bag of this trip. @throws {NotFoundError} `bag_not_found` for any other. */
export async function getBag(db: Database, tripId: number, bagId: number): Promise<PackingBag> {
  const [bag] = await loadBags(db, tripId, eq(packingBags.id, bagId))
  if (!bag) throw new NotFoundError('bag_not_found', 'Bag not found')
  return bag
}
