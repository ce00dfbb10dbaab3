import { PackingBag, Person } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { BagId, Clearable, Color, creates, destroys, Done, done, People, reads, sets, TripId } from './arguments.ts'

const TripOnly = Type.Object({ tripId: TripId })
const BagOnly = Type.Object({ tripId: TripId, bagId: BagId })
const BagOutput = Type.Object({ bag: PackingBag })
const Name = Type.String({ minLength: 1, maxLength: 100, description: 'Name of the bag' })
const Limit = Type.Integer({ minimum: 0, maximum: 1_000_000, description: 'What it may weigh, in grams' })

const ListOutput = Type.Object({ bags: Type.Array(PackingBag) })

export const listPackingBags = defineTool<typeof TripOnly, typeof ListOutput, PlannerContext>({
  name: 'list_packing_bags',
  title: 'List bags',
  description: 'The bags of a trip in order, with who packs them. What is in them is in get_trip_summary.',
  scopes: ['packing:read'],
  addon: 'packing',
  annotations: reads,
  input: TripOnly,
  output: ListOutput,
  async run({ tripId }, { actor, planner }) {
    return { bags: await planner.packingBags.list(actor, tripId) }
  }
})

const CreateBagInput = Type.Object({
  tripId: TripId,
  name: Name,
  color: Type.Optional(Color('Its colour')),
  weight_limit_grams: Type.Optional(Limit)
})

export const createPackingBag = defineTool<typeof CreateBagInput, typeof BagOutput, PlannerContext>({
  name: 'create_packing_bag',
  title: 'Add a bag',
  description: 'Adds a bag that things can be packed into: name it as bag_id in update_packing_item.',
  scopes: ['packing:write'],
  addon: 'packing',
  annotations: creates,
  input: CreateBagInput,
  output: BagOutput,
  async run({ tripId, ...bag }, { actor, planner }) {
    return { bag: await planner.packingBags.create(actor, tripId, bag) }
  }
})

const UpdateBagInput = Type.Object({
  tripId: TripId,
  bagId: BagId,
  name: Type.Optional(Name),
  color: Type.Optional(Color('Its colour')),
  weight_limit_grams: Type.Optional(Clearable(Limit))
})

export const updatePackingBag = defineTool<typeof UpdateBagInput, typeof BagOutput, PlannerContext>({
  name: 'update_packing_bag',
  title: 'Change a bag',
  description: 'Changes the given fields of a bag; null clears the weight limit. Who packs it: set_bag_members.',
  scopes: ['packing:write'],
  addon: 'packing',
  annotations: sets,
  input: UpdateBagInput,
  output: BagOutput,
  async run({ tripId, bagId, ...changes }, { actor, planner }) {
    return { bag: await planner.packingBags.update(actor, tripId, bagId, changes) }
  }
})

export const deletePackingBag = defineTool<typeof BagOnly, typeof Done, PlannerContext>({
  name: 'delete_packing_bag',
  title: 'Delete a bag',
  description: 'Removes a bag. What was in it stays on the packing list, in no bag.',
  scopes: ['packing:write'],
  addon: 'packing',
  annotations: destroys,
  input: BagOnly,
  output: Done,
  async run({ tripId, bagId }, { actor, planner }) {
    await planner.packingBags.delete(actor, tripId, bagId)
    return done
  }
})

const SetMembersInput = Type.Object({
  tripId: TripId,
  bagId: BagId,
  userIds: People('Everybody who packs it from now on; empty: nobody')
})
const MembersOutput = Type.Object({ members: Type.Array(Person) })

export const setBagMembers = defineTool<typeof SetMembersInput, typeof MembersOutput, PlannerContext>({
  name: 'set_bag_members',
  title: 'Set who packs a bag',
  description: 'Replaces the people who pack a bag. They have to be of the trip.',
  scopes: ['packing:write'],
  addon: 'packing',
  annotations: { ...sets, destructiveHint: true },
  input: SetMembersInput,
  output: MembersOutput,
  async run({ tripId, bagId, userIds }, { actor, planner }) {
    return { members: await planner.packingBags.setMembers(actor, tripId, bagId, userIds) }
  }
})

export const packingBagTools: Tool<PlannerContext>[] = [
  listPackingBags,
  createPackingBag,
  updatePackingBag,
  deletePackingBag,
  setBagMembers
]
