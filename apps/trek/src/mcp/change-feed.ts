import { resourcesChangedBy } from '@trek/mcp-tools'
import type { Change, ChangeFeed } from '@trek/mcp-tools/endpoint'
import { parsePlannerEvent, PLANNER_EVENTS_CHANNEL } from '@trek/planner'
import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../database/database.ts'

/** What assistants that listen are told: every change to a trip, on whichever node it was made, for its people. */
export interface TrekChangeFeed extends ChangeFeed {
  close(): Promise<void>
}

export async function createChangeFeed(database: Database, log: FastifyBaseLogger): Promise<TrekChangeFeed> {
  const listeners = new Set<(change: Change) => void>()
  const tell = (change: Change) => listeners.forEach((listener) => listener(change))
  const stop = await database.listen(PLANNER_EVENTS_CHANNEL, {
    message(payload) {
      const event = parsePlannerEvent(payload)
      tell({ resources: resourcesChangedBy(event), audience: event.audience.map(String) })
    },
    resumed() {
      // What was missed is not known; whoever reads again sees it.
      for (const list of ['tools', 'resources', 'prompts'] as const) tell({ list })
    }
  })
  return {
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => stop().catch((error: unknown) => log.warn({ err: error }, 'the database was gone already'))
  }
}
