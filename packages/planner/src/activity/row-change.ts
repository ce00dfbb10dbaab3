import type { RowImage } from './activity.table.ts'
import { recordedTables } from './recorded-tables.ts'

/** What happened to one row. */
export interface RowChange {
  table: string
  /** Null: it was made. */
  before: RowImage | null
  /** Null: it was deleted. */
  after: RowImage | null
}

/** Set by every change, whatever it is about, or by nobody's hand: they keep no change from being undone. */
const UNCOUNTED: ReadonlySet<string> = new Set(['updated_at', 'reminded_at', 'reminded_for', 'country_code'])

/**
 * What keeps a change from being undone: `done` is what undoing it really did, which should be the reverse of `change` and
 * nothing else. Empty when it was.
 */
export function findObstacles(change: readonly RowChange[], done: readonly RowChange[]): string[] {
  const left = new Map<string, RowChange[]>()
  for (const row of done) {
    const signature = signatureOf(row)
    if (signature !== undefined) left.set(signature, [...(left.get(signature) ?? []), row])
  }
  const missing = change.filter((row) => {
    const signature = signatureOf({ table: row.table, before: row.after, after: row.before })
    return signature !== undefined && left.get(signature)?.pop() === undefined
  })
  if (missing.length > 0) return [...new Set(missing.map((row) => `${nameOf(row)} has changed since`))]
  // Only their kind is told: they may be somebody's private ones.
  const surplus = [...left.values()].flat()
  return [...new Set(surplus.map(({ table }) => `a ${nounOf(table)} that came later would go or change with it`))]
}

/** Two changes with the same one do the same to the same row; `undefined`: nothing that counts. */
function signatureOf({ table, before, after }: RowChange): string | undefined {
  if (before && after) {
    const columns = Object.keys(after).filter(
      (column) => !UNCOUNTED.has(column) && !isSame(before[column], after[column])
    )
    if (columns.length === 0) return undefined
    const key = recordedTables.get(table)?.key ?? []
    const changed = columns.map((column) => [column, before[column], after[column]])
    return JSON.stringify([table, key.map((column) => after[column]), changed])
  }
  return JSON.stringify([table, before && untouched(before), after && untouched(after)])
}

/** Without what is empty: an image from before a column came has nothing there either. */
function untouched(image: RowImage): RowImage {
  return Object.fromEntries(Object.entries(image).filter(([column, value]) => value !== null && !UNCOUNTED.has(column)))
}

/** Images come from `jsonb`, which writes the members of an object in one order. */
function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

function nameOf({ table, before, after }: RowChange): string {
  const image = after ?? before ?? {}
  // An order that everybody sees moves what is somebody's own as well.
  if (image.is_private === true) return nounOf(table)
  const name = [image.name, image.title, image.text].find((text) => typeof text === 'string' && text !== '')
  return `${nounOf(table)}${typeof name === 'string' ? ` “${name.slice(0, 80)}”` : ''}`
}

function nounOf(table: string): string {
  return recordedTables.get(table)?.noun ?? 'row'
}
