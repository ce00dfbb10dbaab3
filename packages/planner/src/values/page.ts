import { type AnyColumn, type Placeholder, type SQL, sql } from 'drizzle-orm'
import { InvalidInputError } from '../errors.ts'

/** Part of a list, newest first. */
export interface PageRequest {
  /** At most so many; default `DEFAULT_LIMIT`, never more than `MAX_LIMIT`. */
  limit?: number | undefined
  /** The `nextCursor` of the page before; absent: the first page. */
  cursor?: string | undefined
}

export interface Page<Item> {
  items: Item[]
  /** What gets the next page; null: this is the last one. */
  nextCursor: string | null
}

/** Items on a page for who does not say how many. */
export const DEFAULT_LIMIT = 50
export const MAX_LIMIT = 200

/** Before every id there is. */
const FIRST_PAGE = Number.MAX_SAFE_INTEGER

/**
 * What a query has to find for a page: rows with ids below `before`, the highest first, and one more than are shown, which
 * says whether there is another page. Ids never change and are never used again, so nothing is missed or shown twice
 * however much is added or deleted between two pages.
 *
 * @throws {InvalidInputError} `invalid_value` for a cursor that no page gave.
 */
export function readPage({ limit = DEFAULT_LIMIT, cursor }: PageRequest): {
  before: number
  limit: number
  rows: number
} {
  const shown = Math.max(1, Math.min(limit, MAX_LIMIT))
  return { before: cursor === undefined ? FIRST_PAGE : readCursor(cursor), limit: shown, rows: shown + 1 }
}

/** The condition of a page's rows. As `bigint`, since a cursor may name more than an `integer` column holds. */
export function isOlder(id: AnyColumn, before: number | Placeholder): SQL {
  return sql`${id} < ${before}::bigint`
}

export function toPage<Row extends { id: number }>(rows: Row[], limit: number): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? writeCursor(last.id) : null }
}

/** Opaque, so that nobody makes one up and we may put something else into it. */
function writeCursor(id: number): string {
  return Buffer.from(`id:${id}`).toString('base64url')
}

function readCursor(cursor: string): number {
  const [, id] = /^id:([1-9]\d{0,15})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (id === undefined)
    throw new InvalidInputError(
      'invalid_value',
      'cursor is none that a page gave: leave it out to begin with the first'
    )
  return Number(id)
}
