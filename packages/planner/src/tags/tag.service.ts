import { and, asc, eq } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { InvalidInputError, NotFoundError } from '../errors.ts'
import { checkColor } from '../values/color.ts'
import { present } from '../values/present.ts'
import { checkText } from '../values/text.ts'
import { toTag } from './tag.row.ts'
import type { Tag, TagChanges } from './tag.schema.ts'
import { tags } from './tag.table.ts'

/** Everybody has tags of their own; those of others are not found. */
export interface TagService {
  /** By name, at most 500. */
  list(actor: Actor): Promise<Tag[]>
  /** Equal names are allowed. @throws {InvalidInputError} `invalid_value` */
  create(actor: Actor, tag: TagChanges & { name: string }): Promise<Tag>
  /** @throws {NotFoundError} `tag_not_found` @throws {InvalidInputError} `invalid_value`, `nothing_to_update` */
  update(actor: Actor, tagId: number, changes: TagChanges): Promise<Tag>
  /** Takes it off all places. @throws {NotFoundError} `tag_not_found` */
  delete(actor: Actor, tagId: number): Promise<void>
}

const LIST_LIMIT = 500

export function createTagService(db: Database): TagService {
  return {
    async list(actor) {
      const rows = await db
        .select()
        .from(tags)
        .where(eq(tags.userId, actor.userId))
        .orderBy(asc(tags.name), asc(tags.id))
        .limit(LIST_LIMIT)
      return rows.map(toTag)
    },

    async create(actor, tag) {
      const columns = toColumns(tag)
      const [row] = await db
        .insert(tags)
        .values({ ...columns, name: columns.name, userId: actor.userId })
        .returning()
      if (!row) throw new Error('the tag was not kept')
      return toTag(row)
    },

    async update(actor, tagId, changes) {
      const columns = toColumns(changes)
      if (Object.keys(columns).length === 0)
        throw new InvalidInputError('nothing_to_update', 'Give at least one field to change')
      const [row] = await db.update(tags).set(columns).where(isTheirs(actor, tagId)).returning()
      if (!row) throw tagNotFound()
      return toTag(row)
    },

    async delete(actor, tagId) {
      const deleted = await db.delete(tags).where(isTheirs(actor, tagId)).returning({ id: tags.id })
      if (deleted.length === 0) throw tagNotFound()
    }
  }
}

function toColumns({ name, color }: TagChanges) {
  return present({
    name: name === undefined ? undefined : checkText(name, 'name'),
    color: color === undefined ? undefined : checkColor(color, 'color')
  })
}

function isTheirs(actor: Actor, tagId: number) {
  return and(eq(tags.id, tagId), eq(tags.userId, actor.userId))
}

function tagNotFound(): NotFoundError {
  return new NotFoundError('tag_not_found', 'Tag not found')
}
