import type { Database } from '../database.ts'
import type { TripEvent } from '../events.ts'
import { nextPosition } from '../list-order.ts'
import { loadBags } from './packing-bag.row.ts'
import { packingBags } from './packing-bag.table.ts'

/** Bags that nobody chose a colour for get the next of these. */
const PALETTE = [
  '#6366f1',
  '#ec4899',
  '#f97316',
  '#10b981',
  '#06b6d4',
  '#8b5cf6',
  '#ef4444',
  '#f59e0b',
  '#3b82f6',
  '#84cc16',
  '#d946ef',
  '#14b8a6',
  '#f43f5e',
  '#a855f7',
  '#eab308',
  '#64748b'
] as const

/**
 * The ids of the bags with exactly these names, and what is to be told of those that the trip did not have and that are
 * made. The caller holds the trip's lock.
 */
export async function bagsByName(
  tx: Database,
  tripId: number,
  names: string[]
): Promise<{ bagIds: Map<string, number>; events: TripEvent[] }> {
  if (names.length === 0) return { bagIds: new Map(), events: [] }
  const bags = await loadBags(tx, tripId)
  // Of several bags with one name the first counts.
  const known = new Map(bags.toReversed().map(({ id, name }) => [name, id]))
  const missing = [...new Set(names)].filter((name) => !known.has(name))
  if (missing.length === 0) return { bagIds: known, events: [] }
  const first = await nextPosition(tx, packingBags, tripId)
  const rows = missing.map((name, i) => ({
    tripId,
    name,
    color: PALETTE[(bags.length + i) % PALETTE.length] ?? PALETTE[0],
    sortOrder: first + i
  }))
  const made = await tx.insert(packingBags).values(rows).returning({ id: packingBags.id, name: packingBags.name })
  const bagIds = new Map([...known, ...made.map(({ id, name }) => [name, id] as const)])
  return { bagIds, events: [{ type: 'packing:bag-created', ids: {} }] }
}
