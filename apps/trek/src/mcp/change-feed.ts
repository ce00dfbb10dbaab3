import { resourcesChangedBy } from '@trek/mcp-tools'
import type { Change, ChangeFeed } from '@trek/mcp-tools/endpoint'
import { ADDON_CHANGES_CHANNEL, parsePlannerEvent, PLANNER_EVENTS_CHANNEL, type Planner } from '@trek/planner'
import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../database/database.ts'

/** What assistants that listen are told, on whichever node it happened. */
export interface TrekChangeFeed extends ChangeFeed {
  close(): Promise<void>
}

/** Changes go to the people they concern; a switched addon is another catalogue for everybody. */
export async function createChangeFeed(
  database: Database,
  planner: Planner,
  log: FastifyBaseLogger
): Promise<TrekChangeFeed> {
  const listeners = new Set<(change: Change) => void>()
  const tell = (change: Change) => {
    for (const listener of listeners) listener(change)
  }
  const listsChanged = () => {
    // Whoever is told asks at once.
    planner.addons.forget()
    for (const list of ['tools', 'resources', 'prompts'] as const) tell({ list })
  }
  const stops = await Promise.all([
    database.listen(PLANNER_EVENTS_CHANNEL, {
      message(payload) {
        const event = parsePlannerEvent(payload)
        tell({ resources: resourcesChangedBy(event), audience: event.audience.map(String) })
      },
      // What was missed is not known: to read again is all that helps.
      resumed: listsChanged
    }),
    database.listen(ADDON_CHANGES_CHANNEL, { message: listsChanged, resumed: listsChanged })
  ])
  return {
    listen(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    async close() {
      const closing = await Promise.allSettled(stops.map((stop) => stop()))
      if (closing.some(({ status }) => status === 'rejected')) log.warn('the database was gone already')
    }
  }
}
