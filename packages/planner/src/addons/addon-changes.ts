import { sql } from 'drizzle-orm'
import type { Database } from '../database.ts'

/** That an addon was switched, on whichever node: what clients can use is different now. */
export interface AddonChange {
  id: string
  enabled: boolean
}

/** The Postgres notification channel of addon changes. They concern everybody, so they are no planner events. */
export const ADDON_CHANGES_CHANNEL = 'planner_addons'

/** Tells every node, when the transaction commits and only then. */
export async function publishAddonChange(tx: Database, { id, enabled }: AddonChange): Promise<void> {
  await tx.execute(sql`select pg_notify(${ADDON_CHANGES_CHANNEL}, ${JSON.stringify({ id, enabled })})`)
}

/** Reads a notification's payload; only this package writes them. */
export function parseAddonChange(payload: string): AddonChange {
  return JSON.parse(payload) as AddonChange
}
