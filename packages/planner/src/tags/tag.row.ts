import type { Tag } from './tag.schema.ts'
import type { tags } from './tag.table.ts'

export function toTag({ id, userId, name, color, createdAt }: typeof tags.$inferSelect): Tag {
  return { id, user_id: userId, name, color, created_at: createdAt.toISOString() }
}
