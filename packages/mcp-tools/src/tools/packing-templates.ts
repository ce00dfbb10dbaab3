import { PackingItem, PackingTemplate, SavedPackingTemplate } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { creates, destroys, paging, reads, TemplateId, TripId } from './arguments.ts'

const PAGE = 100

const ListInput = Type.Object({ tripId: TripId, ...paging(PAGE) })
const ListOutput = Type.Object({
  templates: Type.Array(PackingTemplate),
  total: Type.Integer({ description: 'How many templates there are in all' })
})

export const listPackingTemplates = defineTool<typeof ListInput, typeof ListOutput, PlannerContext>({
  name: 'list_packing_templates',
  title: 'List packing templates',
  description: 'Packing lists to begin with, newest first, the same for every trip of this TREK.',
  scopes: ['packing:read'],
  addon: 'packing',
  annotations: reads,
  input: ListInput,
  output: ListOutput,
  run: ({ tripId, limit = PAGE, offset = 0 }, { actor, planner }) =>
    planner.packingTemplates.list(actor, tripId, { limit, offset })
})

const ApplyInput = Type.Object({ tripId: TripId, templateId: TemplateId })
const ApplyOutput = Type.Object({ items: Type.Array(PackingItem), count: Type.Integer() })

export const applyPackingTemplate = defineTool<typeof ApplyInput, typeof ApplyOutput, PlannerContext>({
  name: 'apply_packing_template',
  title: 'Use a packing template',
  description:
    'Adds all that a template has to the end of a trip’s packing list, for everybody to see. What is on the list already stays, even if it comes twice.',
  scopes: ['packing:write'],
  addon: 'packing',
  annotations: creates,
  input: ApplyInput,
  output: ApplyOutput,
  async run({ tripId, templateId }, { actor, planner }) {
    const items = await planner.packingTemplates.apply(actor, tripId, templateId)
    return { items, count: items.length }
  }
})

const SaveInput = Type.Object({
  tripId: TripId,
  templateName: Type.String({ minLength: 1, maxLength: 100, description: 'Name of the template' })
})
const SaveOutput = Type.Object({ template: SavedPackingTemplate })

export const savePackingTemplate = defineTool<typeof SaveInput, typeof SaveOutput, PlannerContext>({
  name: 'save_packing_template',
  title: 'Save a packing template',
  description:
    'Keeps names and categories of a trip’s packing list as a template for every trip of this TREK; private items are left out. For administrators.',
  scopes: ['packing:write'],
  addon: 'packing',
  annotations: creates,
  input: SaveInput,
  output: SaveOutput,
  async run({ tripId, templateName }, { actor, planner }) {
    return { template: await planner.packingTemplates.save(actor, tripId, templateName) }
  }
})

const DeleteInput = Type.Object({ templateId: TemplateId })
const DeleteOutput = Type.Object({ success: Type.Literal(true), name: Type.String() })

export const deletePackingTemplate = defineTool<typeof DeleteInput, typeof DeleteOutput, PlannerContext>({
  name: 'delete_packing_template',
  title: 'Delete a packing template',
  description: 'Removes a template for every trip of this TREK; lists made from it stay. For administrators.',
  scopes: ['packing:write'],
  addon: 'packing',
  annotations: destroys,
  input: DeleteInput,
  output: DeleteOutput,
  async run({ templateId }, { actor, planner }) {
    return { success: true, name: await planner.packingTemplates.delete(actor, templateId) }
  }
})

export const packingTemplateTools: Tool<PlannerContext>[] = [
  listPackingTemplates,
  applyPackingTemplate,
  savePackingTemplate,
  deletePackingTemplate
]
