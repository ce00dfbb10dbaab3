import { eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { publish } from '../events.ts'
import { nextPosition } from '../list-order.ts'
import { requirePeople } from '../members/require-people.ts'
import { checkGrams } from '../packing/item-columns.ts'
import { requireAccess, requirePermission } from '../permissions.ts'
import type { Person } from '../users/person.schema.ts'
import { checkColor } from '../values/color.ts'
import { present } from '../values/present.ts'
import { checkText } from '../values/text.ts'
import { getBag, loadBags } from './packing-bag.row.ts'
import type { PackingBag, PackingBagChanges } from './packing-bag.schema.ts'
import { packingBagMembers, packingBags } from './packing-bag.table.ts'

/** Every method throws `trip_not_found` for a trip the actor does not reach; writes ask `packing_edit`. */
export interface PackingBagService {
  /** In order, with who packs them. */
  list(actor: Actor, tripId: number): Promise<PackingBag[]>
  /** Adds a bag after the others. @throws {InvalidInputError} `invalid_value` */
  create(actor: Actor, tripId: number, bag: PackingBagChanges & { name: string }): Promise<PackingBag>
  /**
   * @throws {NotFoundError} `bag_not_found` @throws {InvalidInputError} `invalid_value`, `nothing_to_update`
   */
  update(actor: Actor, tripId: number, bagId: number, changes: PackingBagChanges): Promise<PackingBag>
  /** What is in it stays on the list, in no bag. @throws {NotFoundError} `bag_not_found` */
  delete(actor: Actor, tripId: number, bagId: number): Promise<void>
  /**
   * Replaces who packs a bag; empty: nobody.
   *
   * @throws {NotFoundError} `bag_not_found` @throws {InvalidInputError} `foreign_reference`
   */
  setMembers(actor: Actor, tripId: number, bagId: number, userIds: number[]): Promise<Person[]>
}

export function createPackingBagService(db: Database): PackingBagService {
  return {
    async list(actor, tripId) {
      await requireAccess(db, actor, tripId)
      return loadBags(db, tripId)
    },

    create: (actor, tripId, bag) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        const columns = toColumns(bag)
        const [row] = await tx
          .insert(packingBags)
          .values({ ...columns, name: columns.name, tripId, sortOrder: await nextPosition(tx, packingBags, tripId) })
          .returning({ id: packingBags.id })
        if (!row) throw new Error('the bag was not kept')
        await publish(tx, actor, {
          type: 'packing:bag-created',
          tripId,
          ids: { bagId: row.id },
          what: columns.name
        })
        return getBag(tx, tripId, row.id)
      }),

    update: (actor, tripId, bagId, changes) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        await getBag(tx, tripId, bagId)
        const columns = toColumns(changes)
        if (Object.keys(columns).length === 0)
          throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
        await tx.update(packingBags).set(columns).where(eq(packingBags.id, bagId))
        const bag = await getBag(tx, tripId, bagId)
        await publish(tx, actor, { type: 'packing:bag-updated', tripId, ids: { bagId }, what: bag.name })
        return bag
      }),

    delete: (actor, tripId, bagId) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        const { name } = await getBag(tx, tripId, bagId)
        await tx.delete(packingBags).where(eq(packingBags.id, bagId))
        await publish(tx, actor, { type: 'packing:bag-deleted', tripId, ids: { bagId }, what: name })
      }),

    setMembers: (actor, tripId, bagId, userIds) =>
      db.transaction(async (tx) => {
        await requirePermission(tx, actor, 'packing_edit', tripId)
        const { name } = await getBag(tx, tripId, bagId)
        const rows = (await requirePeople(tx, tripId, userIds, 'userIds')).map((userId) => ({ bagId, userId }))
        await tx.delete(packingBagMembers).where(eq(packingBagMembers.bagId, bagId))
        if (rows.length > 0) await tx.insert(packingBagMembers).values(rows)
        await publish(tx, actor, { type: 'packing:bag-members-updated', tripId, ids: { bagId }, what: name })
        return (await getBag(tx, tripId, bagId)).members
      })
  }
}

function toColumns(changes: PackingBagChanges) {
  return present({
    name: changes.name === undefined ? undefined : checkText(changes.name, 'name'),
    color: changes.color === undefined ? undefined : checkColor(changes.color, 'color'),
    weightLimitGrams: checkGrams(changes.weight_limit_grams, 'weight_limit_grams')
  })
}
