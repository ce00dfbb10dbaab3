import { TitledCard } from '../components/card.tsx'
import { describeEvent } from './live-event.ts'
import { useLiveEvents } from './live-events.tsx'

/** What happened to a trip since the page was opened, told aloud as it happens. */
export function Activity({ tripId }: { tripId: number }) {
  const { events, isConnected } = useLiveEvents()
  const ofTrip = events.filter(({ event }) => event.tripId === tripId)
  return (
    <TitledCard title="Live">
      <p className="text-sm text-quiet" role="status">
        {isConnected ? 'Changes appear here as they are made.' : 'Reconnecting …'}
      </p>
      <ol aria-live="polite">
        {ofTrip.map(({ number, event }) => (
          <li key={number} className="border-t border-line py-2 wrap-anywhere motion-safe:animate-arrive">
            {describeEvent(event)}
          </li>
        ))}
      </ol>
    </TitledCard>
  )
}
