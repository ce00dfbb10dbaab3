import { describeEvent } from './live-event.ts'
import { useLiveEvents } from './live-events.tsx'

/** What happened to a trip since the page was opened, told aloud as it happens. */
export function Activity({ tripId }: { tripId: number }) {
  const { events, isConnected } = useLiveEvents()
  const ofTrip = events.filter(({ event }) => event.tripId === tripId)
  return (
    <section className="card" aria-labelledby="activity">
      <h2 id="activity">Live</h2>
      <p className="hint" role="status">
        {isConnected ? 'Changes appear here as they are made.' : 'Reconnecting …'}
      </p>
      <ol className="activity" aria-live="polite">
        {ofTrip.map(({ number, event }) => (
          <li key={number}>{describeEvent(event)}</li>
        ))}
      </ol>
    </section>
  )
}
