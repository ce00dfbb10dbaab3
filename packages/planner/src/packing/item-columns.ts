import type { Database } from '../database.ts'
import { getBag } from '../packing-bags/packing-bag.row.ts'
import { present } from '../values/present.ts'
import { checkText } from '../values/text.ts'
import { checkWholeNumber } from '../values/whole-number.ts'
import type { PackingItemChanges } from './packing-item.schema.ts'

const MAX_QUANTITY = 999
/** A ton. */
const MAX_GRAMS = 1_000_000

/** The columns that changes set, each value checked. */
export async function toColumns(tx: Database, tripId: number, changes: PackingItemChanges) {
  if (changes.bag_id != null) await getBag(tx, tripId, changes.bag_id)
  return present({
    name: changes.name === undefined ? undefined : checkText(changes.name, 'name'),
    category: changes.category == null ? changes.category : changes.category.trim() || null,
    quantity: checkQuantity(changes.quantity),
    weightGrams: checkGrams(changes.weight_grams, 'weight_grams'),
    bagId: changes.bag_id,
    isPrivate: changes.is_private
  })
}

export function checkQuantity(quantity: number | undefined): number | undefined {
  return checkWholeNumber(quantity, 'quantity', 1, MAX_QUANTITY)
}

export function checkGrams<Grams extends number | null | undefined>(grams: Grams, argument: string): Grams {
  return checkWholeNumber(grams, argument, 0, MAX_GRAMS)
}
