import type { Actor } from '../actor.ts'
import type { RowChange } from '../activity/row-change.ts'
import { ForbiddenError } from '../errors.ts'

/** Undoing says anew who sees an item, which is for its owner to say. @throws {ForbiddenError} `permission_denied` */
export function requireOwnPrivacy({ userId }: Actor, undone: readonly RowChange[]): void {
  const isOthers = undone.some(
    ({ table, before, after }) =>
      table === 'packing_items' &&
      before !== null &&
      after !== null &&
      before.is_private !== after.is_private &&
      before.owner_id !== userId
  )
  if (isOthers) throw notOwner()
}

export function notOwner(): ForbiddenError {
  return new ForbiddenError('permission_denied', 'Only who brings the item says who sees it')
}
