import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Actor } from '../actor.ts'
import type { Database } from '../database.ts'
import { InvalidInputError } from '../errors.ts'
import { toTag } from './tag.row.ts'
import type { Tag } from './tag.schema.ts'
import { placeTags, tags } from './tag.table.ts'

/** Tags by place, by name, in one query. Everybody on a trip sees all tags of its places. */
export async function loadTags(db: Database, placeIds: number[]): Promise<Map<number, Tag[]>> {
  const byPlace = new Map<number, Tag[]>()
  if (placeIds.length === 0) return byPlace
  const rows = await db
    .select({ placeId: placeTags.placeId, tag: tags })
    .from(placeTags)
    .innerJoin(tags, eq(tags.id, placeTags.tagId))
    .where(inArray(placeTags.placeId, placeIds))
    .orderBy(asc(tags.name), asc(tags.id))
  for (const { placeId, tag } of rows) byPlace.set(placeId, [...(byPlace.get(placeId) ?? []), toTag(tag)])
  return byPlace
}

/**
 * Gives places these tags of the actor's and no other of theirs; tags of others stay. The caller has checked the places.
 *
 * @throws {InvalidInputError} `foreign_reference` for tags of others
 */
export async function setTags(tx: Database, actor: Actor, placeIds: number[], tagIds: number[]): Promise<void> {
  const isTheirs = eq(tags.userId, actor.userId)
  const wanted = [...new Set(tagIds)]
  // Locked, so that none is deleted meanwhile.
  const found = await tx
    .select({ id: tags.id })
    .from(tags)
    .where(and(isTheirs, inArray(tags.id, wanted)))
    .for('key share')
  const stranger = wanted.find((id) => !found.some((tag) => tag.id === id))
  if (stranger !== undefined)
    throw new InvalidInputError('foreign_reference', `tag_ids: ${stranger} is none of your tags: see list_tags`)
  const theirs = tx.select({ id: tags.id }).from(tags).where(isTheirs)
  await tx.delete(placeTags).where(and(inArray(placeTags.placeId, placeIds), inArray(placeTags.tagId, theirs)))
  const rows = placeIds.flatMap((placeId) => wanted.map((tagId) => ({ placeId, tagId })))
  if (rows.length > 0) await tx.insert(placeTags).values(rows)
}

/** Gives copies of places the tags that the actor has put on the originals; those of others stay where they are. */
export async function copyTags(tx: Database, actor: Actor, copies: ReadonlyMap<number, number>): Promise<void> {
  if (copies.size === 0) return
  const rows = await tx
    .select({ placeId: placeTags.placeId, tagId: placeTags.tagId })
    .from(placeTags)
    .innerJoin(tags, eq(tags.id, placeTags.tagId))
    .where(and(inArray(placeTags.placeId, [...copies.keys()]), eq(tags.userId, actor.userId)))
    .for('key share', { of: tags })
  const copied = rows.map(({ placeId, tagId }) => ({ placeId: copies.get(placeId) ?? placeId, tagId }))
  if (copied.length > 0) await tx.insert(placeTags).values(copied)
}
