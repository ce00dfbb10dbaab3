import { and, eq } from 'drizzle-orm'
import { Type } from 'typebox'
import { listOrder } from '../../packing/packing-item.row.ts'
import { PackingItem } from '../../packing/packing-item.schema.ts'
import { packingItems } from '../../packing/packing-item.table.ts'
import { defineSharedSection } from '../shared-section.ts'

const Packing = Type.Object({
  packing: Type.Array(Type.Pick(PackingItem, ['name', 'category', 'quantity', 'checked']))
})

/** What is packed for everybody, in the order of the list; private items are nobody else's to see. */
export const sharedPacking = defineSharedSection<typeof Packing>({
  flag: 'share_packing',
  addon: 'packing',
  schema: Packing,
  async read(db, tripId) {
    return {
      packing: await db
        .select({
          name: packingItems.name,
          category: packingItems.category,
          quantity: packingItems.quantity,
          checked: packingItems.checked
        })
        .from(packingItems)
        .where(and(eq(packingItems.tripId, tripId), eq(packingItems.isPrivate, false)))
        .orderBy(...listOrder)
    }
  }
})
