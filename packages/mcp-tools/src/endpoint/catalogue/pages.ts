import { createHash } from 'node:crypto'
import type { Sealer } from '../definitions/call-store.ts'
import { InvalidParamsError } from '../wire/errors.ts'
import { isObject } from '../wire/json-rpc.ts'
import type { ListName, View } from './view.ts'

/** Several clients read the first page of tools only, so it holds all that a sensible catalogue has. */
const PAGE_SIZES: Record<ListName, number> = { tools: 250, resources: 100, resourceTemplates: 100, prompts: 100 }
const CURSOR_SECONDS = 24 * 3600
const PURPOSE = 'cursor'

/**
 * One page of a list, as the JSON members of a result. A cursor names the last item that was told, so that nothing is
 * told twice or left out when the catalogue grows in between.
 *
 * @throws {InvalidParamsError} for a cursor that is not one of this list.
 */
export function listPage<Context>(view: View<Context>, list: ListName, cursor: unknown, sealer: Sealer): string {
  const digest = createHash('sha256').update(view.key).digest('base64url')
  const items = view.lists[list]
  const start = cursor === undefined ? 0 : startAfter(items, readCursor(cursor, list, digest, sealer))
  const page = items.slice(start, start + PAGE_SIZES[list])
  const last = page.at(-1)
  const isMore = last !== undefined && start + page.length < items.length
  const next = isMore && sealer.seal(PURPOSE, { list, digest, after: last.name }, CURSOR_SECONDS)
  return `{"${list}":[${page.map(({ json }) => json).join(',')}]${next ? `,"nextCursor":${JSON.stringify(next)}` : ''}}`
}

/** Whether the list is always told in one piece, to whoever has this view. */
export function isOnePage<Context>(view: View<Context>, list: ListName): boolean {
  return view.lists[list].length <= PAGE_SIZES[list]
}

function startAfter(items: readonly { name: string }[], after: string): number {
  const next = items.findIndex(({ name }) => name > after)
  return next === -1 ? items.length : next
}

function readCursor(cursor: unknown, list: ListName, digest: string, sealer: Sealer): string {
  const opened = typeof cursor === 'string' ? sealer.open(PURPOSE, cursor) : undefined
  if (!isObject(opened) || opened.list !== list || opened.digest !== digest || typeof opened.after !== 'string')
    throw new InvalidParamsError('The cursor is not valid: list again from the beginning')
  return opened.after
}
