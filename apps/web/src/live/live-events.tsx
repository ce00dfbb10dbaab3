import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { tripQuery, tripsQuery } from '../api/queries.ts'

/** What the server tells of a change; whoever shows the thing asks for it. */
interface LiveEvent {
  /** Null: it is about no trip. */
  tripId: number | null
}

/** Many changes in a row are loaded as one. */
const GATHER_MS = 150

const ConnectedContext = createContext(true)

/** One connection for the whole app: what changes elsewhere is loaded again here. */
export function LiveEventsProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  const [isConnected, setConnected] = useState(true)

  useEffect(() => {
    const source = new EventSource('/api/events')
    const changed = new Set<number>()
    let timer: number | undefined
    const loadChanged = () => {
      timer = undefined
      void queries.invalidateQueries({ queryKey: tripsQuery.queryKey })
      for (const tripId of changed) void queries.invalidateQueries({ queryKey: tripQuery(tripId).queryKey })
      changed.clear()
    }
    source.addEventListener('ready', () => {
      setConnected(true)
      // Whatever happened while nobody listened.
      void queries.invalidateQueries({ queryKey: tripsQuery.queryKey })
      void queries.invalidateQueries({ queryKey: ['trip'] })
    })
    source.addEventListener('error', () => setConnected(false))
    source.addEventListener('planner', ({ data }: MessageEvent<string>) => {
      const { tripId } = JSON.parse(data) as LiveEvent
      if (tripId === null) return
      changed.add(tripId)
      timer ??= window.setTimeout(loadChanged, GATHER_MS)
    })
    return () => {
      window.clearTimeout(timer)
      source.close()
    }
  }, [queries])

  return <ConnectedContext value={isConnected}>{children}</ConnectedContext>
}

/** Whether changes arrive as they are made. */
export function useIsLive(): boolean {
  return useContext(ConnectedContext)
}
