import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { publishAll } from '../events.ts'
import { nextPosition } from '../list-order.ts'
import { bagsByName } from '../packing-bags/named-bags.ts'
import { someNames } from '../values/some-names.ts'
import { checkGrams, checkQuantity } from './item-columns.ts'
import type { ImportedPackingItem } from './packing-item.schema.ts'
import { packingItems } from './packing-item.table.ts'

const USUAL_CATEGORY = 'Other'

/** Adds the items with a name, and the bags that are not there yet. Answers the ids. The caller holds the trip's lock. */
export async function importItems(
  tx: Database,
  actor: Actor,
  tripId: number,
  items: ImportedPackingItem[]
): Promise<number[]> {
  const named = items.filter(({ name }) => name.trim() !== '')
  if (named.length === 0) return []
  const bagNames = named.flatMap(({ bag }) => bag?.trim() || [])
  const { bagIds, events } = await bagsByName(tx, tripId, bagNames)
  const first = await nextPosition(tx, packingItems, tripId)
  const rows = await tx
    .insert(packingItems)
    .values(
      named.map(({ name, category, quantity, weight_grams: grams, bag, checked }, i) => ({
        tripId,
        name: name.trim(),
        category: category?.trim() || USUAL_CATEGORY,
        quantity: checkQuantity(quantity) ?? 1,
        weightGrams: checkGrams(grams, 'weight_grams') ?? null,
        bagId: bagIds.get(bag?.trim() ?? '') ?? null,
        checked: checked ?? false,
        ownerId: actor.userId,
        sortOrder: first + i
      }))
    )
    .returning({ id: packingItems.id, name: packingItems.name })
  // One event however many there are: it says that the list has to be read again.
  await publishAll(tx, actor, {
    tripId,
    events: [{ type: 'packing:created', ids: {} }, ...events],
    what: someNames(rows.map(({ name }) => name))
  })
  return rows.map(({ id }) => id)
}
