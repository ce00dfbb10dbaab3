import { PackingItem } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { BagId, Clearable, creates, destroys, Done, done, PackingItemId, People, sets, TripId } from './arguments.ts'

const ItemOutput = Type.Object({ item: PackingItem })
const ItemsOutput = Type.Object({ items: Type.Array(PackingItem), count: Type.Integer() })
const ItemOnly = Type.Object({ tripId: TripId, itemId: PackingItemId })

const Name = Type.String({ minLength: 1, maxLength: 200, description: 'What to pack' })
const Category = (usual: string) =>
  Type.String({
    maxLength: 100,
    description: `Group of items, free text; use one that is there already. Default: ${usual}`,
    examples: ['Clothes', 'Electronics']
  })
const Quantity = Type.Integer({ minimum: 1, maximum: 999, description: 'How many. Default: 1' })
const Grams = Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'Weight of one piece in grams' })
const IsPrivate = Type.Boolean({ description: 'true: only its owner and the recipients see it' })
const Recipients = People('Who sees a private item beside its owner; replaces those there are')

const CreateItemInput = Type.Object({
  tripId: TripId,
  name: Name,
  category: Type.Optional(Category('General')),
  quantity: Type.Optional(Quantity),
  weight_grams: Type.Optional(Grams),
  bag_id: Type.Optional(BagId),
  is_private: Type.Optional(IsPrivate),
  recipient_ids: Type.Optional(Recipients)
})

export const createPackingItem = defineTool<typeof CreateItemInput, typeof ItemOutput, PlannerContext>({
  name: 'create_packing_item',
  title: 'Add a packing item',
  description:
    'Adds one unpacked item to the end of a trip’s packing list, which the person brings and everybody sees, unless it is private. For several items, use bulk_import_packing.',
  scopes: ['packing:write'],
  addon: 'packing',
  annotations: creates,
  input: CreateItemInput,
  output: ItemOutput,
  async run({ tripId, ...item }, { actor, planner }) {
    return { item: await planner.packing.create(actor, tripId, item) }
  }
})

const UpdateItemInput = Type.Object({
  tripId: TripId,
  itemId: PackingItemId,
  name: Type.Optional(Name),
  category: Type.Optional(Clearable(Type.String({ maxLength: 100, description: 'Group of items, null clears it' }))),
  quantity: Type.Optional(Quantity),
  weight_grams: Type.Optional(Clearable(Grams)),
  bag_id: Type.Optional(Clearable(BagId)),
  is_private: Type.Optional(IsPrivate),
  recipient_ids: Type.Optional(Recipients)
})

export const updatePackingItem = defineTool<typeof UpdateItemInput, typeof ItemOutput, PlannerContext>({
  name: 'update_packing_item',
  title: 'Change a packing item',
  description:
    'Changes the given fields of a packing item; null clears category, weight or bag. Only who brings it says who sees it. To mark it as packed, use toggle_packing_item.',
  scopes: ['packing:write'],
  addon: 'packing',
  annotations: sets,
  input: UpdateItemInput,
  output: ItemOutput,
  async run({ tripId, itemId, ...changes }, { actor, planner }) {
    return { item: await planner.packing.update(actor, tripId, itemId, changes) }
  }
})

const ToggleItemInput = Type.Object({
  tripId: TripId,
  itemId: PackingItemId,
  checked: Type.Boolean({ description: 'true: packed; false: still to pack' })
})

export const togglePackingItem = defineTool<typeof ToggleItemInput, typeof ItemOutput, PlannerContext>({
  name: 'toggle_packing_item',
  title: 'Mark a packing item as packed',
  description: 'Marks a packing item as packed, or as still to pack.',
  scopes: ['packing:write'],
  addon: 'packing',
  annotations: sets,
  input: ToggleItemInput,
  output: ItemOutput,
  async run({ tripId, itemId, checked }, { actor, planner }) {
    return { item: await planner.packing.setChecked(actor, tripId, itemId, checked) }
  }
})

export const deletePackingItem = defineTool<typeof ItemOnly, typeof Done, PlannerContext>({
  name: 'delete_packing_item',
  title: 'Delete a packing item',
  description: 'Takes an item off the packing list for good. If it is only packed, use toggle_packing_item.',
  scopes: ['packing:write'],
  addon: 'packing',
  annotations: destroys,
  input: ItemOnly,
  output: Done,
  async run({ tripId, itemId }, { actor, planner }) {
    await planner.packing.delete(actor, tripId, itemId)
    return done
  }
})

const ReorderInput = Type.Object({
  tripId: TripId,
  orderedIds: Type.Array(Type.Integer({ minimum: 1 }), {
    maxItems: 2000,
    description: 'Packing items in the wanted order, from get_trip_summary'
  })
})

export const reorderPackingItems = defineTool<typeof ReorderInput, typeof Done, PlannerContext>({
  name: 'reorder_packing_items',
  title: 'Order the packing list',
  description:
    'Puts the named items first, in this order; the others follow as they were. With an id that is not on the list nothing is moved.',
  scopes: ['packing:write'],
  addon: 'packing',
  annotations: sets,
  input: ReorderInput,
  output: Done,
  async run({ tripId, orderedIds }, { actor, planner }) {
    await planner.packing.reorder(actor, tripId, orderedIds)
    return done
  }
})

const ImportInput = Type.Object({
  tripId: TripId,
  items: Type.Array(
    Type.Object(
      {
        name: Name,
        category: Type.Optional(Category('Other')),
        quantity: Type.Optional(Quantity),
        bag: Type.Optional(
          Type.String({ maxLength: 100, description: 'Name of a bag; one that the trip does not have is made' })
        ),
        weight_grams: Type.Optional(Grams),
        checked: Type.Optional(Type.Boolean({ description: 'true: packed already' }))
      },
      { additionalProperties: false }
    ),
    { minItems: 1, maxItems: 200, description: 'In the wanted order' }
  )
})

export const bulkImportPacking = defineTool<typeof ImportInput, typeof ItemsOutput, PlannerContext>({
  name: 'bulk_import_packing',
  title: 'Add many packing items',
  description:
    'Adds up to 200 items to the end of the packing list for everybody to see, and makes the bags they name. All of them or, if one does not fit, none. What is on the list already comes twice, so look first.',
  scopes: ['packing:write'],
  addon: 'packing',
  annotations: creates,
  input: ImportInput,
  output: ItemsOutput,
  async run({ tripId, items }, { actor, planner }) {
    const added = await planner.packing.import(actor, tripId, items)
    return { items: added, count: added.length }
  }
})

export const packingTools: Tool<PlannerContext>[] = [
  createPackingItem,
  togglePackingItem,
  deletePackingItem,
  updatePackingItem,
  reorderPackingItems,
  bulkImportPacking
]
