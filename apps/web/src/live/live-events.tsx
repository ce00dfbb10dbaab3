import { useQueryClient } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { tripQuery, tripsQuery } from '../api/queries.ts'
import type { LiveEvent } from './live-event.ts'

interface Live {
  isConnected: boolean
  /** Newest first, with a number of its own each. */
  events: { number: number; event: LiveEvent }[]
}

const LIMIT = 20
const LiveContext = createContext<Live>({ isConnected: true, events: [] })

/** One connection for the whole app: what changes elsewhere is loaded again here. */
export function LiveEventsProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient()
  const [live, setLive] = useState<Live>({ isConnected: true, events: [] })

  useEffect(() => {
    const source = new EventSource('/api/events')
    let number = 0
    source.addEventListener('ready', () => {
      setLive((before) => ({ ...before, isConnected: true }))
      // Whatever happened while nobody listened.
      void queries.invalidateQueries({ queryKey: tripsQuery.queryKey })
      void queries.invalidateQueries({ queryKey: ['trip'] })
    })
    source.addEventListener('error', () => setLive((before) => ({ ...before, isConnected: false })))
    source.addEventListener('planner', ({ data }: MessageEvent<string>) => {
      const event = JSON.parse(data) as LiveEvent
      if (event.tripId === null) return
      number += 1
      const entry = { number, event }
      setLive((before) => ({ ...before, events: [entry, ...before.events].slice(0, LIMIT) }))
      void queries.invalidateQueries({ queryKey: tripsQuery.queryKey })
      void queries.invalidateQueries({ queryKey: tripQuery(event.tripId).queryKey })
    })
    return () => source.close()
  }, [queries])

  return <LiveContext value={live}>{children}</LiveContext>
}

export function useLiveEvents(): Live {
  return useContext(LiveContext)
}
