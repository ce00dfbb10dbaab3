import { Tag } from '@trek/planner'
import { Type } from 'typebox'
import type { PlannerContext } from '../context.ts'
import { defineTool, type Tool } from '../endpoint/index.ts'
import { Color, creates, destroys, Done, done, reads, sets, TagId } from './arguments.ts'

const NoInput = Type.Object({})
const TagOutput = Type.Object({ tag: Tag })
const ListTagsOutput = Type.Object({ tags: Type.Array(Tag) })

const name = Type.String({ minLength: 1, maxLength: 100, description: 'What it says' })
const color = Color('Its colour')

export const listTags = defineTool<typeof NoInput, typeof ListTagsOutput, PlannerContext>({
  name: 'list_tags',
  title: 'List tags',
  description: 'The person’s own tags for places, by name; they are the same on all trips.',
  scopes: ['places:read'],
  annotations: reads,
  input: NoInput,
  output: ListTagsOutput,
  async run(_input, { actor, planner }) {
    return { tags: await planner.tags.list(actor) }
  }
})

const CreateTagInput = Type.Object({ name, color: Type.Optional(color) })

export const createTag = defineTool<typeof CreateTagInput, typeof TagOutput, PlannerContext>({
  name: 'create_tag',
  title: 'Add a tag',
  description:
    'Adds a tag; look at list_tags first, since equal names are allowed. To put it on places, use tag_ids of create_place, update_place or bulk_update_places.',
  scopes: ['places:write'],
  annotations: creates,
  input: CreateTagInput,
  output: TagOutput,
  async run(tag, { actor, planner }) {
    return { tag: await planner.tags.create(actor, tag) }
  }
})

const UpdateTagInput = Type.Object({ tagId: TagId, name: Type.Optional(name), color: Type.Optional(color) })

export const updateTag = defineTool<typeof UpdateTagInput, typeof TagOutput, PlannerContext>({
  name: 'update_tag',
  title: 'Change a tag',
  description: 'Renames or recolours one of the person’s own tags, on all places that have it.',
  scopes: ['places:write'],
  annotations: sets,
  input: UpdateTagInput,
  output: TagOutput,
  async run({ tagId, ...changes }, { actor, planner }) {
    return { tag: await planner.tags.update(actor, tagId, changes) }
  }
})

const TagOnly = Type.Object({ tagId: TagId })

export const deleteTag = defineTool<typeof TagOnly, typeof Done, PlannerContext>({
  name: 'delete_tag',
  title: 'Delete a tag',
  description: 'Deletes one of the person’s own tags and takes it off all places, on all trips. The places stay.',
  scopes: ['places:write'],
  annotations: destroys,
  input: TagOnly,
  output: Done,
  async run({ tagId }, { actor, planner }) {
    await planner.tags.delete(actor, tagId)
    return done
  }
})

export const tagTools: Tool<PlannerContext>[] = [listTags, createTag, updateTag, deleteTag]
